"""A model of the person's comes to the shelf: copied, checked, tried, known by its id; and damage is noticed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.jobs import (
    Cancelled,
    Failed,
    ImportModel,
    ModelPlaced,
    ModelsMoved,
    MoveModels,
    Progress,
    RemoveModel,
    Report,
    RestoreModel,
    Stopped,
)
from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.recipe import Precision
from deskhand.jobs.shelve_models import tidy
from deskhand.storage import models
from deskhand.storage.places import models_folder
from engine import tiny_pictures, tiny_sounds, tiny_whisper
from tiny_shelf import Heard, add, added, problem_of_adding, tiny_bert


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    return tiny_bert(tmp_path / "My own model")


def test_a_model_of_texts_is_added_and_reads(bert: Path) -> None:
    model = added(bert)
    assert (model.id, model.modality, model.here) == ("My-own-model", Modality.TEXT, True)
    files = shelf.find("My-own-model")
    assert TextEncoder(files, Precision.FULL, CPU).encode(["Good morning."]).shape == (1, 32)
    assert files.fingerprint == shelf.find(str(bert)).fingerprint
    assert bert.is_dir()


def test_models_of_pictures_sounds_and_speech_are_known_for_what_they_are(tmp_path: Path) -> None:
    pictures = added(tiny_pictures.make("dinov2", tmp_path / "eyes"))
    sounds = added(tiny_sounds.make("hubert", tmp_path / "ears"))
    speech = added(tiny_whisper.tiny_whisper(tmp_path / "scribe"))
    assert [one.modality for one in (pictures, sounds, speech)] == [Modality.PICTURE, Modality.SOUND, Modality.SPEECH]
    assert shelf.find_picture("eyes")
    assert shelf.find_sound("ears")
    assert shelf.find_speech("scribe")
    assert shelf.find_speech("scribe").model.name == shelf.find_speech(shelf.folder_named("scribe")).model.name


def test_only_what_a_model_is_read_from_is_taken_over(bert: Path) -> None:
    for name in ("README.md", "model.onnx", ".gitattributes", "holiday.jpg"):
        (bert / name).write_text("beside it")
    (bert / ".git").mkdir()
    (bert / ".git" / "hook.py").write_text("beside it")
    added(bert)
    lying = {file.name for file in models.folder_of("My-own-model").rglob("*")}
    assert lying == {"config.json", "tokenizer.json", "model.safetensors", "receipt.json"}


def test_every_file_is_pinned_and_a_changed_one_is_noticed(bert: Path) -> None:
    model = added(bert)
    assert {file.path for file in model.files} == {"config.json", "tokenizer.json", "model.safetensors"}
    assert all(len(file.sha256) == 64 and file.size for file in model.files)
    (models.folder_of(model.id) / "config.json").write_text((bert / "config.json").read_text() + " ")
    with pytest.raises(ProblemError, match="damaged"):
        shelf.find(model.id)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_flipped_bit_or_a_missing_file_is_noticed(bert: Path, name: str) -> None:
    file = models.folder_of(added(bert).id) / name
    content = bytearray(file.read_bytes())
    content[-3] ^= 1
    file.write_bytes(content)
    with pytest.raises(ProblemError, match="damaged"):
        shelf.find("My-own-model")
    file.unlink()
    with pytest.raises(ProblemError, match="damaged"):
        shelf.find("My-own-model")


def test_another_of_the_same_name_gets_one_of_its_own_and_the_same_again_is_here_already(
    bert: Path, tmp_path: Path
) -> None:
    assert added(bert).id == "My-own-model"
    assert added(tiny_bert(tmp_path / "other" / "My own model", seed=1)).id == "My-own-model-2"
    problem = problem_of_adding(bert)
    assert (problem.title, "My own model (My-own-model)" in problem.happened) == ("This model is here already", True)


@pytest.mark.parametrize("damaged", ["model.safetensors", "receipt.json"])
def test_a_damaged_model_that_is_added_again_is_found_by_its_name_as_before(bert: Path, damaged: str) -> None:
    place = models.folder_of(added(bert).id)
    (place / damaged).write_bytes((place / damaged).read_bytes()[:-9])
    assert added(bert).id == "My-own-model"
    assert shelf.find("My-own-model")


def test_a_zip_is_called_as_the_folder_in_it(bert: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "download (3)"), "zip", bert.parent, bert.name)
    assert added(tmp_path / "download (3).zip").id == "My-own-model"


def test_a_folder_from_the_store_of_another_computer_keeps_its_name_and_its_damage_is_noticed(
    bert: Path, tmp_path: Path
) -> None:
    stick = Path(shutil.copytree(models.folder_of(added(bert).id), tmp_path / "stick" / "From Anna"))
    assert added(stick).id == "From-Anna"
    (stick / "config.json").write_text((stick / "config.json").read_text() + " ")
    assert problem_of_adding(stick).title == "This model is damaged"


def test_a_model_of_the_catalogue_is_known_by_its_numbers_and_not_added_twice(tmp_path: Path) -> None:
    starter = Path(shutil.copytree(shelf.find().folder, tmp_path / "anything"))
    shutil.rmtree(starter / "__pycache__", ignore_errors=True)
    assert "MiniLM" in problem_of_adding(starter).happened


def test_a_stranger_with_a_known_name_is_not_taken_for_the_known_model(tmp_path: Path) -> None:
    assert added(tiny_bert(tmp_path / "bge-small-en-v1.5")).id == "bge-small-en-v1.5"
    assert added(tiny_bert(tmp_path / "BAAI--bge-base-en-v1.5")).id == "BAAI-bge-base-en-v1.5"
    assert models.place_of("BAAI/bge-small-en-v1.5") is None
    assert models.place_of("BAAI/bge-base-en-v1.5") is None


@pytest.mark.parametrize("name", ["incoming", "con trol", "..evil", "Ünïcode", "a--b", "-", "removed", " "])
def test_any_name_of_a_folder_becomes_one_of_the_store(tmp_path: Path, name: str) -> None:
    model = added(tiny_bert(tmp_path / name))
    assert models.is_id(model.id)
    assert models.folder_of(model.id).parent == models_folder()


def test_it_can_be_stopped_and_nothing_stays(bert: Path) -> None:
    class Impatient:
        def progress(self, progress: Progress) -> None:
            raise Stopped

    report: Report = Impatient()
    assert isinstance(list(jobs.perform(ImportModel(str(bert)), None, report))[-1], Cancelled)
    assert not list(models_folder().iterdir())


def test_what_is_neither_a_folder_nor_a_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    for path in (tmp_path / "letter.txt", tmp_path / "nowhere", tmp_path / "a.zip"):
        assert problem_of_adding(path).title == "There is no model to add"


def test_a_folder_without_safetensors_is_refused_and_says_what_it_lacks(bert: Path) -> None:
    (bert / "model.safetensors").unlink()
    assert "model.safetensors" in problem_of_adding(bert).happened


def test_removed_brought_back_and_moved_by_jobs(bert: Path, tmp_path: Path) -> None:
    model = added(bert)
    list(jobs.perform(RemoveModel(model.id), None, Heard()))
    with pytest.raises(ProblemError):
        shelf.find(model.id)
    events = list(jobs.perform(RestoreModel(model.id), None, Heard()))
    assert ModelPlaced(model) in events
    (tmp_path / "drive").mkdir()
    heard = Heard()
    events = list(jobs.perform(MoveModels(str(tmp_path / "drive")), None, heard))
    assert ModelsMoved(str(tmp_path / "drive" / "Deskhand models")) in events
    assert {progress.unit for progress in heard.all} == {"bytes"}
    assert shelf.find(model.id).folder.is_relative_to(tmp_path / "drive")
    assert isinstance(list(jobs.perform(MoveModels(str(tmp_path / "gone")), None, Heard()))[-1], Failed)
    assert shelf.find(model.id).folder.is_relative_to(tmp_path / "drive")


def test_a_model_that_is_not_here_is_said_to_be_so() -> None:
    with pytest.raises(ProblemError, match="not on this computer"):
        shelf.find("BAAI/bge-small-en-v1.5")


@pytest.mark.skipif(os.name != "posix", reason="a kill that nothing can catch")
def test_killed_while_it_copies_it_leaves_nothing_that_the_next_look_would_not_take_away(
    bert: Path, home: Path
) -> None:
    with (bert / "vocab.txt").open("wb") as file:
        file.truncate(20 << 20)
    command = [sys.executable, "-m", "deskhand", "models", "import", str(bert)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not models.adding_folder().is_dir() and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert models.adding_folder().is_dir()
    tidy()
    assert not list(models_folder().iterdir())
    assert isinstance(add(bert)[-2], ModelPlaced)


def test_what_arrived_of_a_model_that_was_never_fetched_whole_can_be_removed_and_goes_after_a_month() -> None:
    ids = ("BAAI/bge-small-en-v1.5", "openai/whisper-tiny")
    places = [models.incoming_folder(model_id) for model_id in ids]
    for place in places:
        place.mkdir(parents=True)
        (place / "model.safetensors.part").write_bytes(b"half")
    tidy()
    assert all(place.is_dir() for place in places)
    list(jobs.perform(RemoveModel(ids[0]), None, Heard()))
    assert [place.is_dir() for place in places] == [False, True]
    month_ago = time.time() - 31 * 86_400
    for path in (places[1] / "model.safetensors.part", places[1]):
        os.utime(path, (month_ago, month_ago))
    tidy()
    assert not places[1].exists()
