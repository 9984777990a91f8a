"""The one training loop: every row once a time through, killed and resumed to the same weights, and short of memory."""

import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from deskhand.domain.problems import ProblemError
from deskhand.engine import finetuning
from deskhand.engine.bucketing import batches_of
from deskhand.engine.checkpoints import Checkpoints, Place
from deskhand.engine.finetuning import Group, Processor, Schedule, Step, train, training
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.trainee import Batch

CPU = Processor(torch.device("cpu"))
SCHEDULE = Schedule(epochs=3, batch=8, rate=1e-2, seed=3)
ROWS = 8 * 37  # 37 steps a time through


class Fitting:
    """A small network with dropout, a norm, and a teacher that follows in buffers."""

    def __init__(self, most: int = 1000) -> None:
        torch.manual_seed(0)
        layers = torch.nn.Sequential(
            torch.nn.Linear(6, 16),
            torch.nn.LayerNorm(16),
            torch.nn.ReLU(),
            torch.nn.Dropout(0.3),
            torch.nn.Linear(16, 3),
        )
        self.module = torch.nn.ModuleDict({"student": layers})
        self.module.register_buffer("teacher", torch.zeros(3))
        rng = np.random.default_rng(0)
        self.content = torch.from_numpy(rng.normal(size=(ROWS, 6)).astype(np.float32))
        self.truth = self.content[:, :3].argmax(dim=1)
        self.seen: list[int] = []
        self.most = most

    def groups(self) -> Sequence[Group]:
        return (Group(list(self.module.parameters())),)

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of([1] * ROWS, size, seed=3, epoch=epoch)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        noise = torch.from_numpy(rng.normal(scale=0.1, size=(len(rows), 6)).astype(np.float32))
        return {"row": torch.from_numpy(rows), "content": self.content[rows] + noise, "truth": self.truth[rows]}

    def loss(self, prepared: Batch) -> torch.Tensor:
        if len(prepared["row"]) > self.most:
            raise torch.OutOfMemoryError("a rehearsed lack of memory")
        self.seen += prepared["row"].tolist()
        return torch.nn.functional.cross_entropy(self.module["student"](prepared["content"]), prepared["truth"])

    def after_step(self, step: int, of: int) -> None:
        teacher = self.module.teacher
        teacher.mul_(0.9).add_(0.1 * self.module["student"][-1].bias.detach())


def weights(work: Fitting) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in work.module.state_dict().items()}


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, torch.Tensor]:
    work = Fitting()
    train(work, SCHEDULE, CPU)
    return weights(work)


def test_every_row_is_learned_from_once_each_time_through_and_in_another_order() -> None:
    work = Fitting()
    train(work, SCHEDULE, CPU)
    times = [work.seen[start : start + ROWS] for start in range(0, 3 * ROWS, ROWS)]
    assert all(sorted(rows) == list(range(ROWS)) for rows in times)
    assert times[0] != times[1] != times[2]


def test_the_loss_falls() -> None:
    losses = [moment.loss for moment in training(Fitting(), SCHEDULE, CPU) if isinstance(moment, Step)]
    assert losses[-1] < 0.7 * losses[0]


@pytest.mark.parametrize("stopped_at", [0, 1, 5, 17, 36, 37, 38, 73, 74, 110])
def test_a_training_that_was_stopped_comes_to_the_very_same_weights(
    stopped_at: int, tmp_path: Path, undisturbed: dict[str, torch.Tensor]
) -> None:
    first = Fitting()
    follow = first.after_step

    def after_step(step: int, of: int) -> None:
        follow(step, of)
        if step > stopped_at:
            raise KeyboardInterrupt

    first.after_step = after_step
    with pytest.raises(KeyboardInterrupt):
        train(first, SCHEDULE, CPU, checkpoints=Checkpoints(tmp_path, every=0))
    again = Fitting()
    train(again, SCHEDULE, CPU, checkpoints=Checkpoints(tmp_path, every=0))
    assert all(torch.equal(tensor, undisturbed[name]) for name, tensor in weights(again).items())
    learned_from = sorted(first.seen[: 8 * stopped_at] + again.seen)
    assert learned_from == sorted(list(range(ROWS)) * 3)


_KILLED = """
import sys; sys.path[:0] = [{app!r}, {tests!r}]
import os, signal
from pathlib import Path
from engine.test_finetuning import CPU, SCHEDULE, Fitting
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine import finetuning
from deskhand.engine.finetuning import train
work = Fitting()
follow = work.after_step
def after(step, of):
    follow(step, of)
    if step == {step}:
        os.kill(os.getpid(), signal.SIGKILL)
work.after_step = after
train(work, SCHEDULE, CPU, checkpoints=Checkpoints(Path({folder!r}), every=0))
"""


