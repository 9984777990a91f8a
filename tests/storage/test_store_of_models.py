"""The store of models: placed whole, taken off, brought back, moved; and killed in the midst of it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskhand.domain.models import Modality, Model, ModelFile
from deskhand.domain.problems import ProblemError
from deskhand.storage import models, moving_models, removed_models
from deskhand.storage.models import Receipt
from deskhand.storage.places import models_folder, usual_models_folder
from deskhand.storage.shelf_lock import ShelfWork, alone
from deskhand.storage.usual_models import usual_model


def placed(
    model_id: str = "somebody/some-model", content: bytes = b"numbers", modality: Modality = Modality.TEXT
) -> Path:
    incoming = models.incoming_folder(model_id)
    incoming.mkdir(parents=True)
    (incoming / "model.safetensors").write_bytes(content)
    files = (ModelFile("model.safetensors", len(content), "00"),)
    model = Model(model_id, "Some model", modality, "", "", "", len(content), "00", files=files)
    return models.put_in_place(incoming, Receipt(model, "a folder", "2026-11-21T12:00:00+00:00"))


def is_here(model_id: str) -> bool:
    return next(one for one in models.on_the_shelf() if one.id == model_id).here


def test_a_model_that_was_placed_is_on_the_shelf_with_its_receipt() -> None:
    folder = placed()
    assert folder == models.place_of("somebody/some-model")
    assert is_here("somebody/some-model")
    assert models.receipt_of("somebody/some-model")
    assert models.disk_used("somebody/some-model") > 7
    assert not list((models_folder() / "incoming").iterdir())


def test_a_known_model_that_came_stands_at_its_place_in_the_catalogue() -> None:
    order = [one.id for one in models.on_the_shelf()]
    placed("facebook/dinov2-small", modality=Modality.PICTURE)
    assert [one.id for one in models.on_the_shelf()] == order
    assert is_here("facebook/dinov2-small")


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/../b", "/etc", "a//b", "C:\\x", "incoming", "a/b/c", "x\0"])
def test_no_name_leads_out_of_the_store(name: str) -> None:
    assert models.receipt_of(name) is None
    with pytest.raises(ProblemError, match="not on this computer"):
        removed_models.remove(name)


def test_a_folder_whose_receipt_is_of_another_model_is_none() -> None:
    placed().rename(models_folder() / "other")
    assert models.receipt_of("other") is None


def test_what_was_removed_can_be_brought_back_and_is_the_same() -> None:
    folder = placed()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    removed_models.remove("somebody/some-model")
    assert models.place_of("somebody/some-model") is None
    assert [one.id for one in removed_models.can_be_restored()] == ["somebody/some-model"]
    removed_models.restore("somebody/some-model")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert not removed_models.can_be_restored()


def test_after_a_day_it_is_gone_and_its_room_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    placed()
    removed_models.remove("somebody/some-model")
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 25 * 3600 * 10**9)
    with pytest.raises(ProblemError, match="cannot be brought back"):
        removed_models.restore("somebody/some-model")
    removed_models.clear_up()
    assert not list(models.removed_folder().iterdir())


def test_one_that_came_again_is_not_replaced_by_the_old_one() -> None:
    placed(content=b"old")
    removed_models.remove("somebody/some-model")
    placed(content=b"new")
    with pytest.raises(ProblemError, match="here already"):
        removed_models.restore("somebody/some-model")


def test_a_model_that_takes_the_place_of_another_leaves_that_to_be_brought_back() -> None:
    placed(content=b"old")
    folder = placed(content=b"new")
    assert (folder / "model.safetensors").read_bytes() == b"new"
    assert len(removed_models.can_be_restored()) == 1


def test_the_model_that_comes_with_deskhand_stays() -> None:
    with pytest.raises(ProblemError, match="This model stays"):
        removed_models.remove("all-MiniLM-L6-v2")


def test_what_was_made_ready_of_a_speech_model_goes_with_it() -> None:
    made = placed("openai/whisper-tiny").with_name("openai--whisper-tiny-0123456789ab")
    made.mkdir()
    (made / "model.bin").write_bytes(b"1234")
    assert models.disk_used("openai/whisper-tiny") > models.size_of(models.folder_of("openai/whisper-tiny"))
    removed_models.remove("openai/whisper-tiny")
    assert not made.exists()


def test_the_usual_model_is_the_first_of_the_shelf_that_is_here() -> None:
    assert usual_model(Modality.PICTURE) == ""
    placed("my-own", modality=Modality.PICTURE)
    assert usual_model(Modality.PICTURE) == "my-own"
    placed("facebook/dinov2-base", modality=Modality.PICTURE)
    assert usual_model(Modality.PICTURE) == "facebook/dinov2-base"
    assert usual_model(Modality.TEXT) == ""


def test_only_one_at_a_time_changes_the_shelf() -> None:
    with alone(ShelfWork.ADDING), pytest.raises(ProblemError, match="changed just now"), alone(*ShelfWork):
        pass


# --- moving -------------------------------------------------------------------------------------


def test_all_models_move_and_come_back(tmp_path: Path) -> None:
    placed()
    heard: list[tuple[int, int]] = []
    place = moving_models.move_to(tmp_path, lambda done, total: heard.append((done, total)))
    assert place == models_folder() == tmp_path / "Deskhand models"
    assert models.receipt_of("somebody/some-model")
    assert heard[-1][0] == heard[-1][1]
    assert not usual_models_folder().exists()
    assert moving_models.move_to(None, lambda *_: None) == usual_models_folder() == models_folder()
    assert models.receipt_of("somebody/some-model")
    assert not place.exists()


def test_what_was_removed_can_still_be_brought_back_after_a_move(tmp_path: Path) -> None:
    placed()
    removed_models.remove("somebody/some-model")
    moving_models.move_to(tmp_path, lambda *_: None)
    removed_models.restore("somebody/some-model")
    assert is_here("somebody/some-model")


def test_a_move_that_is_stopped_leaves_everything_as_it_was(tmp_path: Path) -> None:
    placed()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving_models.move_to(tmp_path / "..", stop)
    assert models_folder() == usual_models_folder()
    assert is_here("somebody/some-model")
    assert not list(tmp_path.parent.glob("Deskhand models*"))


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    placed()
    (tmp_path / "Deskhand models").mkdir()
    (tmp_path / "Deskhand models" / "letter.txt").touch()
    with pytest.raises(ProblemError, match="not empty"):
        moving_models.move_to(tmp_path, lambda *_: None)
    assert (tmp_path / "Deskhand models" / "letter.txt").exists()
    assert is_here("somebody/some-model")


def test_models_do_not_move_into_themselves() -> None:
    placed()
    with pytest.raises(ProblemError, match="cannot be kept there"):
        moving_models.move_to(models_folder(), lambda *_: None)


MOVING = """
import os, sys
from pathlib import Path
from deskhand.storage import moving_models
steps, real = int(sys.argv[2]), {}
def count(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), 9)
import deskhand.storage.models
sys.addaudithook(count)
moving_models.move_to(Path(sys.argv[1]), lambda *_: None)
print("moved")
"""


@pytest.mark.skipif(os.name != "posix", reason="a kill that nothing can catch")
def test_a_move_killed_at_any_moment_loses_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in range(2, 200, 3):
        home, other = tmp_path / f"home {step}", tmp_path / f"drive {step}"
        other.mkdir()
        monkeypatch.setenv("DESKHAND_HOME", str(home))
        placed(content=b"n" * 5000)
        done = subprocess.run(
            [sys.executable, "-c", MOVING, str(other), str(step)], capture_output=True, text=True, check=False
        )
        assert is_here("somebody/some-model")
        place = models.place_of("somebody/some-model")
        assert place is not None
        assert (place / "model.safetensors").read_bytes() == b"n" * 5000
        moving_models.settle()
        assert is_here("somebody/some-model")
        lying = [folder for folder in (usual_models_folder(), *other.iterdir()) if folder.exists()]
        assert lying == [models_folder()]
        if done.stdout:
            return
    pytest.fail("it was never through")
