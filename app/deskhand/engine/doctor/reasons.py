"""Why a trial failed, in the words of an office manager, and what to do about it.

Never an error's own words: they may name folders of the person.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deskhand.domain.problems import ProblemError
from deskhand.domain.processors import Trial, Work
from deskhand.engine.doctor import drivers
from deskhand.engine.doctor.apart import Death, DiedError
from deskhand.engine.failing import is_memory


class DifferentError(Exception):
    """The processor computed something else than the main one."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """``pattern`` in an error's words; groups of it may stand in ``detail`` as {0}, {1}."""

    pattern: str
    detail: str
    advice: str


_ANEW = "Install Deskhand again; “Copy details” says which versions are here."
_REASONS = (
    _Reason(
        r"no kernel image|not compatible with the current pytorch|invalid device function",
        "This Deskhand was not made for a card of this age.",
        "Nothing needs to be done: the main processor is used. A newer Deskhand may know the card.",
    ),
    _Reason(
        r"(?:cublas|cudnn|cudart)\S*\s+(?:is not found|not found|could not|cannot)|"
        r"cannot be loaded|cannot open shared object",
        "NVIDIA’s libraries for listening (cuBLAS 12 and cuDNN 9) are not on this computer.",
        "Install “nvidia-cublas-cu12” and “nvidia-cudnn-cu12” beside Deskhand; until then the main processor listens.",
    ),
    _Reason(
        r"busy or unavailable|exclusive",
        "Another program keeps this processor for itself.",
        "Close other programs that use the graphics processor and test again.",
    ),
    _Reason(
        r"not compiled with|not implemented|not supported|unsupported",
        "It lacks something that this work needs.",
        "Nothing needs to be done: another processor does this.",
    ),
)
_TOO_OLD = re.compile(r"driver .*?(?:too old|insufficient)(?:.*?found version (\d+))?", re.IGNORECASE | re.DOTALL)
_NO_ROOM = (
    "It has too little free memory for this.",
    "Close other programs, above all those that show pictures or films, and test again.",
)


def failed(work: Work, kind: str, error: Exception) -> Trial:
    """What is said of a trial that ended in ``error``."""
    detail, advice = reason_of(error, kind)
    return Trial(work, 0.0, detail, advice)


def reason_of(
    error: Exception, kind: str, cards: Callable[[], Sequence[drivers.Card]] = drivers.cards
) -> tuple[str, str]:
    """(what happened, what to do) of an error that a library raised on the processor ``kind``."""
    if isinstance(error, DifferentError):
        advice = _ANEW if kind == "cpu" else "Install the newest driver of the graphics processor and test again."
        return "Gave different answers, not used.", advice
    if isinstance(error, ProblemError):
        return f"{error.problem.title}.", error.problem.advice
    if is_memory(error):
        return _NO_ROOM
    words = str(error)
    if _TOO_OLD.search(words):
        return _too_old(cards())
    for reason in _REASONS:
        if re.search(reason.pattern, words, re.IGNORECASE):
            return reason.detail, reason.advice
    advice = _ANEW if kind == "cpu" else "Install the newest driver of the graphics processor and test again."
    return f"It failed ({type(error).__name__}).", advice


def died(work: Work, kind: str, death: DiedError) -> Trial:
    """What is said of a trial whose process is gone."""
    if death.death is Death.TIME:
        detail = "It did not answer in time, and was stopped."
    elif death.death is Death.MEMORY:
        return Trial(work, 0.0, *_NO_ROOM)
    else:
        detail = f"It ended the test by itself ({death.details})."
    advice = "Restart the computer and test again."
    if kind != "cpu":
        advice = "Install the newest driver of the graphics processor, restart the computer and test again."
    return Trial(work, 0.0, detail, advice)


def _too_old(cards: Sequence[drivers.Card]) -> tuple[str, str]:
    import torch

    needed = drivers.needed_driver(torch.version.cuda or "")
    if cards and needed:
        return f"Its driver is {cards[0].driver}; this Deskhand needs {needed} or newer.", drivers.NEWEST_DRIVER
    return "Its driver is too old for this Deskhand.", drivers.NEWEST_DRIVER