@pytest.mark.parametrize("step", [9, 38])
def test_a_training_that_was_really_killed_goes_on_too(
    step: int, tmp_path: Path, undisturbed: dict[str, torch.Tensor]
) -> None:
    root = Path(__file__).parents[2]
    code = _KILLED.format(app=str(root / "app"), tests=str(root / "tests"), step=step, folder=str(tmp_path))
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = Fitting()
    train(again, SCHEDULE, CPU, checkpoints=Checkpoints(tmp_path, every=0))
    assert all(torch.equal(tensor, undisturbed[name]) for name, tensor in weights(again).items())


def test_a_damaged_checkpoint_is_passed_over_for_the_one_before(
    tmp_path: Path, undisturbed: dict[str, torch.Tensor]
) -> None:
    work = Fitting()
    steps = training(work, SCHEDULE, CPU, Checkpoints(tmp_path, every=0))
    for moment in steps:
        if isinstance(moment, Step) and moment.epoch == 1:
            break
    kept = sorted(tmp_path.glob("step-*"))
    assert len(kept) == 2
    file = kept[-1] / "weights.safetensors"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    again = Fitting()
    train(again, SCHEDULE, CPU, checkpoints=Checkpoints(tmp_path, every=0))
    assert all(torch.equal(tensor, undisturbed[name]) for name, tensor in weights(again).items())


def test_without_room_for_a_checkpoint_there_is_a_problem_and_the_one_before_stays(tmp_path: Path) -> None:
    work = Fitting()
    optimizer = torch.optim.AdamW(work.module.parameters())
    checkpoints = Checkpoints(tmp_path)
    checkpoints.save(Place(1, 0, 1), work.module, optimizer)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(ProblemError) as caught:
            checkpoints.save(Place(2, 0, 2), work.module, optimizer)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert caught.value.problem.advice
    assert checkpoints.restore(work.module, optimizer) == Place(1, 0, 1)


def test_short_of_memory_it_takes_smaller_portions_and_learns_the_same() -> None:
    told: list[str] = []
    plain = Schedule(epochs=1, batch=8, rate=1e-3, seed=3)
    whole, short = Fitting(), Fitting(most=2)
    for work in (whole, short):
        work.module["student"][3] = torch.nn.Identity()  # dropout falls otherwise in other portions
    train(whole, plain, CPU)
    train(short, plain, Processor(torch.device("cpu"), noticed=told.append))
    assert told == ["Memory is short: Deskhand takes smaller portions and goes on."] * 2  # 4 rows, then 2
    for name, tensor in weights(short).items():
        assert torch.allclose(tensor, weights(whole)[name], atol=1e-5), name


def test_where_not_even_one_row_fits_it_says_so() -> None:
    with pytest.raises(MemoryError):
        train(Fitting(most=0), SCHEDULE, CPU)


def test_a_loss_that_is_no_number_ends_the_training() -> None:
    work = Fitting()
    work.content[:] = float("nan")
    with pytest.raises(FloatingPointError):
        train(work, SCHEDULE, CPU)


def test_texts_of_like_length_go_together() -> None:
    rng = np.random.default_rng(0)
    lengths = rng.integers(1, 300, 3000).tolist()
    batches = batches_of(lengths, 16, seed=0, epoch=0)
    padded = sum(len(rows) * max(lengths[row] for row in rows) for rows in batches)
    assert sorted(np.concatenate(batches).tolist()) == list(range(3000))
    assert padded < 1.1 * sum(lengths)


def test_a_card_is_given_up_only_after_shorter_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    elsewhere = torch.device("meta")  # it stands for a card: nothing is computed there
    monkeypatch.setattr(finetuning, "half_type", lambda _: torch.bfloat16)
    one = finetuning._Training(Fitting(), SCHEDULE, Processor(torch.device("cpu"), noticed=told.append))
    one._device = elsewhere
    for rows in (2, 2, 2):
        one._make_room(rows)
    assert one._device == torch.device("cpu")
    assert [words.partition(":")[0] for words in told] == ["Memory is short"] * 3
    assert "smaller portions" in told[0]
    assert "shorter numbers" in told[1]
    assert "main processor" in told[2]
    one._make_room(2)
    with pytest.raises(MemoryError):
        one._make_room(2)
