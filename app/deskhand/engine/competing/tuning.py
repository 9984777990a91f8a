"""One training of one challenger, tested after each time through the answers; what was done is on disk."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from deskhand.engine.challengers.challenger import Attempt, Challenger, Start
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.competing.heeding import Look, heeding
from deskhand.engine.competing.material import seeing
from deskhand.engine.finetuning import Processor, Schedule, Step, training
from deskhand.engine.inputs import Vectors
from deskhand.engine.methods.vectors import VectorsHead
from deskhand.storage.atomic import write_whole

NETWORK, HEAD = "model", "head.safetensors"
_BEST, _MAKING = "best-", "making"
_OUTPUTS = "outputs"
_NOTHING = np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Tested:
    """After ``epoch`` (0 …): what each head answers about the exam, (heads, rows, labels)."""

    epoch: int
    outputs: Vectors


class Tuning:
    """``folder`` keeps its checkpoints, and what it answered."""

    attempt: Attempt
    heads: tuple[VectorsHead, ...]

    def __init__(self, challenger: Challenger, schedule: Schedule, folder: Path, processor: Processor) -> None:
        self._challenger, self._schedule = challenger, schedule
        self._folder, self._processor = folder, processor
        self._checkpoints = Checkpoints(folder / "checkpoints")

    def run(self, start: Start, exam: Sequence[Any], look: Look, epochs: int = 0) -> Iterator[Tested]:
        """Learn, from where it was left, and be tested on ``exam`` (contents that it does not learn from) after each
        epoch. ``look`` is called at least every second, and may raise. ``epochs``: stop after so many (0: after all).

        ``heads`` are what answered last.
        """
        self.attempt = self._challenger.attempt(start)
        see = seeing(start.trainee, self._processor)
        with heeding(self.attempt.module, look) as look_now:
            for moment in training(self.attempt, self._schedule, self._processor, self._checkpoints):
                if isinstance(moment, Step):
                    look_now()
                    continue
                self.heads = self.attempt.heads(see)
                seen = see(exam) if exam else None
                yield Tested(
                    moment.epoch, np.stack([_NOTHING if seen is None else head.apply(seen) for head in self.heads])
                )
                if moment.epoch + 1 == epochs:
                    break

    def keep(self, tested: Tested, best: int | None = None) -> None:
        """What was answered last. ``best``: the head by which it is the best so far; the network is then kept as well.

        The answers are written last: a network without them was cut off, and the best one is still that before.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        if best is not None:
            making, target = self._folder / _MAKING, self._folder / f"{_BEST}{tested.epoch:04d}"
            for old in (making, target):
                shutil.rmtree(old, ignore_errors=True)
            self.save(making, best)
            making.rename(target)
        with write_whole(_file(self._folder, tested.epoch)) as temporary:
            temporary.write_bytes(save({_OUTPUTS: np.ascontiguousarray(tested.outputs, np.float32)}))
        if best is not None:
            for old in _bests(self._folder)[:-1]:
                shutil.rmtree(old, ignore_errors=True)

    def save(self, folder: Path, head: int) -> None:
        """Write the network, and one of the heads that answered last."""
        self.attempt.save(folder / NETWORK)
        with write_whole(folder / HEAD) as temporary:
            temporary.write_bytes(save(dict(self.heads[head].tensors())))

    def clear(self) -> None:
        """Checkpoints are of no use when the training is over; what was tested stays."""
        self._checkpoints.clear()


def kept_tests(folder: Path, epochs: int) -> list[Tested]:
    """The tests that were made before, in order. Raises ``ValueError`` if one of them is damaged."""
    found: list[Tested] = []
    while len(found) < epochs and _file(folder, len(found)).is_file():
        try:
            found.append(Tested(len(found), load_file(_file(folder, len(found)))[_OUTPUTS]))
        except (SafetensorError, KeyError) as error:
            raise ValueError(len(found)) from error
    return found


def kept_best(folder: Path, tests: int) -> Path | None:
    """The network, and its head, that was the best of so many tests; ``None``: there is none."""
    whole = [best for best in _bests(folder) if int(best.name.removeprefix(_BEST)) < tests]
    return whole[-1] if whole else None


def _bests(folder: Path) -> list[Path]:
    """Oldest first."""
    return sorted(folder.glob(f"{_BEST}*"))


def _file(folder: Path, epoch: int) -> Path:
    return folder / f"epoch-{epoch:04d}.safetensors"
