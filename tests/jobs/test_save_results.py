"""Saving: the right answer beside the right row, and never over the person's own file."""

import csv
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from deskhand.domain.acts import Labelled
from deskhand.domain.jobs import Cancelled, Failed, Finished, OutputKind, SaveResults
from deskhand.jobs import perform
from jobs.saving import DAYS, TYPE, Listening, answer, predict, project_with, save, saved, table_of

HEADINGS = ["No.", "Message", "Type", "Type sure", "Type needs a look", "Days", "Days sure", "Days needs a look"]
EXPECTED: list[list[Any]] = [
    HEADINGS,
    ["00002", "message 2", "Billing", 1.0, "no", "", "", "yes"],
    ["00003", "message 3", "Pain", 0.91, "no", 12.5, 0.85, "no"],
    ["00004", "message 4", "Billing", 0.42, "yes", "", "", "yes"],
    ["00005", "message 5", "", "", "yes", "", "", "yes"],
    ["00006", "message 6", "", "", "yes", "", "", "yes"],
]


def cells(path: Path | str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Inbox").to_python()


@pytest.mark.parametrize("kind", [OutputKind.NEW, OutputKind.COPY])
def test_the_person_wins_the_unsure_need_a_look_and_the_unanswered_stay_empty(kind: OutputKind, tmp_path: Path) -> None:
    project = project_with(tmp_path)
    answer(project)
    result = saved(save(project, tmp_path / "result.xlsx", kind))
    assert cells(result.path) == EXPECTED
    assert (result.rows, result.notes) == (5, ())


def test_csv_holds_the_same_as_the_workbook(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    answer(project)
    save(project, tmp_path / "result.csv", OutputKind.CSV)
    with (tmp_path / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [[f"{cell:g}" if isinstance(cell, float) else cell for cell in row] for row in EXPECTED]


def test_the_latest_answer_counts_unless_a_run_is_named(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    predict(project, 1, (2, "Pain", 0.9))
    predict(project, 2, (2, "Billing", 0.8))
    assert cells(saved(save(project, tmp_path / "a.xlsx", OutputKind.NEW)).path)[2][2] == "Billing"
    assert cells(saved(save(project, tmp_path / "b.xlsx", OutputKind.NEW, run_id=1)).path)[2][2] == "Pain"


def test_a_number_that_only_people_can_read_is_kept_as_text(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    project.record(Labelled(DAYS, ((1, "about 3"), (2, "4"), (3, "nan"))))
    rows = cells(saved(save(project, tmp_path / "result.xlsx", OutputKind.NEW)).path)
    assert [row[5] for row in rows[1:4]] == ["about 3", 4.0, "nan"]


@pytest.mark.parametrize("name", ["theirs.xlsx", "../{folder}/theirs.xlsx"])
def test_the_workbook_that_was_read_is_never_written(name: str, tmp_path: Path) -> None:
    project = project_with(tmp_path)
    before = (tmp_path / "theirs.xlsx").read_bytes()
    ending = save(project, tmp_path / name.format(folder=tmp_path.name), OutputKind.COPY)[-1]
    assert isinstance(ending, Failed)
    assert "Choose another name" in ending.problem.advice
    assert (tmp_path / "theirs.xlsx").read_bytes() == before


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".csv"])
def test_where_no_copy_can_be_made_a_new_workbook_is_and_that_is_said(suffix: str, tmp_path: Path) -> None:
    project = project_with(tmp_path, path=tmp_path / f"theirs{suffix}")
    result = saved(save(project, tmp_path / f"result{suffix}", OutputKind.COPY))
    assert result.path == str(tmp_path / "result.xlsx")
    assert f"so this is a new workbook, no copy of theirs{suffix}" in result.notes[0]
    assert len(cells(result.path)) == 2


def test_a_copy_keeps_the_kind_of_its_original(tmp_path: Path) -> None:
    result = saved(save(project_with(tmp_path), tmp_path / "result.xlsm", OutputKind.COPY))
    assert result.path == str(tmp_path / "result.xlsx")
    assert "ends in .xlsx" in result.notes[0]


def test_answers_do_not_go_into_a_workbook_that_has_changed_since_it_was_read(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    table_of(tmp_path / "theirs.xlsx", 3)
    ending = save(project, tmp_path / "result.xlsx", OutputKind.COPY)[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == "The workbook has changed"
    assert not (tmp_path / "result.xlsx").exists()


def test_the_workbook_that_was_read_may_be_gone_unless_a_copy_is_wanted(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    (tmp_path / "theirs.xlsx").unlink()
    assert isinstance(save(project, tmp_path / "result.xlsx", OutputKind.NEW)[-1], Finished)
    ending = save(project, tmp_path / "copy.xlsx", OutputKind.COPY)[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == "theirs.xlsx could not be opened"


def test_saving_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    project = project_with(tmp_path, rows=2500)
    request = SaveResults(1, (TYPE,), str(tmp_path / "result.xlsx"), OutputKind.NEW)
    listening = Listening()
    assert isinstance(list(perform(request, project, listening))[-1], Finished)
    assert [(heard.done, heard.total) for heard in listening.heard] == [(1000, 2500), (2000, 2500), (2500, 2500)]
    (tmp_path / "result.xlsx").write_bytes(b"the old file")
    assert isinstance(list(perform(request, project, Listening(patience=1)))[-1], Cancelled)
    assert (tmp_path / "result.xlsx").read_bytes() == b"the old file"
    assert not list(tmp_path.glob(".deskhand-*"))
