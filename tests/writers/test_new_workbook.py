"""A new workbook: text stays text, wherever it stands and whatever it looks like."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskhand.writers import workbook
from deskhand.writers.answers import Answer, AnsweredTable
from deskhand.writers.cells import CellText
from writers.answered import NASTY, NO, NONE, endless, kinds, table, values

LIVELY = st.text(st.sampled_from("=+-@\t\n\r '\"<>&{}!|_x0041;,0123456789aé😀\x00\x0b\ud800\ufffe"), max_size=40)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_stays_text_in_cells_headings_and_answers(text: str, tmp_path: Path) -> None:
    target = tmp_path / "result.xlsx"
    workbook.write(table([[text]], [text], Answer(text, 0.5, needs_a_look=True), [text]), target)
    fit = CellText().clean(text)
    heading, row = values(target)
    assert [as_excel_reads(cell) for cell in heading[:2]] == [fit, fit]
    assert [as_excel_reads(cell) for cell in row] == [fit, fit, 0.5, "yes"]
    assert "<f>" not in sheet_xml(target)
    assert "hyperlink" not in sheet_xml(target)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LIVELY.filter(lambda text: "_x" not in text), min_size=3, max_size=3))
def test_any_text_comes_back_as_it_was(texts: list[str], tmp_path: Path) -> None:
    target = tmp_path / "result.xlsx"
    heading, cell, answer = texts
    workbook.write(table([[cell]], ["Q"], Answer(answer, 1.0, needs_a_look=False), [heading or "x"]), target)
    clean = CellText().clean
    rows = values(target)
    assert rows[0][0] == clean(heading or "x")
    assert rows[1][:2] == [clean(cell) or None, clean(answer) or None]
    assert kinds(target) <= {"s", "n", "inlineStr"}


def test_ids_keep_their_zeros_and_answers_stand_beside_them(tmp_path: Path) -> None:
    target = tmp_path / "result.xlsx"
    written = workbook.write(table([["00417"], ["00418"]], ["Type", "Urgency"], NO), target)
    assert values(target) == [
        ["Column 1", "Type", "Type sure", "Type needs a look", "Urgency", "Urgency sure", "Urgency needs a look"],
        ["00417", "Billing", 0.97, "no", "Billing", 0.97, "no"],
        ["00418", "Billing", 0.97, "no", "Billing", 0.97, "no"],
    ]
    assert (written.rows, written.notes) == (2, ())


def test_how_sure_is_a_number_shown_as_a_percentage_below_a_fixed_bold_heading(tmp_path: Path) -> None:
    workbook.write(table([["a"]], answer=NO), tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx")["Inbox"]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.97, "0%")
    assert sheet["A1"].font.b
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D2")


def test_a_row_without_an_answer_has_empty_cells_and_needs_a_look(tmp_path: Path) -> None:
    workbook.write(table([["a"]], answer=NONE), tmp_path / "result.xlsx")
    assert values(tmp_path / "result.xlsx")[1] == ["a", None, None, "yes"]


def test_a_number_is_written_as_a_number(tmp_path: Path) -> None:
    workbook.write(table([["a"]], answer=Answer(12.5, 0.9, needs_a_look=False)), tmp_path / "result.xlsx")
    assert values(tmp_path / "result.xlsx")[1][1] == 12.5


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000])
def test_a_cell_that_is_too_long_is_shortened_where_one_sees_it_and_said(text: str, tmp_path: Path) -> None:
    written = workbook.write(table([[text]]), tmp_path / "result.xlsx")
    cell = str(values(tmp_path / "result.xlsx")[1][0])
    assert cell.endswith(f"… [shortened by Deskhand, {len(text):,} characters]")
    assert 32_700 < len(cell.encode("utf-16-le")) / 2 <= 32_767
    assert written.notes == ("1 cell held more text than a spreadsheet allows and had to be shortened.",)


def test_a_cell_of_just_the_right_length_is_left_alone(tmp_path: Path) -> None:
    written = workbook.write(table([["x" * 32_767]]), tmp_path / "result.xlsx")
    assert (values(tmp_path / "result.xlsx")[1][0], written.notes) == ("x" * 32_767, ())


def test_characters_that_a_cell_cannot_hold_are_replaced_by_signs_one_can_see(tmp_path: Path) -> None:
    written = workbook.write(table([["a\x00b\x1bc\ud800"]]), tmp_path / "result.xlsx")
    assert values(tmp_path / "result.xlsx")[1][0] == "a␀b␛c�"
    assert "1 cell held characters that a spreadsheet cannot store" in written.notes[0]


def test_more_rows_than_a_sheet_holds_go_on_in_further_sheets(tmp_path: Path) -> None:
    target = tmp_path / "result.xlsx"
    written = workbook.write(AnsweredTable("Inbox", ("No.", "Text"), ("Type",), endless(25)), target, rows_per_sheet=10)
    book = openpyxl.load_workbook(target)
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("Inbox", 11), ("Inbox (2)", 11), ("Inbox (3)", 6)]
    assert book["Inbox (3)"]["A1"].value == "No."
    assert book["Inbox (3)"]["A6"].value == "0000024"
    assert "go on in 3 sheets" in written.notes[0]


def test_a_table_without_rows_still_has_its_headings(tmp_path: Path) -> None:
    workbook.write(AnsweredTable("", ("No.",), ("Type",), ()), tmp_path / "result.xlsx")
    assert values(tmp_path / "result.xlsx", "Answers")[0][:2] == ["No.", "Type"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("In:box/2026?", "In box 2026"), ("", "Answers"), ("History", "Answers"), ("'x'", "x"), ("a" * 40, "a" * 31)],
)
def test_the_name_of_the_sheet_is_one_that_excel_takes(wanted: str, name: str) -> None:
    assert workbook.sheet_name(wanted) == name


def sheet_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def as_excel_reads(cell: object) -> object:
    """Excel takes _x005F_ for an underscore; openpyxl leaves it as it is."""
    return cell.replace("_x005F_", "_") if isinstance(cell, str) else cell
