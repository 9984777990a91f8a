"""A model is fetched by the real worker and the real command, and stands on the shelf proven, with its receipt."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.jobs import BytesMoved, Cancelled, Failed, FetchModel, Finished, ModelPlaced, Progress
from deskhand.engine import shelf
from deskhand.storage import traffic
from deskhand.storage.models import incoming_folder, receipt_of
from deskhand.storage.settings import Settings
from engine.tiny_texts import make
from learned import Said
from network.hub_server import HubServer, sha256
from worker.conversation import worker

MODEL = "distilbert/distilroberta-base"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model, whole."""
    return make("roberta", tmp_path_factory.mktemp("made"), ["The invoice is wrong", "Can I come on Tuesday?"])


@pytest.fixture
def hub(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub that gives it out."""
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    hub = HubServer(tmp_path, files={"c" * 40: files})
    monkeypatch.setenv("SSL_CERT_FILE", str(hub.authority))
    Settings().set("models.hub", hub.address)
    with hub.running():
        yield hub


class Quiet:
    """Hears how far it is."""

    def progress(self, progress: Progress) -> None:
        """Nobody looks."""


def fetched() -> list[object]:
    return list(jobs.perform(FetchModel(MODEL), None, Quiet()))


def test_the_worker_of_the_network_fetches_proves_and_shelves(hub: HubServer) -> None:
    with worker("network") as talk:
        talk.order(1, FetchModel(MODEL))
        events = talk.events(1)
    assert isinstance(events[-1], Finished), events
    (placed,) = (event for event in events if isinstance(event, ModelPlaced))
    receipt = receipt_of(MODEL)
    assert receipt is not None
    assert (receipt.origin, receipt.model.revision) == ("localhost", "c" * 40)
    assert placed.model.here
    assert {file.sha256 for file in receipt.model.files} >= {sha256(hub.files["c" * 40]["model.safetensors"])}
    assert shelf.find(MODEL).model.id == MODEL


def test_what_moved_is_told_and_kept(hub: HubServer) -> None:
    moved = [event for event in fetched() if isinstance(event, BytesMoved)]
    size = sum(map(len, (hub.files["c" * 40][name] for name in ("model.safetensors", "tokenizer.json"))))
    assert sum(event.received for event in moved) > size
    totals = {total.host: total for total in traffic.totals()}
    assert set(totals) == {"localhost", "127.0.0.1"}
    assert totals["127.0.0.1"].received == sum(event.received for event in moved if event.host == "127.0.0.1")
    assert totals["127.0.0.1"].purpose == "to get DistilRoBERTa"


def test_what_is_here_is_not_fetched_again(hub: HubServer) -> None:
    fetched()
    before = len(hub.seen)
    assert any(isinstance(event, ModelPlaced) for event in fetched())
    assert len(hub.seen) == before


def test_a_worker_that_is_told_to_stop_stops_within_a_moment_and_the_next_goes_on(hub: HubServer) -> None:
    hub.pace, hub.piece = 0.05, 4096
    with worker("network") as talk:
        talk.order(1, FetchModel(MODEL))
        while not (isinstance(event := talk.event()[1], Progress) and event.done > 40_000):
            pass
        talk.cancel(1)
        begun = time.monotonic()
        assert isinstance(talk.events(1)[-1], Cancelled)
        assert time.monotonic() - begun < 2
    assert receipt_of(MODEL) is None
    hub.pace, hub.piece = 0.0, 1 << 16
    assert isinstance(fetched()[-1], Finished)
    last = hub.asked("GET", "/lfs/" + sha256(hub.files["c" * 40]["model.safetensors"]))[-1]
    assert last.start > 20_000


def test_a_model_that_cannot_be_one_is_refused_and_nothing_of_it_stays(hub: HubServer) -> None:
    hub.files["c" * 40]["config.json"] = b'{"model_type": "roberta", "auto_map": {"AutoModel": "evil.Model"}}'
    failed = fetched()[-1]
    assert isinstance(failed, Failed)
    assert "program code" in failed.problem.happened
    assert not incoming_folder(MODEL).exists()
    assert receipt_of(MODEL) is None


def test_a_model_that_nobody_knows_is_not_asked_for(hub: HubServer) -> None:
    failed = list(jobs.perform(FetchModel("somebody/something"), None, Quiet()))[-1]
    assert isinstance(failed, Failed)
    assert not hub.seen


def test_the_command_gets_a_model(hub: HubServer, deskhand: Callable[..., Said], home: Path) -> None:
    (said,) = deskhand("models", "get", MODEL, "--yes", "--json", home=home).objects
    assert said["model"] == MODEL
    assert said["received"] > said["size"]


def test_the_command_asks_before_and_takes_no_for_an_answer(hub: HubServer) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "deskhand", "models", "get", MODEL]
    with subprocess.Popen(command, stdin=theirs, stderr=subprocess.PIPE, text=True) as asking:
        os.write(ours, b"n\n")
        _, said = asking.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert asking.returncode == 3
    assert all(words in said for words in ("DistilRoBERTa", "MB", hub.address, "licence", "y/n"))
    assert not hub.seen


def test_ctrl_c_keeps_what_is_there(hub: HubServer) -> None:
    hub.pace, hub.piece = 0.05, 4096
    command = [sys.executable, "-m", "deskhand", "models", "get", MODEL, "--yes"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as getting:
        while not any(incoming_folder(MODEL).glob("model.safetensors*.part")):
            assert getting.poll() is None
        getting.send_signal(signal.SIGINT)
        _, said = getting.communicate(timeout=30)
    assert getting.returncode == 3, said
    assert "goes on from here" in said
    assert any(incoming_folder(MODEL).glob("*.part"))
