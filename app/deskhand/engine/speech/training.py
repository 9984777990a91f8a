"""A speech model on its way through its lessons, tested in between in the form in which it will listen."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from deskhand.domain.processors import Work
from deskhand.engine import devices
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.finetuning import EpochDone, Processor, Step, training
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech import pupil as pupils
from deskhand.engine.speech.accepting import heard_by
from deskhand.engine.speech.agreement import says_the_same
from deskhand.engine.speech.clips import Clip, Lessons
from deskhand.engine.speech.learning import Hearing, Script, schedule
from deskhand.engine.speech.models import make_ready
from deskhand.engine.speech.pupil import Pupil
from deskhand.engine.speech.whisper import Whisper
from deskhand.engine.trainees.trainee import Batch
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json

T = TypeVar("T")

_SEED = 0
_TESTS = 0.25  # of the time at most: where making ready takes long, not every time through is tested
_TRIED = 2  # clips
_OVER = 1.3  # times its share of the budget after which a round ends wherever it is
_PLAN, _TESTED, _CHECKPOINTS, _READY = "plan.json", "tested.safetensors", "checkpoints", "ready"

Heard = tuple[str | None, ...]
"""The words of each clip of both halves, as a model heard them that had not learned from it; ``None``: not yet."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What was ``heard`` until now, by models that had been ``times`` of ``of_times`` through their lessons."""

    times: float
    of_times: int
    heard: Heard
    loss: float


@dataclass(frozen=True, slots=True)
class Working:
    """So many seconds of work are behind, of about so many in all."""

    behind: float
    in_all: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """So many times through the lessons in each round; ``seconds`` of work and ``rounds`` were behind when it was
    kept."""

    times: int
    seconds: float
    half: bool  # compute in 16 bits
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class _Round:
    """``until``: the share of all the work that is behind at its end. ``heard``: the file of what was heard."""

    learn: tuple[Clip, ...]
    test: tuple[Clip, ...]
    until: float
    heard: str = ""


def _rounds(lessons: Lessons) -> tuple[_Round, ...]:
    """Each half tests what was learned from the other; then all is learned from, and that model is kept.

    So every recording tests, and every recording is learned from (cross-validation; Stone 1974). The models that are
    tested have learned from half as much as the one that is kept: they promise too little rather than too much.
    """
    first, second, every = lessons.first, lessons.second, lessons.all_clips
    share = len(second) / len(every) / 2
    return (
        _Round(second, first, share, "first heard.json"),
        _Round(first, second, 0.5, "second heard.json"),
        _Round(every, (), 1.0),
    )


