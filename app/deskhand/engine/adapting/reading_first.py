"""Files are read: the training of a plan, watched, with a healthy model kept after each time through."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deskhand.engine.adapting.health import SAMPLE, Health, look
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.adapting.plan import SEED, Plan
from deskhand.engine.adapting.pool import some_of
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.finetuning import Processor, Step, training
from deskhand.engine.trainees.trainee import Trainee

_HEALTHY, _CHECKPOINTS, _WEIGHTS = "healthy", "checkpoints", "model.safetensors"
_COLLAPSED = "Reading made it see everything alike, which was noticed in time."


@dataclass(frozen=True, slots=True)
class ReadingFirst:
    """``folder`` has the plan, where the training is, and the last healthy model (``healthy_in``)."""

    plan: Plan
    folder: Path
    objective: Objective
    trainee: Trainee[Any]
    contents: Sequence[Any]

    def go_on(self, processor: Processor) -> Iterator[Step]:
        """From where it was to the end, or until it is ill. Raises as ``training``."""
        sample = sample_of(self.contents)
        work = self.objective.work(self.trainee, self.contents, SEED)
        checkpoints = Checkpoints(self.folder / _CHECKPOINTS)
        for moment in training(work, self.plan.schedule, processor, checkpoints):
            if isinstance(moment, Step):
                yield moment
            elif self._is_ill(moment.epoch, look(self.trainee, sample)):
                return

    def _is_ill(self, epoch: int, now: Health) -> bool:
        """Whether it has collapsed; if not, it is kept as it is now."""
        kept = Plan.kept(self.folder) or self.plan
        if now.has_collapsed(self.plan.before):
            times = f" It stays as it was after {epoch} of {self.plan.schedule.epochs} times through." if epoch else ""
            replace(kept, came_to=_COLLAPSED + times).keep(self.folder)
            return True
        _keep(self.folder / _HEALTHY, epoch, self.trainee)
        replace(kept, after=now).keep(self.folder)
        return False


def sample_of(contents: Sequence[Any]) -> list[Any]:
    """What is looked at again and again, as the model itself is given it: of a pair the first text, of a picture with
    words the picture."""
    rows = some_of(range(len(contents)), SAMPLE, SEED)
    return [contents[row][0] if isinstance(contents[row], tuple) else contents[row] for row in rows]


def healthy_in(folder: Path) -> Path | None:
    """The folder of the model as it was after the last whole time through."""
    there = sorted(each for each in (folder / _HEALTHY).glob("*") if is_model(each))
    return there[-1] if there else None


def is_model(folder: Path) -> bool:
    """Whether a model was written there whole: its weights are written last."""
    return (folder / _WEIGHTS).is_file()


def _keep(healthy: Path, epoch: int, trainee: Trainee[Any]) -> None:
    """Write the model, and only then let go of the one before."""
    target = healthy / f"{epoch:04d}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    trainee.save(target)
    for old in healthy.glob("*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)
