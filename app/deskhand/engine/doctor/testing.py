"""All processors of this computer, each tried with each kind of work, in a process of its own."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from deskhand.domain.processors import DeviceReport, Trial, Work
from deskhand.engine.doctor.apart import Child, Death, DiedError, ask
from deskhand.engine.doctor.reasons import died

_MAIN = DeviceReport("Main processor", "cpu")
_LISTENING = ("cuda", "cpu")  # the kinds that CTranslate2 knows


def processors(child: Child, look: Callable[[], None]) -> tuple[DeviceReport, ...]:
    """Those that are there, the main one last. It alone, if even asking for the others ends the process that asks."""
    try:
        return msgspec.json.decode(ask(["find"], child, look), type=tuple[DeviceReport, ...])
    except (DiedError, msgspec.MsgspecError):
        return (_MAIN,)


def works_for(device: DeviceReport, speech_model: str) -> Sequence[Work]:
    """What this processor is to be tried with; nothing, if it is known not to be reached at all.

    Without a ``speech_model`` (a folder) nothing can be listened to, which is no fault.
    """
    if device.trials:
        return ()
    listens = bool(speech_model) and device.kind.split(":", maxsplit=1)[0] in _LISTENING
    return (Work.READING, Work.LEARNING, Work.HEARING) if listens else (Work.READING, Work.LEARNING)


def tried(device: DeviceReport, work: Work, speech_model: str, child: Child, look: Callable[[], None]) -> DeviceReport:
    """The same with one trial more. Raises what ``look`` raises."""
    order = [work, device.kind, *([speech_model] if work is Work.HEARING else [])]
    try:
        trial = msgspec.json.decode(ask(order, child, look), type=Trial)
    except DiedError as death:
        trial = died(work, device.kind, death)
    except msgspec.MsgspecError:
        trial = died(work, device.kind, DiedError(Death.CRASH, "spoke nonsense"))
    return replace(device, trials=(*device.trials, trial))


def network_is_shut(child: Child, look: Callable[[], None]) -> bool:
    """Whether a process as every other is stopped when it reaches for the network. Raises what ``look`` raises."""
    with tempfile.TemporaryDirectory() as home:  # what is written down there of the attempt is not the person's
        try:
            return ask(["reach"], replace(child, home=home), look).strip() == b"true"
        except DiedError:
            return False
