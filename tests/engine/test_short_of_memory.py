"""Short of memory, work goes on in smaller portions, says so in one line, and comes to the same answers."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch

from deskhand import jobs
from deskhand.domain.jobs import Event, Finished, Noticed, Progress, TestComputer
from deskhand.domain.processors import Work
from deskhand.engine import devices, shelf
from deskhand.engine.encoders.placed import PlacedNetwork
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.failing import ProcessorLostError
from deskhand.engine.recipe import Precision
from deskhand.engine.remarks import SLOWER, SMALLER, Remarks
from deskhand.storage.computer import last_check

ELSEWHERE = torch.device("meta")  # where nothing is computed: it stands for a card that is never asked
AMOUNTS = {"cpu": 64, "meta": 64, "mps": 64}


def placed(network: torch.nn.Module, amount: int = 64) -> PlacedNetwork:
    return PlacedNetwork(network, devices.CPU, {**AMOUNTS, "cpu": amount})


def failing_above(rows: int, error: Exception) -> Callable[[torch.nn.Module, torch.Tensor], torch.Tensor]:
    """Computes, unless it is given more than so many rows at once."""

    def compute(network: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        if len(batch) > rows:
            raise error
        result: torch.Tensor = network(batch)
        return result

    return compute


@pytest.fixture
def network() -> torch.nn.Module:
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))


SHORT = [torch.OutOfMemoryError("CUDA out of memory"), MemoryError(), RuntimeError("can't allocate memory: you tried")]


@pytest.mark.parametrize("error", SHORT, ids=["of a card", "of Python", "of the main processor"])
def test_embeddings_are_the_same_in_smaller_portions_and_one_line_is_said(
    network: torch.nn.Module, error: Exception
) -> None:
    rows = torch.linspace(-1, 1, 64 * 4).reshape(64, 4)
    poor = placed(network)
    with Remarks() as remarks:
        found = poor.compute(rows, failing_above(5, error))
    assert np.allclose(found, placed(network).compute(rows, lambda net, batch: net(batch)), atol=1e-6)
    assert remarks.taken() == [SMALLER]
    assert poor.amount < 64


def test_a_card_on_which_not_even_one_fits_gives_way_to_the_main_processor(network: torch.nn.Module) -> None:
    def compute(net: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        if batch.device == ELSEWHERE:
            raise torch.OutOfMemoryError("CUDA out of memory")
        result: torch.Tensor = net(batch)
        return result

    rows = torch.linspace(-1, 1, 8 * 4).reshape(8, 4)
    poor = placed(network)
    poor._device = ELSEWHERE
    with Remarks() as remarks:
        found = poor.compute(rows, compute)
    assert np.allclose(found, placed(network).compute(rows, compute), atol=1e-6)
    assert remarks.taken() == [SMALLER, SLOWER]


def test_where_the_main_processor_has_no_room_for_one_it_says_so(network: torch.nn.Module) -> None:
    with pytest.raises(MemoryError):
        placed(network).compute(torch.zeros(8, 4), failing_above(0, MemoryError()))


def test_an_error_of_another_kind_is_no_want_of_memory(network: torch.nn.Module) -> None:
    with pytest.raises(RuntimeError, match="upside down"):
        placed(network).compute(torch.zeros(8, 4), failing_above(0, RuntimeError("the model is upside down")))


def test_a_driver_that_gave_up_ends_the_process_and_is_not_used_again(network: torch.nn.Module) -> None:
    lost = placed(network)
    lost._device = ELSEWHERE
    error = RuntimeError("CUDA error: an illegal memory access was encountered")
    with pytest.raises(ProcessorLostError):
        lost.compute(torch.zeros(8, 4), failing_above(0, error))
    assert last_check().has_failed("meta", Work.READING)


LIMITED = """
import resource, sys
from pathlib import Path
import numpy as np
from deskhand.engine import devices, shelf
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.recipe import Precision
from deskhand.engine.remarks import Remarks

texts = [f"{number} " + "please call me back about the invoice " * 30 for number in range(48)]
encoder = TextEncoder(shelf.find(), Precision.FULL, devices.CPU)
expected = encoder.encode(texts)
encoder._placed.amount = 48 * 256  # all of them at once
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = taken + (int(sys.argv[1]) << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
with Remarks() as remarks:
    found = encoder.encode(texts)
print(bool(np.allclose(found, expected, atol=1e-5)), encoder._placed.amount < 48 * 256, len(remarks.taken()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_under_a_real_limit_the_real_model_finishes_with_the_same_embeddings() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, "60"], capture_output=True, text=True)
    assert (done.stdout.split(), done.returncode) == (["True", "True", "1"], 0), done.stderr[-500:]


class Heard:
    """A ``Report`` to which nobody listens."""

    def progress(self, progress: Progress) -> None:
        """Go on."""


def performed(monkeypatch: pytest.MonkeyPatch, do: Callable[..., Iterator[Event]]) -> Iterator[Event]:
    """What the window hears of a job that is done by ``do``."""
    monkeypatch.setattr(jobs.JobKind, "load", lambda _: do)
    return jobs.perform(TestComputer(), None, Heard())


def test_what_is_said_deep_inside_a_model_is_told_once_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def embed(*_: object) -> Iterator[Event]:
        encoder = TextEncoder(shelf.find(), Precision.FULL, devices.CPU)
        pooled = encoder._pooled
        poor = failing_above(2, MemoryError())
        monkeypatch.setattr(encoder, "_pooled", lambda net, batch: poor(_of(pooled, net), batch))
        for _ in range(2):
            encoder.encode([f"message {number}" for number in range(8)])
            yield Noticed("read")

    said = [event.words for event in performed(monkeypatch, embed) if isinstance(event, Noticed)]
    assert said == [SMALLER, "read", "read"]


def _of(pooled: Callable[..., torch.Tensor], network: torch.nn.Module) -> Callable[[torch.Tensor], torch.Tensor]:
    return lambda batch: pooled(network, batch)


def test_of_a_lost_processor_the_person_hears_before_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(*_: object) -> Iterator[Event]:
        yield Noticed("begun")
        raise ProcessorLostError("cuda:0")

    events = performed(monkeypatch, lose)
    heard = [next(events) for _ in range(3)]
    assert isinstance(heard[2], Noticed)
    assert "main processor" in heard[2].words
    with pytest.raises(ProcessorLostError):
        next(events)


def test_a_job_without_trouble_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance([*performed(monkeypatch, lambda *_: iter(()))][-1], Finished)


def test_windows_may_not_lend_a_card_the_memory_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[tuple[float, object]] = []
    card = torch.device("cuda", 0)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _: (6 << 30, 8 << 30))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda _: 1 << 30)
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", lambda share, of: held.append((share, of)))
    devices.hold_to_its_memory(card, "win32")
    devices.hold_to_its_memory(card, "linux")
    devices.hold_to_its_memory(devices.CPU, "win32")
    assert held == [(7 / 8, card)]
