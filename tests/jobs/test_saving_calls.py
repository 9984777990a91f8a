"""Saving calls: what is on the screen is what is written."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from deskhand.domain.acts import PassageCorrected
from deskhand.domain.jobs import Event, Failed, OutputKind, SaveResults
from deskhand.domain.recordings import COLUMNS, CallState, Passage, Transcript
from deskhand.jobs import perform
from deskhand.storage.project import Project
from jobs.calls import ABOUT, CALL, hear, project_of, three_calls
from jobs.saving import Listening, saved

ANSWERS = ("About", "About sure", "About needs a look")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_calls(tmp_path)


def save(project: Project, path: Path, kind: OutputKind = OutputKind.NEW, *, passages: bool = False) -> list[Event]:
    return list(perform(SaveResults(1, (ABOUT,), str(path), kind, passages=passages), project, Listening()))


def rows(path: Path, sheet: str = "Calls") -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def test_a_workbook_has_the_columns_of_the_screen_the_answers_and_only_further_columns_with_something_in_them(
    project: Project, tmp_path: Path
) -> None:
    assert saved(save(project, tmp_path / "out.xlsx")).rows == 3
    heading, *calls = rows(tmp_path / "out.xlsx")
    assert heading == [*COLUMNS, *ANSWERS, "Amounts", "Replaced", "Note"]
    received = datetime(2026, 1, 12, 8, 15, 3)
    words = "Hello, it's Mrs Bell. The clutch has gone. Ring me on 07700 900142."
    assert calls[0][:8] == ["a.wav", received, 38.4, "Bell", "07700 900142", words, 0.91, "done"]
    note = "0:04 hard to hear; Listened to a second time."
    assert calls[0][8:] == ["Breakdown", 0.93, "no", "£40 (0:08)", "bale → Bell", note]


def test_calls_without_words_say_why_and_silence_needs_no_look(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out.xlsx")
    _, _, silent, unread = rows(tmp_path / "out.xlsx")
    assert silent[2:11] == [6, "Bell", None, None, None, "no speech", None, None, "no"]
    assert unread[2:11] == [None, "Bell", None, None, None, "could not be read", None, None, "yes"]


def test_what_the_screen_says_is_what_is_written(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out.xlsx")
    written = [[row[0], *row[3:6], row[7]] for row in rows(tmp_path / "out.xlsx")[1:]]
    shown = [[item.cells[0], *item.cells[3:6], item.cells[7]] for item in project.items.each(1)]
    assert [[cell or "" for cell in row] for row in written] == shown


def test_numbers_and_moments_are_such_and_a_number_to_call_stays_text(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calls"]
    assert [sheet[f"{column}2"].number_format for column in "BG"] == ["yyyy-mm-dd hh:mm", "0%"]
    assert [sheet[f"{column}2"].data_type for column in "BCEG"] == ["d", "n", "s", "n"]


@pytest.mark.parametrize("name", ["a.wav", "a #1?.wav", 'it\'s "so" 100%25.wav', "😀 é.wav", "sub/a.wav", "%41.wav"])
def test_a_file_is_a_link_that_finds_the_recording_from_beside_the_workbook(name: str, tmp_path: Path) -> None:
    project = project_of(tmp_path, (name.encode(),))
    hear(project, 1, CALL)
    save(project, tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calls"]["A2"]
    assert cell.value == name
    assert unquote(cell.hyperlink.target) == f"calls/{name}"
    assert not set(cell.hyperlink.target) & set(" #?\"'")


def test_a_corrected_call_shows_what_was_heard_before(project: Project, tmp_path: Path) -> None:
    project.record(PassageCorrected(1, 1, "The clutch cable has gone."))
    save(project, tmp_path / "out.xlsx")
    heading, call, *_ = rows(tmp_path / "out.xlsx")
    assert "clutch cable" in str(call[5])
    assert call[heading.index("As heard")] == "0:04 The clutch has gone."


def test_passages_have_a_sheet_of_their_own_if_wanted(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out.xlsx", passages=True)
    heading, *passages = rows(tmp_path / "out.xlsx", "Passages")
    assert heading == ["File", "Start", "End", "Words", "Sure", "Doubts", "Speaker"]
    assert passages[1] == ["a.wav", 4.2, 9, "The clutch has gone.", 0.55, "hard to hear", None]
    assert len(passages) == 3


def test_words_longer_than_a_cell_are_whole_in_a_file_beside(tmp_path: Path) -> None:
    project = project_of(tmp_path, (b"long.wav",))
    words = "word " * 8000
    hear(project, 1, Transcript(CallState.DONE, 9000, "en", 0.9, (Passage(0, 9000, words.strip(), 0.9),)))
    notes = " ".join(saved(save(project, tmp_path / "out.xlsx")).notes)
    assert "shortened" in notes
    assert "“out - long calls”" in notes
    assert (tmp_path / "out - long calls" / "long.txt").read_text() == f"{words.strip()}\n"


def test_words_that_look_like_a_formula_are_text(tmp_path: Path) -> None:
    project = project_of(tmp_path, (b"a.wav",))
    hear(project, 1, replace(CALL, passages=(Passage(0, 1, '=HYPERLINK("http://x")', 0.9),)))
    save(project, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Calls"]["F2"].data_type == "s"
    save(project, tmp_path / "out.csv", OutputKind.CSV)
    assert "\"'=HYPERLINK" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_a_csv_file_has_the_same_columns(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out.csv", OutputKind.CSV)
    heading, call, *_ = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert heading.split(",")[:9] == [f'"{name}"' for name in (*COLUMNS, "About")]
    assert call.startswith('"a.wav","2026-01-12 08:15:03","38.4","Bell","07700 900142","Hello')


@pytest.mark.parametrize("kind", [OutputKind.TEXT, OutputKind.SRT, OutputKind.VTT])
def test_a_folder_has_one_file_a_call_in_the_same_folders_below(
    kind: OutputKind, project: Project, tmp_path: Path
) -> None:
    assert saved(save(project, tmp_path / "out", kind)).rows == 3
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("[!.]*.*")}
    assert written == {f"{name}.{kind.value}" for name in ("a", "sub/b", "c")}


def test_a_text_says_why_there_are_no_words(project: Project, tmp_path: Path) -> None:
    save(project, tmp_path / "out", OutputKind.TEXT)
    assert (tmp_path / "out" / "sub" / "b.txt").read_text() == "[no speech]\n"
    assert (tmp_path / "out" / "c.txt").read_text() == "[could not be read]\n"


def test_a_workbook_in_a_folder_that_is_not_there_is_a_problem(project: Project, tmp_path: Path) -> None:
    ending = save(project, tmp_path / "nowhere" / "out.xlsx")[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == "The folder is not there"


@pytest.mark.parametrize(
    ("received", "written", "shown"),
    [
        ("2026-01-12", datetime(2026, 1, 12), "yyyy-mm-dd"),
        ("2026-01-12T08:15", datetime(2026, 1, 12, 8, 15), "yyyy-mm-dd hh:mm"),
        ("", None, "General"),
        ("1899-12-31", "1899-12-31", "General"),
    ],
)
def test_when_a_call_came_is_as_exact_as_it_is_known(
    received: str, written: object, shown: str, tmp_path: Path
) -> None:
    project = project_of(tmp_path, (b"a.wav",), received)
    save(project, tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calls"]["B2"]
    assert (cell.value, cell.number_format) == (written, shown)
