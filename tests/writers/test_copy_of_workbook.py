"""A copy of their workbook: the answers are in it, and everything else is as it was."""

import contextlib
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from deskhand.domain.problems import ProblemError
from deskhand.writers import workbook_copy
from deskhand.writers.answers import Answer
from deskhand.writers.cells import CellText
from deskhand.writers.workbook_copy import Original
from writers.answered import NASTY
from writers.their_book import answers, bare, parts, rich, rows_xml, sheet_xml

HEADINGS = ["Type", "Type sure", "Type needs a look"]
CHANGED = {"xl/worksheets/sheet2.xml", "xl/styles.xml"}


def cells(path: Path, sheet: str = "Inbox") -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_every_other_part_is_the_same_to_the_byte_and_so_is_the_original(tmp_path: Path) -> None:
    original, target = rich(tmp_path), tmp_path / "copy.xlsm"
    before = original.path.read_bytes()
    workbook_copy.write(answers(2, 3, 4), target, original)
    theirs, ours = parts(original.path), parts(target)
    assert list(ours) == list(theirs)
    assert {name for name in theirs if theirs[name] != ours[name]} == CHANGED
    assert {"xl/vbaProject.bin", "xl/charts/chart1.xml", "xl/tables/table1.xml", "xl/comments1.xml"} <= set(ours)
    assert original.path.read_bytes() == before


def test_what_was_in_the_sheet_is_all_still_there(tmp_path: Path) -> None:
    original, target = rich(tmp_path), tmp_path / "copy.xlsm"
    workbook_copy.write(answers(2, 3, 4), target, original)
    sheet = openpyxl.load_workbook(target, keep_vba=True)["Inbox"]
    assert [cell.value for cell in sheet[1]] == ["No.", "Message", "Length", *HEADINGS]
    assert [cell.value for cell in sheet[3]] == ["002", "second", "=LEN(B3)", "Pain", 0.42, "yes"]
    assert sheet["E3"].number_format == "0%"
    assert sheet["D1"].font.b  # as their own headings
    assert sheet.column_dimensions["B"].width == pytest.approx(50.7, abs=0.5)
    assert sheet["B2"].comment is not None
    assert len(sheet.conditional_formatting) == 1
    assert sheet.data_validations.dataValidation[0].sqref == "A2:A9"


def test_answers_go_to_the_row_they_belong_to_and_other_rows_get_none(tmp_path: Path) -> None:
    workbook_copy.write(answers(4), tmp_path / "copy.xlsm", rich(tmp_path))
    assert [row[3:] for row in cells(tmp_path / "copy.xlsm")] == [HEADINGS, [""] * 3, [""] * 3, ["Pain", 0.42, "yes"]]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_stays_text_in_the_copy(text: str, tmp_path: Path) -> None:
    original = bare(tmp_path, rows_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    answer = Answer(text, 0.5, needs_a_look=False)
    workbook_copy.write(answers(2, value=answer, question=text), tmp_path / "copy.xlsx", original)
    heading, row = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Inbox"].iter_rows(min_col=2)
    fit = CellText().clean(text).replace("_x0041_", "_x005F_x0041_")  # which Excel reads as _x0041_
    assert [heading[0].value, row[0].value] == [fit, fit]
    assert {cell.data_type for cell in (*heading, *row)} <= {"s", "n", "inlineStr"}
    assert "<f" not in sheet_xml(tmp_path / "copy.xlsx")


def test_a_sheet_without_headings_gets_none_and_that_is_said(tmp_path: Path) -> None:
    original = bare(tmp_path, rows_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    written = workbook_copy.write(answers(1), tmp_path / "copy.xlsx", Original(original.path, "Inbox", 0))
    assert cells(tmp_path / "copy.xlsx") == [[1.0, "Pain", 0.42, "yes"]]
    assert "B is Type" in written.notes[0]


def test_a_name_of_ours_that_they_have_too_stands_twice(tmp_path: Path) -> None:
    original = bare(tmp_path, rows_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>Type</t></is></c></row>'))
    workbook_copy.write(answers(), tmp_path / "copy.xlsx", original)
    assert cells(tmp_path / "copy.xlsx") == [["Type", *HEADINGS]]


def books(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in workbook_copy.SUFFIXES)


def test_ordinary_workbooks_of_many_makers_keep_all_they_had(data: Path, tmp_path: Path) -> None:
    for path in books(data / "documents-ordinary"):
        sheet = CalamineWorkbook.from_path(str(path)).sheet_names[0]
        before = cells(path, sheet)
        table = answers(*range(2, len(before) + 1))
        workbook_copy.write(table, tmp_path / "copy.xlsx", Original(path, sheet, 1))
        after = cells(tmp_path / "copy.xlsx", sheet)
        assert [row[: len(before[0])] for row in after[: len(before)]] == before, path.name
        assert [name for name in after[0] if name][-3:] == HEADINGS, path.name
        theirs, ours = parts(path), parts(tmp_path / "copy.xlsx")
        different = [name for name in theirs if theirs[name] != ours[name]]
        assert len(different) <= 2, path.name
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells what it would lose
            openpyxl.load_workbook(tmp_path / "copy.xlsx")


def test_hostile_workbooks_are_copied_or_refused_and_never_cost_the_old_file(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.xlsx"
    for path in books(data / "documents-hostile"):
        target.write_bytes(b"the old file")
        with contextlib.suppress(ProblemError):
            workbook_copy.write(answers(2, 3), target, Original(path, "", 1))
        assert target.read_bytes() == b"the old file" or list(parts(target)) == list(parts(path)), path.name
