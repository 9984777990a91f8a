"""A model that is being fetched may lose its process at any moment: it goes on, byte by byte, and comes whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

import pytest

from deskhand.storage.models import folder_of, incoming_folder, receipt_of
from deskhand.storage.settings import Settings
from network.hub_server import Behaviour, Handler, HubServer, cut_off, sha256

MODEL = "distilbert/distilroberta-base"
KILLS = 50
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="its children are forked")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub with a model as its makers would give it out."""
    from engine.tiny_texts import make

    made = make("roberta", tmp_path / "made", ["The invoice is wrong", "Can I come on Tuesday?"])
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    hub = HubServer(tmp_path, files={"c" * 40: files})
    monkeypatch.setenv("SSL_CERT_FILE", str(hub.authority))
    Settings().set("models.hub", hub.address)
    with hub.running():
        yield hub


class Fetching:
    """The process that forks; one child at a time."""

    def __init__(self, folder: Path) -> None:
        script = Path(__file__).with_name("fetching_process.py")
        command = [sys.executable, str(script), MODEL, str(folder / "told")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.children: SimpleQueue[int] = SimpleQueue()

    def start(self) -> None:
        """Let a child begin."""
        self._process.stdin.write("go\n")  # type: ignore[union-attr]
        self.children.put(int(self._process.stdout.readline()))  # type: ignore[union-attr]

    def end(self) -> str:
        """What the child said last, or its signal."""
        return self._process.stdout.readline().strip()  # type: ignore[union-attr]

    def close(self) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait(10)
        self._process.stdout.close()  # type: ignore[union-attr]


@pytest.fixture
def fetching(tmp_path: Path) -> Iterator[Fetching]:
    process = Fetching(tmp_path)
    yield process
    process.close()


def kills(fetching: Fetching, after: int, pause: float) -> Behaviour:
    """Give at most this many bytes of contents, let them arrive or not, and kill whoever asked."""

    def do(handler: Handler, contents: bytes) -> bool:
        if handler.command == "GET" and contents:
            cut_off(after)(handler, contents)
        time.sleep(pause)
        os.kill(fetching.children.get(), signal.SIGKILL)
        handler.close_connection = True
        return True

    return do


def test_killed_at_fifty_points_a_model_comes_byte_for_byte(hub: HubServer, fetching: Fetching) -> None:
    chance = random.Random(KILLS)
    (files,) = hub.files.values()
    weights = files["model.safetensors"]
    piece = len(weights) // KILLS - 1
    for number in range(KILLS):
        somewhere = ("/api/", "HEAD", "config.json", "tokenizer.json")[number % 4]
        where = somewhere if number < KILLS // 6 else "GET /lfs/" + sha256(weights)
        hub.behave(where, kills(fetching, piece, chance.uniform(0, 0.01)))
        fetching.start()
        assert fetching.end() == str(-signal.SIGKILL), number
        assert receipt_of(MODEL) is None
        assert not folder_of(MODEL).exists()
    fetching.start()
    assert "Finished" in fetching.end()

    receipt = receipt_of(MODEL)
    assert receipt is not None
    for file in receipt.model.files:
        assert (folder_of(MODEL) / file.path).read_bytes() == files[file.path]
        assert file.sha256 == sha256(files[file.path])
    assert not incoming_folder(MODEL).exists()
    starts = [seen.start for seen in hub.asked("GET", "/lfs/" + sha256(weights))]
    assert starts == sorted(starts)
    assert starts[-1] > len(weights) // 3


def test_killed_while_it_proves_and_shelves_a_model_it_ends_in_the_same_place(
    hub: HubServer, fetching: Fetching
) -> None:
    """Everything is here but the last step: kills at moments that come nearer to it and pass it."""
    (files,) = hub.files.values()
    for number in range(6):
        fetching.start()
        time.sleep(0.12 * number)
        with suppress(ProcessLookupError):  # it was quicker
            os.kill(fetching.children.get(), signal.SIGKILL)
        fetching.end()
    fetching.start()
    fetching.children.get()
    assert fetching.end()
    receipt = receipt_of(MODEL)
    assert receipt is not None
    assert all((folder_of(MODEL) / file.path).read_bytes() == files[file.path] for file in receipt.model.files)
    assert not incoming_folder(MODEL).exists()
