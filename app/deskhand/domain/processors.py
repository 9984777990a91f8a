"""This computer: its processors, what each of them was seen to do, and what else was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Work(StrEnum):
    """What a processor is tested with, and chosen for; each by itself, as different libraries do it."""

    READING = "reading"  # embeddings of messages
    LEARNING = "learning"  # a training step
    HEARING = "hearing"  # a window of speech, by CTranslate2


@dataclass(frozen=True, slots=True)
class Trial:
    """Real work that was tried: ``speed`` in messages, messages and seconds of speech a second (0: it does not work).

    ``detail`` says with what numbers it computes, or why it does not work; ``advice`` what to do about that.
    """

    work: Work
    speed: float
    detail: str
    advice: str = ""

    @property
    def works(self) -> bool:
        return self.speed > 0


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """One processor. ``kind`` is torch's name of it ("cuda:0"), ``memory`` what it has and ``free`` of it, in bytes."""

    name: str
    kind: str
    memory: int = 0
    free: int = 0
    trials: tuple[Trial, ...] = ()

    def trial(self, work: Work) -> Trial | None:
        """What came of trying this; ``None``: it was not tried."""
        return next((one for one in self.trials if one.work is work), None)

    def speed(self, work: Work) -> float:
        """0: it does not do this."""
        trial = self.trial(work)
        return 0.0 if trial is None else trial.speed

    @property
    def works(self) -> bool:
        """Whether it is good for anything."""
        return any(trial.works for trial in self.trials)


class Part(StrEnum):
    """What is looked at beside processors, in the order in which it is shown."""

    MEMORY = "memory"
    DRIVE = "drive"
    MODELS = "models"
    RECORDINGS = "recordings"
    NETWORK = "network"


class State(StrEnum):
    """How something stands, in the words of the screen."""

    FINE = "fine"
    LOOK = "look"
    UNUSED = "not used"
    BROKEN = "does not work"


@dataclass(frozen=True, slots=True)
class PartReport:
    """What was found of a part: ``detail`` is a sentence, ``measure`` a few words. Neither names a file of a person.

    ``share`` (0 to 1) is how much of it is in use; below 0: that says nothing here.
    """

    part: Part
    state: State
    name: str
    detail: str
    measure: str
    share: float = -1.0
