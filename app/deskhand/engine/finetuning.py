"""The one training loop: fine-tuning and adapting, of text, pictures and sound.

A training is a pure function of its work, its schedule and the seed: which rows come in which order, how they are
varied and what dropout drops depend on nothing else. So what was killed goes on from its last checkpoint to the very
result that it would have had (on the main processor; graphics processors add in any order).
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from deskhand.domain.processors import Work as Kind
from deskhand.engine import devices
from deskhand.engine.checkpoints import Checkpoints, Place
from deskhand.engine.failing import give_up_if_broken, is_memory
from deskhand.engine.inputs import Rows
from deskhand.engine.optimizing import adamw, follow, half_type, remember_less, slope
from deskhand.engine.remarks import SLOWER, SMALLER
from deskhand.engine.trainees.trainee import Batch

_AHEAD = 3  # batches that are prepared before they are wanted
_TELL = 0.25  # seconds between two words on how far it is
_PATIENCE = 20  # steps in a row whose loss is no number


@dataclass(frozen=True, slots=True)
class Schedule:
    """``rate`` is the highest learning rate: it rises for the share ``warm_up`` of all steps, then falls to 0.

    ``batch`` is in rows. ``decay`` is AdamW's weight decay (none for biases and norms), ``clip`` the longest gradient.
    """

    epochs: int
    batch: int
    rate: float
    warm_up: float = 0.1
    decay: float = 0.01
    clip: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Weights that learn at ``rate`` times that of the schedule."""

    parameters: Sequence[torch.nn.Parameter]
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """``step`` of ``of`` are done, in ``epoch``. ``loss``: mean since the last word; ``seconds``: since the start."""

    step: int
    of: int
    epoch: int
    loss: float
    seconds: float


