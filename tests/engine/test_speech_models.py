"""Which folders are speech models: both forms open, and what is none is refused in words."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine import shelf
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.whisper import Way, Whisper, Window
from deskhand.storage.places import models_folder
from engine.tiny_whisper import LANGUAGES, tiny_whisper
from voicemails import RATE, sound_of

NEEDED = ("model.bin", "config.json", "tokenizer.json", "vocabulary.json")
SOUND = (0.1 * np.random.default_rng(5).standard_normal(3 * RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def tiny_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper(tmp_path_factory.mktemp("tiny") / "tiny")


@pytest.fixture
def tiny(tiny_once: Path, tmp_path: Path) -> Path:
    """A tiny model as its makers would publish it, to be changed at will."""
    return Path(shutil.copytree(tiny_once, tmp_path / "tiny"))


@pytest.fixture
def converted(speech_model: Path, tmp_path: Path) -> Path:
    """The small real model in CTranslate2's form, to be changed at will."""
    return Path(shutil.copytree(speech_model, tmp_path / "converted"))


def opened(folder: Path, language: str = "") -> Whisper:
    return open_whisper(str(folder), lambda _: None, language)


def refusal(folder: Path | str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        open_whisper(str(folder), lambda _: None)
    problem = caught.value.problem
    assert problem.title.endswith(("cannot be used", "is needed"))
    assert problem.advice
    return problem


def test_a_model_as_its_makers_publish_it_is_made_ready_once(tiny: Path) -> None:
    noticed: list[str] = []
    first = open_whisper(str(tiny), noticed.append)
    again = open_whisper(str(tiny), noticed.append)
    assert noticed == ["The speech model is made ready. This happens once."]
    assert first.decode([Window(SOUND, "en")], Way()) == again.decode([Window(SOUND, "en")], Way())


def test_a_converted_model_is_used_as_it_is(converted: Path, data: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in converted.iterdir()}
    whisper = opened(converted)
    (decoded,) = whisper.decode([Window(sound_of(data / "phone-prompts" / "account_number.wav"))], Way())
    assert "account number" in decoded.segments[0].text.lower()
    assert {file.name: file.stat().st_mtime_ns for file in converted.iterdir()} == before
    assert not models_folder().exists()


@pytest.mark.parametrize("mels", [80, 128])
def test_models_of_both_widths_open_without_the_file_that_tells_it(tmp_path: Path, mels: int) -> None:
    whisper = opened(tiny_whisper(tmp_path / "tiny", mels))
    assert len(whisper.decode([Window(SOUND, "en")], Way())) == 1


def test_a_language_that_is_told_is_used_and_another_is_found_out(tiny: Path) -> None:
    whisper = opened(tiny)
    decoded = whisper.decode([Window(SOUND), Window(SOUND, "de"), Window(SOUND, "es")], Way())
    assert [one.language for one in decoded[1:]] == ["de", "es"]
    assert decoded[0].language in LANGUAGES


def test_a_language_that_the_model_does_not_know_is_refused(converted: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        opened(converted, "de")
    assert "“de”" in caught.value.problem.happened
    assert opened(converted, "en").languages == ("en",)


@pytest.mark.parametrize("name", NEEDED)
def test_a_converted_model_that_lacks_a_file_is_refused_by_its_name(converted: Path, name: str) -> None:
    (converted / name).unlink()
    assert name == "model.bin" or name in refusal(converted).happened
    refusal(converted)


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("share", [0, 0.5], ids=["empty", "half"])
def test_a_converted_model_with_a_damaged_file_is_refused(converted: Path, name: str, share: float) -> None:
    content = (converted / name).read_bytes()
    (converted / name).write_bytes(content[: int(len(content) * share)])
    refusal(converted)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("share", [None, 0, 0.5], ids=["missing", "empty", "half"])
def test_a_published_model_with_a_file_missing_or_damaged_is_refused(
    tiny: Path, name: str, share: float | None
) -> None:
    content = (tiny / name).read_bytes()
    (tiny / name).unlink()
    if share is not None:
        (tiny / name).write_bytes(content[: int(len(content) * share)])
    refusal(tiny)
    assert not list(models_folder().glob("*/model.bin"))


class Trap:
    """Makes a file when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("trapped",)


def with_pickle(folder: Path) -> None:
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Trap()))


def with_pickle_only(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "model.bin").write_bytes(pickle.dumps(Trap()))


def with_code(folder: Path) -> None:
    (folder / "modeling.py").write_text("import os\nos.mkdir('trapped')\n")


def with_its_own_class(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config["auto_map"] = {"AutoModel": "modeling.Model"}
    (folder / "config.json").write_text(json.dumps(config))


@pytest.mark.parametrize("spoil", [with_pickle_only, with_code, with_its_own_class])
def test_a_model_that_could_run_programs_is_refused_and_runs_none(
    tiny: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny)
    spoil(tiny)
    refusal(tiny)
    assert not (tiny / "trapped").exists()


def test_a_pickle_beside_the_safe_file_is_never_opened(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny)
    with_pickle(tiny)
    open_whisper(str(tiny), print)
    assert not (tiny / "trapped").exists()


def test_what_is_no_speech_model_is_refused(data: Path, tmp_path: Path) -> None:
    assert "no Whisper model" in refusal(shelf.find().folder).happened
    refusal(data / "models" / "deit-tiny-patch16-224")
    (tmp_path / "empty").mkdir()
    refusal(tmp_path / "empty")
    refusal(tmp_path / "nowhere")
    refusal("")


def test_a_model_that_lost_a_file_after_it_was_made_ready_is_made_ready_again(tiny: Path) -> None:
    opened(tiny)
    (made,) = models_folder().iterdir()
    (made / "tokenizer.json").unlink()
    assert opened(tiny).languages
    assert (made / "tokenizer.json").is_file()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_while_a_model_is_made_ready_leaves_nothing_that_is_taken_for_one(tiny: Path, tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from deskhand.engine.speech import models\n"
        "whole = models._convert\n"
        "models._convert = lambda *paths: (whole(*paths), os.kill(os.getpid(), signal.SIGKILL))\n"
        "models.open_whisper(sys.argv[1], print)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tiny)], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = models_folder().glob("making-*")
    os.utime(left, (0, 0))
    noticed: list[str] = []
    assert open_whisper(str(tiny), noticed.append).languages
    assert len(noticed) == 1
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limit")
def test_a_full_drive_is_told_apart_from_a_damaged_model(tiny: Path) -> None:
    import resource

    models_folder().mkdir(parents=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(ProblemError) as caught:
            opened(tiny)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.problem.title == "The drive is full"
    assert opened(tiny).languages
