"""Learning from recordings by their sound, by command line."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from deskhand.domain.files import SOUND_COLUMNS, FileState
from deskhand.domain.items import SourceKind
from deskhand.storage.view import ProjectView
from learned import Said

Deskhand = Callable[..., Said]


def test_the_sample_of_sounds_can_be_learned_and_sorted_and_put_back(deskhand: Deskhand, tmp_path: Path) -> None:
    home, project, yard = tmp_path / "home", tmp_path / "project", tmp_path / "yard"
    deskhand("sample", "sounds", yard, home=home)
    said = deskhand("learn", yard, "--question", "Trouble", "--speaker", "1", "--project", project, "--json", home=home)
    assert said.code == 0, said.err
    (card,) = said.objects
    assert card["items"] == 28
    assert card["together"] == 8
    assert card["right"] > card["reference_commonest"] + 5
    assert "taken for a folder of sounds" in said.err
    assert "Kept together by their names: car01, car02, " in said.err
    with closing(ProjectView.open(project)) as view:
        assert view.job == "sounds"
        assert view.files.counts() == {FileState.READ: 40}
        (source,) = view.sources.all()
        assert (source.kind, source.text_columns, source.columns) == (SourceKind.SOUNDS, (), SOUND_COLUMNS)
        assert source.together == 1
    before = sorted(file.relative_to(yard) for file in yard.rglob("*.mp3"))
    sort = ["sort", yard, "--project", project, "--question", "Trouble", "--into", yard, "--move", "--careful", "0"]
    done = deskhand(*sort, home=home)
    assert done.code == 0, done.err
    assert not list((yard / "New").glob("*.mp3"))
    assert deskhand("undo", "--project", project, home=home).code == 0
    assert sorted(file.relative_to(yard) for file in yard.rglob("*.mp3")) == before


def test_a_part_that_names_do_not_have_is_refused_before_anything_is_read(deskhand: Deskhand, tmp_path: Path) -> None:
    deskhand("sample", "sounds", tmp_path / "yard", home=tmp_path / "home")
    learn = ["learn", tmp_path / "yard", "--question", "Trouble", "--project", tmp_path / "project"]
    said = deskhand(*learn, "--speaker", "7", home=tmp_path / "home")
    assert said.code == 1
    assert "The names do not say that" in said.err
    assert deskhand(*learn, "--speaker", "second", home=tmp_path / "home").code == 2


def test_letters_among_recordings_are_named_and_the_rest_is_read(deskhand: Deskhand, tmp_path: Path) -> None:
    deskhand("sample", "sounds", tmp_path / "yard", home=tmp_path / "home")
    shutil.rmtree(tmp_path / "yard" / "New")
    (tmp_path / "yard" / "Engine knocks" / "letter.wav").write_text("Dear Ms Holmes,", encoding="utf-8")
    learn = ["learn", tmp_path / "yard", "--as", "sounds", "--question", "Trouble", "--project", tmp_path / "project"]
    said = deskhand(*learn, home=tmp_path / "home")
    assert said.code == 0, said.err
    assert "letter.wav: This is not a recording" in said.err
    assert "28 sounds read, 1 could not be read." in said.err
