"""Learning from folders by command line: the samples, where answers are, and what is said when there are none."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import RunPlanned, RunTask
from deskhand.domain.files import FileState
from deskhand.domain.items import SourceKind
from deskhand.storage.project import Project
from deskhand.storage.view import ProjectView
from learned import Said

Deskhand = Callable[..., Said]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Sixteen short texts in a folder, called by what they are, and a damaged one."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(8):
        (folder / f"Bill {number}.txt").write_text(f"Invoice {number}, total due {number}0.00 pounds", encoding="utf-8")
        (folder / f"Note {number}.txt").write_text(f"Dear Ann, see you on the {number + 1}th. Bob", encoding="utf-8")
    (folder / "Note 9.pdf").write_bytes(b"%PDF-1.7\nnot really")
    return folder


def test_the_sample_of_photos_can_be_learned_and_says_what_it_took_them_for(deskhand: Deskhand, tmp_path: Path) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    deskhand("sample", "photos", tmp_path / "garage", home=home)
    said = deskhand("learn", tmp_path / "garage", "--question", "Shows", "--project", project, "--json", home=home)
    (card,) = said.objects
    assert card["items"] == 25
    assert card["right"] >= 20
    assert card["reference_commonest"] == 5
    assert "taken for a folder of photos" in said.err
    with closing(ProjectView.open(project)) as view:
        assert view.job == "photos"
        assert view.files.counts() == {FileState.READ: 40}
        (source,) = view.sources.all()
        assert (source.kind, source.text_columns) == (SourceKind.PHOTOS, ())


def test_what_cannot_be_read_is_named_and_the_rest_is_learned(deskhand: Deskhand, files: Path, tmp_path: Path) -> None:
    learn = ["learn", files, "--question", "Type", "--from", "prefix", "--project", tmp_path / "project"]
    said = deskhand(*learn, home=tmp_path / "home")
    assert said.code == 0, said.err
    assert "Type: right 16 of 16" in said.out
    assert "Note 9.pdf: " in said.err
    assert "16 documents read, 1 could not be read." in said.err
    again = deskhand(*learn, home=tmp_path / "home")
    assert again.code == 0
    assert "16 documents read" not in again.err


def test_a_reading_that_was_cut_off_goes_on(deskhand: Deskhand, files: Path, tmp_path: Path) -> None:
    learn = ["learn", files, "--question", "Type", "--from", "prefix", "--project", tmp_path / "project"]
    deskhand(*learn, home=tmp_path / "home")
    (files / "Bill 8.txt").write_text("Invoice 8, total due 80.00 pounds", encoding="utf-8")
    with closing(Project.open(tmp_path / "project")) as project:
        begun = project.new_id("runs")
        project.record(RunPlanned(begun, (), 1, task=RunTask.READ))
    assert deskhand(*learn, home=tmp_path / "home").code == 0
    with closing(ProjectView.open(tmp_path / "project")) as view:
        assert view.runs.get(begun).ended_at is not None
        assert view.runs.unfinished(reading=True) is None
        assert view.files.counts()[FileState.READ] == 17


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "Type"], "Names begin with"),
        ([], "not said what to learn"),
        (["--question", "A", "--question", "B", "--from", "folders"], "One question at a time"),
        (["--question", "A", "--from", "nowhere.xlsx"], "no such table"),
        (["--question", "A", "--from", "folders"], "Folders do not tell these files apart"),
        (["--question", "A", "--text", "Words"], "Files have no columns"),
    ],
)
def test_a_folder_without_answers_is_a_problem_with_advice(
    arguments: list[str], said: str, deskhand: Deskhand, files: Path, tmp_path: Path
) -> None:
    answer = deskhand("learn", files, *arguments, "--project", tmp_path / "project", home=tmp_path / "home")
    assert answer.code == 1
    assert said in answer.err


def test_a_question_without_answers_is_not_left_behind(deskhand: Deskhand, files: Path, tmp_path: Path) -> None:
    learn = ["learn", files, "--question", "Type", "--project", tmp_path / "project"]
    deskhand(*learn, "--from", "folders", home=tmp_path / "home")
    with closing(ProjectView.open(tmp_path / "project")) as view:
        assert [question.name for question in view.questions.all()] == []


def test_a_table_with_a_column_for_each_question_answers_several(
    deskhand: Deskhand, files: Path, tmp_path: Path
) -> None:  # fmt: skip
    rows = [f"{name} {number}.txt,{name},{number}" for name in ("Bill", "Note") for number in range(8)]
    (tmp_path / "list.csv").write_text("\n".join(["File,Type,Pages", *rows, "gone.txt,Bill,9"]), encoding="utf-8")
    questions = ["--question", "Type", "--number", "Pages", "--from", tmp_path / "list.csv"]
    said = deskhand("learn", files, *questions, "--project", tmp_path / "project", "--json", home=tmp_path / "home")
    assert [(card["question"], card["kind"]) for card in said.objects] == [("Type", "choice"), ("Pages", "number")]
    assert "1 row names no file here" in said.err
