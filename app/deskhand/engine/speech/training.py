"""A speech model on its way through its lessons, tested in between in the form in which it will listen."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from deskhand.engine import devices
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.finetuning import EpochDone, Processor, Schedule, Step, training
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech import pupil as pupils
from deskhand.engine.speech.accepting import heard_by
from deskhand.engine.speech.agreement import says_the_same
from deskhand.engine.speech.clips import Lessons
from deskhand.engine.speech.learning import Hearing, Script, schedule
from deskhand.engine.speech.models import make_ready
from deskhand.engine.speech.whisper import Whisper
from deskhand.engine.trainees.trainee import Batch
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json

_SEED = 0
_TESTS = 0.25  # of the time at most: where making ready takes long, not every time through is tested
_TRIED = 2  # clips
_SHARE = 0.5  # of what was learned, as the source names it where nothing else is known: see ``Pupil.keep``
_OVER = 1.3  # times the budget after which a training ends wherever it is
_PLAN, _TESTED, _CHECKPOINTS, _READY = "plan.json", "tested.safetensors", "checkpoints", "ready"


@dataclass(frozen=True, slots=True)
class Tested:
    """What the test clips sounded like to a model that had been ``times`` of ``of_times`` through its lessons."""

    times: float
    of_times: int
    heard: tuple[str, ...]
    loss: float


@dataclass(frozen=True, slots=True)
class Working:
    """So many seconds of work are behind, of about so many in all."""

    behind: float
    in_all: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """So many times through the lessons; ``seconds`` of work were behind when it was kept."""

    times: int
    seconds: float
    half: bool  # compute in 16 bits


class Training:
    """One, in ``folder``, where it goes on after a kill. What ``lessons`` has for the test is never learned from.

    ``look`` is called while it tests, and may raise. ``notices`` says in plain words what had to be done otherwise.
    """

    def __init__(
        self, files: ModelFiles, lessons: Lessons, languages: Sequence[str], folder: Path, look: Callable[[], None]
    ) -> None:
        self.notices: list[str] = []
        self._files, self._lessons, self._folder, self._look = files, lessons, folder, look
        self._script = Script(files.folder, languages)
        self._pupil = pupils.pupil_of(files, _SEED)
        self._work = Hearing(self._pupil, lessons.learn, self._script, _SEED)
        self._plan = self._read_plan()
        self._before = self._plan.seconds if self._plan else 0.0
        self._began = self._test_ended = time.monotonic()
        self._test_took = 0.0

    @property
    def seconds(self) -> float:
        """Of work, those before a restart among them."""
        return self._before + time.monotonic() - self._began

    @property
    def has_learned(self) -> bool:
        """Whether there is a tested state to be kept."""
        return (self._folder / _TESTED).is_file()

    def run(self, minutes: float) -> Iterator[Working | Tested]:
        """Learn, in about ``minutes`` in all. Raises ``ProblemError`` when the drive is full.

        What is tested last is what is kept: the best of many tests, chosen by the test, would look better than it is.
        """
        device = devices.best()
        wanted = schedule(self._work, self._pupil.rate, _SEED)
        plan = self._plan or self._planned(wanted, 60 * minutes, device)
        steps = training(
            self._work,
            replace(wanted, epochs=plan.times),
            Processor(device, half=plan.half, noticed=self.notices.append),
            Checkpoints(self._folder / _CHECKPOINTS),
        )
        first: Step | None = None
        last: Step | None = None
        for moment in steps:
            if isinstance(moment, Step):
                first, last = first or moment, moment
                yield self._working(first, last)
            over = self.seconds > 60 * minutes * (_OVER if isinstance(moment, Step) else 1)
            if last is not None and (over or (isinstance(moment, EpochDone) and self._may_test(moment, plan))):
                yield self._test(plan, last)
            if isinstance(moment, EpochDone):
                self._keep_plan(replace(plan, seconds=self.seconds))
            if over:
                break

    def _planned(self, wanted: Schedule, budget: float, device: torch.device) -> _Plan:
        """As many times through as there is time for, in whichever precision is quicker: a few clips are tried."""
        self._pupil.to(device).train()
        rows = self._work.batches(0, _TRIED)[0]
        prepared = self._work.prepare(rows, np.random.default_rng(_SEED))
        parts = {name: each.to(device) for name, each in prepared.items()}
        self._took(parts, device, half=True)  # the first time is slow
        half, full = (self._took(parts, device, half=one) for one in (True, False))
        once = min(half, full) * len(self._work) / len(rows)
        left = budget * (1 - _TESTS) - self.seconds
        return self._keep_plan(_Plan(max(1, min(wanted.epochs, int(left / once))), self.seconds, half < full))

    def _took(self, parts: Batch, device: torch.device, *, half: bool) -> float:
        """Seconds there and back."""
        began = time.monotonic()
        with torch.autocast(device.type, enabled=half):
            loss = self._work.loss(parts)
        loss.backward()  # type: ignore[no-untyped-call]
        float(loss.detach())  # waits for a graphics processor
        self._pupil.zero_grad()
        return time.monotonic() - began

    def _working(self, first: Step, last: Step) -> Working:
        each = (last.seconds - first.seconds) / max(1, last.step - first.step)
        return Working(self.seconds, self.seconds + each * (last.of - last.step))

    def _may_test(self, done: EpochDone, plan: _Plan) -> bool:
        rested = time.monotonic() - self._test_ended
        return done.epoch + 1 == plan.times or self._test_took <= _TESTS * rested

    def _test(self, plan: _Plan, last: Step) -> Tested:
        """As it will listen: merged, made ready, heard."""
        began = time.monotonic()
        self._pupil.eval()
        self._pupil.keep(_SHARE)
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            ready = self._made_ready(Path(scratch) / "model", Path(scratch) / _READY)
            heard = heard_by(Whisper(ready, self.notices.append), self._lessons.test, self._look)
        self._pupil.keep(1.0)
        with write_whole(self._folder / _TESTED) as temporary:
            save_file({name: each.contiguous() for name, each in self._pupil.state_dict().items()}, temporary)
        self._test_ended = time.monotonic()
        self._test_took = self._test_ended - began
        return Tested(round(plan.times * last.step / last.of, 2), plan.times, heard, last.loss)

    def _made_ready(self, folder: Path, ready: Path) -> Path:
        pupils.save(self._pupil, self._files, folder)
        make_ready(folder, ready)
        return ready

    def finish(self, folder: Path) -> tuple[Path, bool]:
        """Write what was tested last to ``folder``, as its makers would publish it, and make it ready.

        Returns where it lies in the form that listens, for as long as the course's folder is there, and whether that is
        still the model that learned. Raises ``ProblemError`` when the drive is full.
        """
        self._pupil.load_state_dict(load_file(self._folder / _TESTED))
        self._pupil.to(devices.CPU).eval()
        self._pupil.keep(_SHARE)
        ready = self._folder / _READY
        shutil.rmtree(ready, ignore_errors=True)
        self._made_ready(folder, ready)
        return ready, says_the_same(self._pupil, ready, self._lessons.test, self._script)

    def _read_plan(self) -> _Plan | None:
        file = self._folder / _PLAN
        return from_json(file.read_text(encoding="utf-8"), _Plan) if file.is_file() else None

    def _keep_plan(self, plan: _Plan) -> _Plan:
        with write_whole(self._folder / _PLAN) as temporary:
            temporary.write_text(to_json(plan), encoding="utf-8")
        return plan