@dataclass(frozen=True, slots=True)
class EpochDone:
    """Once more through all rows; the module is in evaluation mode. After a kill it may come once more."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Processor:
    """Where to train. ``half``: compute in 16 bits where the device can. ``noticed`` hears in plain words what had
    to be done otherwise because memory was short."""

    device: torch.device
    half: bool = False
    noticed: Callable[[str], None] = lambda _: None


class Work(Protocol):
    """What is trained. All that changes meanwhile, teachers and queues too, is a parameter or buffer of ``module``."""

    @property
    def module(self) -> torch.nn.Module: ...
    def groups(self) -> Sequence[Group]:
        """What the optimizer changes."""
        ...

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        """Once through all rows, in parts of about ``size``; the same each time for the same epoch (0 …).

        As many parts each epoch.
        """
        ...

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """The rows as tensors, each with a row a row of these, on the main processor. Called in a thread."""
        ...

    def loss(self, prepared: Batch) -> torch.Tensor:
        """The mean loss of rows that were prepared and moved to the processor of the module. A batch may be given in
        parts when memory is short."""
        ...

    def after_step(self, step: int, of: int) -> None:
        """The weights have changed for the ``step``-th time (1 …); for teachers that follow."""
        ...


def training(
    work: Work, schedule: Schedule, processor: Processor, checkpoints: Checkpoints | None = None
) -> Iterator[Step | EpochDone]:
    """Change ``work.module`` in place, on ``processor``, and leave it in evaluation mode.

    It goes on while it is asked for the next ``Step`` (a few times a second) or ``EpochDone``, and may be left.

    Raises ``FloatingPointError`` when the loss stays without a number, ``MemoryError`` if not even one row fits.
    """
    return _Training(work, schedule, processor).run(checkpoints)


def train(
    work: Work,
    schedule: Schedule,
    processor: Processor,
    *,
    told: Callable[[Step], None] = lambda _: None,
    after_epoch: Callable[[int], bool] = lambda _: False,
    checkpoints: Checkpoints | None = None,
) -> None:
    """``training`` to its end. ``told`` may raise to stop; ``after_epoch`` ends it by ``True``."""
    for moment in training(work, schedule, processor, checkpoints):
        if isinstance(moment, Step):
            told(moment)
        elif after_epoch(moment.epoch):
            break


class _Training:
    """One training under way. ``parts``: into how many each batch is cut, as memory has it."""

    def __init__(self, work: Work, schedule: Schedule, processor: Processor) -> None:
        self._work, self._schedule = work, schedule
        self._device, self._noticed = processor.device, processor.noticed
        work.module.to(self._device)
        self._optimizer = adamw(
            ((group.parameters, group.rate) for group in work.groups()), schedule.rate, schedule.decay
        )
        self._compute_in(half_type(self._device) if processor.half else torch.float32)
        self._parts = 1
        self._lost = 0

    def run(self, checkpoints: Checkpoints | None) -> Iterator[Step | EpochDone]:
        work, schedule = self._work, self._schedule
        place = checkpoints.restore(work.module, self._optimizer) if checkpoints is not None else None
        step, first, skip = (place.step, place.epoch, place.batch) if place is not None else (0, 0, 0)
        self._parts = place.parts if place is not None else 1
        telling = _Telling()
        for epoch in range(first, schedule.epochs):
            batches = work.batches(epoch, schedule.batch)
            of = len(batches) * schedule.epochs
            work.module.train()
            for number, prepared in self._prepared(batches, epoch, skip):
                loss = self._step(prepared, step, of)
                step += 1
                work.after_step(step, of)
                here = Place(step, epoch, number + 1, self._parts)
                try:
                    yield from telling.hear(loss, step, of, epoch)
                except GeneratorExit:  # it is left here, perhaps to go on
                    self._keep(checkpoints, here)
                    raise
                if checkpoints is not None and checkpoints.due and number + 1 < len(batches):
                    self._keep(checkpoints, here)
            skip = 0
            work.module.eval()
            yield EpochDone(epoch)
            self._keep(checkpoints, Place(step, epoch + 1, 0, self._parts))
        work.module.eval()

    def _keep(self, checkpoints: Checkpoints | None, place: Place) -> None:
        if checkpoints is not None:
            checkpoints.save(place, self._work.module, self._optimizer)

    def _prepared(self, batches: Sequence[Rows], epoch: int, skip: int) -> Iterator[tuple[int, Batch]]:
        """Each batch from ``skip`` on, prepared by a thread some batches ahead."""
        waiting: deque[tuple[int, Future[Batch]]] = deque()
        with ThreadPoolExecutor(1) as thread:
            for number in range(skip, len(batches)):
                rng = np.random.default_rng([self._schedule.seed, epoch, number])
                waiting.append((number, thread.submit(self._work.prepare, batches[number], rng)))
                if len(waiting) > _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()

    def _step(self, prepared: Batch, step: int, of: int) -> torch.Tensor:
        """One step on a batch, in as many parts as memory asks for; the mean loss, still on the device."""
        while True:
            try:
                loss = self._gradients(prepared, step)
                break
            except (MemoryError, RuntimeError) as error:
                give_up_if_broken(error, str(self._device), Kind.LEARNING)
                if not is_memory(error):
                    raise
            self._make_room(len(next(iter(prepared.values()))))
        for group in self._optimizer.param_groups:
            group["lr"] = self._schedule.rate * group["times"] * slope(step, of, self._schedule.warm_up)
        self._scaler.unscale_(self._optimizer)
        weights = [weight for group in self._optimizer.param_groups for weight in group["params"]]
        length = torch.nn.utils.clip_grad_norm_(weights, self._schedule.clip)
        if bool(length.isfinite()):
            self._scaler.step(self._optimizer)
            self._lost = 0
        elif self._type is not torch.float16:  # where 16 bits are narrow the scaler sees to it
            self._lost += 1
            if self._lost > _PATIENCE:
                raise FloatingPointError("the loss is no number")
        self._scaler.update()
        return loss

    def _gradients(self, prepared: Batch, step: int) -> torch.Tensor:
        self._optimizer.zero_grad(set_to_none=True)
        rows = len(next(iter(prepared.values())))
        size = -(-rows // self._parts)
        total = torch.zeros((), device=self._device)
        for start in range(0, rows, size):
            part = {name: each[start : start + size].to(self._device) for name, each in prepared.items()}
            torch.manual_seed(hash((self._schedule.seed, step, start)) & 0x7FFFFFFF)
            with torch.autocast(self._device.type, self._type, enabled=self._type is not torch.float32):
                loss = self._work.loss(part) * (min(size, rows - start) / rows)
            self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
            total += loss.detach()
        return total

    def _make_room(self, rows: int) -> None:
        """Smaller portions; then compute again what could be remembered; then shorter numbers; then without the
        graphics processor."""
        self._optimizer.zero_grad(set_to_none=True)
        devices.free_memory(self._device)
        if self._parts < rows:
            self._parts *= 2
            self._noticed(SMALLER)
        elif remember_less(self._work.module):
            self._noticed("Memory is short: Deskhand remembers less and goes on, more slowly.")
        elif self._device == devices.CPU:
            raise MemoryError("not even one row fits into memory")
        elif self._type is torch.float32 and half_type(self._device) is not torch.float32:
            self._compute_in(half_type(self._device))
            self._noticed("Memory is short: Deskhand computes with shorter numbers and goes on.")
        else:
            self._device, self._parts = devices.CPU, 1
            self._work.module.to(self._device)
            follow(self._optimizer, self._device)
            self._compute_in(torch.float32)
            self._noticed(SLOWER)

    def _compute_in(self, kind: torch.dtype) -> None:
        self._type = kind
        self._scaler = torch.amp.GradScaler(self._device.type, enabled=kind is torch.float16)


class _Telling:
    """Says how far it is, but not more often than anybody can see: asking a graphics processor makes it wait."""

    def __init__(self) -> None:
        self._started = self._last = time.monotonic()
        self._losses: list[torch.Tensor] = []

    def hear(self, loss: torch.Tensor, step: int, of: int, epoch: int) -> Iterator[Step]:
        self._losses.append(loss)
        now = time.monotonic()
        if now - self._last >= _TELL or step in (1, of):
            mean = float(torch.stack(self._losses).mean())
            self._losses.clear()
            self._last = now
            yield Step(step, of, epoch, mean, now - self._started)
