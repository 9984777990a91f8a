"""How long the files are read: fixed once, after some steps were tried, so that a reading that was cut off goes on to
the very same result."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deskhand.domain.models import Modality
from deskhand.engine.adapting.gate import Frozen
from deskhand.engine.adapting.health import Health
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.finetuning import Processor, Schedule, Step, training
from deskhand.engine.trainees.trainee import Trainee
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json

SEED = 0
_PLAN = "plan.json"
_TRIED_BATCHES, _TRIED_SECONDS = 8, 10.0
_FEWEST_BATCHES = 4  # are read, however short the time


@dataclass(frozen=True, slots=True)
class Plan:
    """``items`` (their ids) are read, from the model ``base``, and ``asked`` are not: to see what it finds.

    ``before`` and ``after`` are how healthy it was then and when it was last kept; ``came_to`` is why it was not read
    on."""

    model_id: str
    objective: str
    modality: Modality
    base: str
    items: tuple[int, ...]
    schedule: Schedule
    step_seconds: float
    before: Health
    frozen: Frozen | None
    asked: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    after: Health | None = None
    came_to: str = ""

    @property
    def health(self) -> str:
        """For an expert, in a sentence; "" before there is anything to say."""
        if self.after is None:
            return ""
        ranks = f"effective rank {self.before.rank:.1f}, then {self.after.rank:.1f}"
        cosines = f"mean cosine {self.before.cosine:.2f}, then {self.after.cosine:.2f}"
        return f"On a sample of what was read: {ranks}; {cosines}."

    def keep(self, folder: Path) -> None:
        """Write it down. Raises ``ProblemError`` when the drive is full."""
        folder.mkdir(parents=True, exist_ok=True)
        with write_whole(folder / _PLAN) as temporary:
            temporary.write_text(to_json(self), encoding="utf-8")

    @classmethod
    def kept(cls, folder: Path) -> "Plan | None":
        """What was planned before."""
        try:
            return from_json((folder / _PLAN).read_text(encoding="utf-8"), cls)
        except (OSError, ValueError):
            return None


def seconds_a_step(
    objective: Objective, trainee: Trainee[Any], contents: Sequence[Any], processor: Processor, look: Callable[[], None]
) -> float:
    """Measured on some of the contents; the trainee is not what it was afterwards. ``look`` may raise to stop."""
    schedule = replace(objective.schedule(len(contents), SEED), epochs=1)
    some = contents[: _TRIED_BATCHES * schedule.batch]
    heard: list[Step] = []
    for moment in training(objective.work(trainee, some, SEED), schedule, processor):
        look()
        if isinstance(moment, Step):
            heard.append(moment)
            if moment.seconds > _TRIED_SECONDS:
                break
    first, last = heard[0], heard[-1]
    if last.step == first.step:
        return max(last.seconds, 1e-3)
    return max((last.seconds - first.seconds) / (last.step - first.step), 1e-3)  # the first one warms up


def within(objective: Objective, count: int, seconds: float, step_seconds: float) -> tuple[int, Schedule]:
    """Of how many of ``count`` contents is read, and how, to be done in so many seconds.

    Fewer times through them first; if not even once is possible, only some of them.
    """
    affordable = max(_FEWEST_BATCHES, int(seconds / step_seconds))
    usual = objective.schedule(count, SEED)
    once = math.ceil(count / usual.batch)
    if once <= affordable:
        return count, replace(usual, epochs=max(1, min(usual.epochs, affordable // once)))
    fewer = min(count, affordable * usual.batch)
    return fewer, replace(objective.schedule(fewer, SEED), epochs=1)