class Training:
    """One, in ``folder``, where it goes on after a kill.

    ``look`` is called while it tests, and may raise. ``notices`` says in plain words what had to be done otherwise.
    """

    def __init__(
        self, files: ModelFiles, lessons: Lessons, languages: Sequence[str], folder: Path, look: Callable[[], None]
    ) -> None:
        self.notices: list[str] = []
        self._files, self._lessons, self._folder, self._look = files, lessons, folder, look
        self._script = Script(files.folder, languages)
        self._plan = self._read(_PLAN, _Plan)
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

    @property
    def heard(self) -> Heard:
        found: list[str | None] = []
        for one in _rounds(self._lessons):
            if one.test:
                found += self._read(one.heard, tuple[str, ...]) or [None] * len(one.test)
        return tuple(found)

    def run(self, minutes: float) -> Iterator[Working | Tested]:
        """Learn, in about ``minutes`` in all. Raises ``ProblemError`` when the drive is full.

        What is tested last is what counts: the best of many tests, chosen by the test, would look better than it is.
        """
        plan = self._plan or self._planned(60 * minutes)
        for number, one in list(enumerate(_rounds(self._lessons)))[plan.rounds :]:
            yield from self._through(one, replace(plan, rounds=number), 60 * minutes)
            plan = self._keep_plan(replace(plan, seconds=self.seconds, rounds=number + 1))

    def _through(self, one: _Round, plan: _Plan, budget: float) -> Iterator[Working | Tested]:
        pupil = pupils.pupil_of(self._files, _SEED)
        work = Hearing(pupil, one.learn, self._script, _SEED)
        steps = training(
            work,
            replace(schedule(work, pupil.rate, _SEED), epochs=plan.times),
            Processor(devices.best(Work.LEARNING), half=plan.half, noticed=self.notices.append),
            Checkpoints(self._folder / f"{_CHECKPOINTS}-{plan.rounds + 1}"),
        )
        first: Step | None = None
        last: Step | None = None
        for moment in steps:
            if isinstance(moment, Step):
                first, last = first or moment, moment
                yield self._working(first, last, one)
            over = self.seconds > budget * one.until * (_OVER if isinstance(moment, Step) else 1)
            if last is not None and (over or (isinstance(moment, EpochDone) and self._may_test(moment, plan))):
                self._test(pupil, one)
                if one.test:
                    times = round(plan.times * (plan.rounds + last.step / last.of), 2)
                    yield Tested(times, plan.times * len(_rounds(self._lessons)), self.heard, last.loss)
            if isinstance(moment, EpochDone):
                self._keep_plan(replace(plan, seconds=self.seconds))
            if over:
                break

    def _planned(self, budget: float) -> _Plan:
        """As many times through as there is time for, in whichever precision is quicker: a few clips are tried."""
        device, every = devices.best(Work.LEARNING), self._lessons.all_clips
        pupil = pupils.pupil_of(self._files, _SEED)
        work = Hearing(pupil, every, self._script, _SEED)
        pupil.to(device).train()
        rows = work.batches(0, _TRIED)[0]
        prepared = work.prepare(rows, np.random.default_rng(_SEED))
        parts = {name: each.to(device) for name, each in prepared.items()}
        _took(work, parts, device, half=True)  # the first time is slow
        half, full = (_took(work, parts, device, half=one) for one in (True, False))
        once = min(half, full) / work.share_of(rows)
        all_rounds = once * sum(len(one.learn) for one in _rounds(self._lessons)) / len(every)
        left = budget * (1 - _TESTS) - self.seconds
        wanted = schedule(work, pupil.rate, _SEED).epochs
        return self._keep_plan(_Plan(max(1, min(wanted, int(left / all_rounds))), self.seconds, half < full))

    def _working(self, first: Step, last: Step, one: _Round) -> Working:
        """A round that has a share of the work takes about that share of the time."""
        share = one.until - max((other.until for other in _rounds(self._lessons) if other.until < one.until), default=0)
        each = (last.seconds - first.seconds) / max(1, last.step - first.step)
        left = each * (last.of - last.step) + each * last.of * (1 - one.until) / share
        return Working(self.seconds, self.seconds + left)

    def _may_test(self, done: EpochDone, plan: _Plan) -> bool:
        rested = time.monotonic() - self._test_ended
        return done.epoch + 1 == plan.times or self._test_took <= _TESTS * rested

    def _test(self, pupil: Pupil, one: _Round) -> None:
        """Keep it, and if there is anything to test it with, hear that as it will listen: merged, made ready."""
        began = time.monotonic()
        pupil.eval()
        if one.test:
            with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
                ready = self._made_ready(pupil, Path(scratch) / "model", Path(scratch) / _READY)
                heard = heard_by(Whisper(ready, self.notices.append), one.test, self._look)
            self._write(one.heard, heard)
        with write_whole(self._folder / _TESTED) as temporary:
            save_file({name: each.contiguous() for name, each in pupil.state_dict().items()}, temporary)
        self._test_ended = time.monotonic()
        self._test_took = self._test_ended - began

    def _made_ready(self, pupil: Pupil, folder: Path, ready: Path) -> Path:
        pupils.save(pupil, self._files, folder)
        make_ready(folder, ready)
        return ready

    def finish(self, folder: Path) -> tuple[Path, bool]:
        """Write what was kept last to ``folder``, as its makers would publish it, and make it ready.

        Returns where it lies in the form that listens, for as long as the course's folder is there, and whether that is
        still the model that learned. Raises ``ProblemError`` when the drive is full.
        """
        pupil = pupils.pupil_of(self._files, _SEED)
        pupil.load_state_dict(load_file(self._folder / _TESTED))
        pupil.eval()
        ready = self._folder / _READY
        shutil.rmtree(ready, ignore_errors=True)
        self._made_ready(pupil, folder, ready)
        return ready, says_the_same(pupil, ready, self._lessons.all_clips, self._script)

    def _keep_plan(self, plan: _Plan) -> _Plan:
        self._write(_PLAN, plan)
        return plan

    def _read(self, name: str, kind: type[T]) -> T | None:
        file = self._folder / name
        return from_json(file.read_text(encoding="utf-8"), kind) if file.is_file() else None

    def _write(self, name: str, what: object) -> None:
        with write_whole(self._folder / name) as temporary:
            temporary.write_text(to_json(what), encoding="utf-8")


def _took(work: Hearing, parts: Batch, device: torch.device, *, half: bool) -> float:
    """Seconds there and back."""
    began = time.monotonic()
    with torch.autocast(device.type, enabled=half):
        loss = work.loss(parts)
    loss.backward()  # type: ignore[no-untyped-call]
    float(loss.detach())  # waits for a graphics processor
    work.module.zero_grad()
    return time.monotonic() - began
