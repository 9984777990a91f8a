"""The index: a row a file, with links; one of all filings into a folder, written anew while nobody has changed it."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from deskhand.domain.filing import Deed
from deskhand.domain.filing_messages import SaveIndex
from deskhand.domain.jobs import ResultsSaved
from deskhand.storage.project import Project
from jobs.filings import ended_well, filed, performed, planned, project_of, undone, write

FILES = {"a.pdf": b"one", "b.pdf": b"two", "sub/a.pdf": b"three", "c.txt": b"four"}
ANSWERS = {"a.pdf": ("Letter", 0.9), "b.pdf": ("Invoice", 0.95), "sub/a.pdf": ("Letter", 0.99), "c.txt": ("", 0.0)}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    write(tmp_path / "inbox", FILES)
    return tmp_path / "inbox"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


@pytest.fixture
def project(tmp_path: Path, inbox: Path) -> Iterator[Project]:
    with closing(project_of(tmp_path / "project", inbox, ANSWERS)) as project:
        yield project


def rows_of(index: Path) -> dict[str, dict[str, Cell]]:
    """The rows of an index by where each file was."""
    heading, *rows = openpyxl.load_workbook(index).active.iter_rows()
    found = {row[2].value: {one.value: cell for one, cell in zip(heading, row, strict=True)} for row in rows}
    assert len(found) == len(rows), "a row a file"
    return found


def together(project: Project, filing_id: int, path: Path) -> Path:
    events = performed(project, SaveIndex(filing_id, str(path), together=True))
    (saved,) = (event for event in events if isinstance(event, ResultsSaved))
    return Path(saved.path)


def test_the_index_has_a_row_a_file_with_links_to_where_it_is(project: Project, target: Path, inbox: Path) -> None:
    planned(project, target, deed=Deed.MOVE)
    filed(project)
    ended_well(project, SaveIndex(1, str(target / "Index.xlsx")))
    ended_well(project, SaveIndex(1, str(target / "Index.xlsx")))
    assert sorted(path.name for path in target.glob("*.xlsx")) == ["Index (2).xlsx", "Index.xlsx"]
    found = rows_of(target / "Index.xlsx")
    assert len(found) == len(FILES)
    moved, stayed = found[str(inbox / "sub/a.pdf")], found[str(inbox / "c.txt")]
    assert moved["File"].value == "a (2).pdf"
    assert moved["File"].hyperlink.target == "Letter/a%20%282%29.pdf"
    assert [moved[name].value for name in ("Folder", "Type", "Type sure", "What happened", "Kind", "Pages")] == [
        "Letter", "Letter", 0.99, "done", "PDF", 2,
    ]  # fmt: skip
    assert moved["Was at"].hyperlink is None
    assert isinstance(moved["When"].value, datetime)
    assert stayed["When"].value is None
    assert (stayed["What happened"].value, stayed["Was at"].hyperlink.target) == ("no answer yet", "../inbox/c.txt")


def test_one_index_of_all_filings_into_a_folder_is_written_anew(
    project: Project, target: Path, inbox: Path, tmp_path: Path
) -> None:
    index = target / "Index.xlsx"
    planned(project, target)
    filed(project)
    assert together(project, 1, index) == index
    planned(project, tmp_path / "elsewhere")
    filed(project)
    os.rename(inbox / "b.pdf", inbox / "b")  # noqa: PTH104
    planned(project, target, "{Type}/{date} {name}")
    filed(project)
    assert together(project, 3, index) == index
    assert [path.name for path in target.glob("*.xlsx")] == ["Index.xlsx"]
    heading, *rows = openpyxl.load_workbook(index).active.iter_rows(values_only=True)
    told = sorted((row[0], row[heading.index("What happened")]) for row in rows)
    assert told == [
        ("2026-03-09 a (2).pdf", "done"), ("2026-03-09 a.pdf", "done"), ("a (2).pdf", "done"), ("a.pdf", "done"),
        ("b.pdf", "done"), ("b.pdf", "not there any more"), ("c.txt", "no answer yet"),
    ]  # fmt: skip


def test_what_is_there_already_has_the_row_of_the_filing_that_put_it_there(project: Project, target: Path) -> None:
    for filing in (1, 2):
        planned(project, target)
        filed(project)
        together(project, filing, target / "Index.xlsx")
    assert {row["What happened"].value for row in rows_of(target / "Index.xlsx").values()} == {"done", "no answer yet"}


def test_what_was_moved_on_has_one_row(project: Project, target: Path) -> None:
    for filing, pattern in ((1, "{Type}/{name}"), (2, "{Type}/{date} {name}")):
        planned(project, target, pattern, Deed.MOVE)
        filed(project)
        together(project, filing, target / "Index.xlsx")
    assert openpyxl.load_workbook(target / "Index.xlsx").active.max_row == 1 + len(FILES)
    undone(project)
    together(project, 2, target / "Index.xlsx")
    happened = [row["What happened"].value for row in rows_of(target / "Index.xlsx").values()]
    assert sorted(happened) == [*["done"] * 3, "no answer yet", *["put back"] * 3], "where the first one put them"


def test_an_index_that_somebody_worked_in_stays_and_that_beside_it_is_written_anew(
    project: Project, target: Path
) -> None:  # fmt: skip
    planned(project, target)
    filed(project)
    index = together(project, 1, target / "Index.xlsx")
    book = openpyxl.load_workbook(index)
    book.active["A2"] = "Ask Ms Holmes"
    book.save(index)
    before = index.read_bytes()
    assert together(project, 1, index).name == "Index (2).xlsx"
    assert together(project, 1, index).name == "Index (2).xlsx"
    assert index.read_bytes() == before


def test_an_index_that_is_open_in_a_program_stays(project: Project, target: Path) -> None:
    planned(project, target)
    filed(project)
    index = together(project, 1, target / "Index.xlsx")
    (target / "~$Index.xlsx").touch()
    assert together(project, 1, index).name == "Index (2).xlsx"
    (target / "~$Index.xlsx").unlink()
    assert together(project, 1, index).name == "Index.xlsx"
