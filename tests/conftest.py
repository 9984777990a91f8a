"""What every test stands on: its own home, no window on the screen, no network."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from deskhand.storage.places import models_folder
from learned import Learned, Said, learn_intents

ROOT = Path(__file__).resolve().parent.parent
NO_NETWORK = ROOT / "tests" / "faults" / "forbid_network"

# Before anything imports Qt or a model library; processes that a test starts inherit it.
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    HF_HUB_OFFLINE="1",
    DO_NOT_TRACK="1",
    OMP_NUM_THREADS="1",  # two tests run side by side, and the networks are small: twice as quick so
    OMP_WAIT_POLICY="PASSIVE",
    PYTHONPATH=os.pathsep.join([str(NO_NETWORK), str(ROOT / "app")]),
)
sys.path.insert(0, str(NO_NETWORK))
sys.modules.pop("sitecustomize", None)
import_module("sitecustomize")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own: settings, recent projects, models, logs."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("DESKHAND_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data that lies beside the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.fail(f"the real data for tests is not there: it belongs in {folder}")
    return folder


@pytest.fixture(scope="session")
def speech_model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small speech model, made ready once."""
    from deskhand.engine.speech.models import open_whisper

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESKHAND_HOME", str(tmp_path_factory.mktemp("model")))
        open_whisper(str(data / "models" / "whisper-phone-en"), lambda _: None)
        (model,) = models_folder().iterdir()
        return model


@pytest.fixture(scope="session")
def learned_once(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Learned:
    """A project that has learned; shared, so not to be changed."""
    return learn_intents(data, tmp_path_factory.mktemp("learned"))


@pytest.fixture
def deskhand(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Calls the command line in this process, where the model libraries are loaded already."""
    from deskhand.cli.main import main

    def call(*arguments: object, home: Path) -> Said:
        monkeypatch.setenv("DESKHAND_HOME", str(home))
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as usage:
            code = int(usage.code or 0)
        return Said(code, *capfd.readouterr())

    return call


@pytest.fixture
def learned(learned_once: Learned, tmp_path: Path) -> Learned:
    """A project that has learned, of this test's own."""
    return learned_once.copy_to(tmp_path / "learned")
