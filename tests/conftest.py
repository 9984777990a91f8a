"""What every test stands on: its own home, no window on the screen, no network."""

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Before anything imports Qt or a model library; processes that a test starts inherit it.
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    HF_HUB_OFFLINE="1",
    DO_NOT_TRACK="1",
    OMP_WAIT_POLICY="PASSIVE",
    PYTHONPATH=os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests" / "no_network")]),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own: settings, recent projects, models, logs."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("DESKHAND_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere fails the test. Processes that a test starts are held to it by ``no_network/``."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            pytest.fail(f"a test reached for the network: {address!r}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data that lies beside the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.fail(f"the real data for tests is not there: it belongs in {folder}")
    return folder
