"""Which of the processors that are here does a kind of work. No torch here: what listens needs none."""

from collections.abc import Callable, Sequence

from deskhand.domain.processors import Work
from deskhand.storage.computer import last_check
from deskhand.storage.settings import ONLY_MAIN, Settings


def chosen(work: Work, here: Sequence[str], trouble_of: Callable[[str], str]) -> str:
    """One of ``here`` (quickest kind first, "cpu" last), by the last computer check and the setting.

    What was not there at that check is tried by ``trouble_of`` ("": it works). What failed since is left out.
    """
    if Settings().get("work.processor") == ONLY_MAIN:
        return "cpu"
    check = last_check()
    tested = {device.kind: device.speed(work) for device in check.devices if device.trial(work) is not None}
    usable = [kind for kind in here if not check.has_failed(kind, work)]
    for kind in sorted(usable, key=lambda kind: -tested.get(kind, float("inf") if kind != "cpu" else 0.0)):
        if kind == "cpu" or tested.get(kind, 0.0) > 0 or (kind not in tested and not trouble_of(kind)):
            return kind
    return "cpu"
