"""Adding cells to a sheet, whatever its XML looks like."""

from pathlib import Path

import openpyxl
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.writers import workbook_copy
from deskhand.writers.answers import Answer
from writers.their_book import MAIN, answers, bare, rows_xml, sheet_xml

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
NEW = (
    '<c r="{0}{3}" t="inlineStr"><is><t xml:space="preserve">Pain</t></is></c><c r="{1}{3}"><v>0.42</v></c>'
    '<c r="{2}{3}" t="inlineStr"><is><t xml:space="preserve">yes</t></is></c>'
)


def new(first: str, row: int) -> str:
    return NEW.format(*(chr(ord(first) + n) for n in range(3)), row)


def spliced(tmp_path: Path, sheet: str | bytes, *rows: int) -> str:
    original = bare(tmp_path, sheet)
    workbook_copy.write(answers(*rows), tmp_path / "copy.xlsx", original)
    return sheet_xml(tmp_path / "copy.xlsx")


def test_a_row_that_is_closed_at_once_is_opened(tmp_path: Path) -> None:
    assert f'<row r="2" ht="9">{new("B", 2)}</row>' in spliced(tmp_path, rows_xml(f'{ONE}<row r="2" ht="9"/>'), 2)


def test_an_empty_row_with_two_tags_is_filled(tmp_path: Path) -> None:
    assert f'<row r="2">{new("B", 2)}</row >' in spliced(tmp_path, rows_xml(f'{ONE}<row r="2"></row >'), 2)


def test_a_row_that_the_sheet_leaves_out_is_added_in_its_place(tmp_path: Path) -> None:
    after = '<row r="5"><c r="A5"><v>5</v></c></row>'
    xml = spliced(tmp_path, rows_xml(ONE + after), 3, 9)
    assert f'<row r="3">{new("B", 3)}</row>{after}<row r="9">{new("B", 9)}</row></sheetData>' in xml


def test_formatted_but_empty_cells_give_way_to_answers(tmp_path: Path) -> None:
    row = '<row r="2"><c r="A2"><v>2</v></c><c r="B2" s="3"/><c r="D2" s="3"></c><c r="E2" s="4"/></row>'
    assert f'<c r="A2"><v>2</v></c>{new("B", 2)}<c r="E2" s="4"/></row>' in spliced(tmp_path, rows_xml(ONE + row), 2)


def test_cells_and_rows_without_a_place_are_counted(tmp_path: Path) -> None:
    row = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    assert f"<c><v>2</v></c>{new('C', 2)}</row>" in spliced(tmp_path, rows_xml(row + row), 2)


def test_the_answers_come_after_the_widest_row(tmp_path: Path) -> None:
    wide = '<row r="2"><c r="F2"><f>1+1</f></c></row>'
    assert f"<f>1+1</f></c>{new('G', 2)}</row>" in spliced(tmp_path, rows_xml(ONE + wide), 2)


def test_names_with_a_prefix_get_cells_with_a_prefix(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    xml = spliced(tmp_path, sheet)
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">Type</x:t></x:is></x:c>' in xml
    assert "<x:cols><x:col" in xml


def test_what_says_how_far_the_sheet_reaches_is_brought_up_to_date(tmp_path: Path) -> None:
    row = "<row r='2' spans='1:1'><c r='A2'><v>2</v></c></row>"
    xml = spliced(tmp_path, rows_xml(ONE + row, '<dimension ref="A1:A2"/>'), 2)
    assert '<dimension ref="A1:D2"/>' in xml
    assert "<row r='2'><c r='A2'>" in xml


def test_hidden_columns_give_way_so_that_answers_can_be_seen(tmp_path: Path) -> None:
    xml = spliced(tmp_path, rows_xml(ONE, '<cols><col min="1" max="16384" width="9" hidden="1"/></cols>'))
    assert '<cols><col min="1" max="1" width="9" hidden="1"/><col min="2" max="2" width="10" customWidth="1"/>' in xml
    assert '<col min="5" max="16384" width="9" hidden="1"/></cols>' in xml


def test_merged_cells_that_reach_the_rows_are_not_written_into(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A2:F2"/></mergeCells>'
    assert f"<v>2</v></c>{new('G', 2)}" in spliced(
        tmp_path, rows_xml(f'{ONE}<row r="2"><c r="A2"><v>2</v></c></row>', after=merged), 2
    )


def test_an_encoding_other_than_utf8_stays_what_it_is(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>Größe</t></is></c>'
    sheet = '<?xml version="1.0" encoding="ISO-8859-1"?>' + rows_xml(f'<row r="1">{cell}</row>')
    original = bare(tmp_path, sheet.encode("latin-1"))
    workbook_copy.write(answers(question="Größe €"), tmp_path / "copy.xlsx", original)
    heading = next(openpyxl.load_workbook(tmp_path / "copy.xlsx")["Inbox"].iter_rows(values_only=True))
    assert heading[:2] == ("Größe", "Größe €")


def test_a_row_longer_than_what_is_read_at_once_is_copied_whole(tmp_path: Path) -> None:
    long = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 900_000}</t></is></c></row>'
    xml = spliced(tmp_path, rows_xml(ONE + long + "<row r='3'><c><v>3</v></c></row>"), 2, 3)
    assert f"{'x' * 900_000}</t></is></c>{new('B', 2)}</row><row r='3'><c><v>3</v></c>{new('B', 3)}</row>" in xml


def test_a_comment_that_looks_like_rows_is_only_a_comment(tmp_path: Path) -> None:
    row = '<row r="2"><!-- <row/></row> --><c r="A2"><v>2</v></c><!-- /> -->'
    assert f"{row}{new('B', 2)}</row>" in spliced(tmp_path, rows_xml(f"{ONE}{row}</row>"), 2)


@pytest.mark.parametrize(
    "sheet",
    [
        rows_xml('<row r="2"/><row r="1"/>'),
        rows_xml('<row r="x"/>'),
        rows_xml('<row r="1"><c r="??"><v>1</v></c></row>'),
        rows_xml('<row r="1"><c r="XFC1"><v>1</v></c></row>'),
        rows_xml(ONE, '<cols><col min="a"/></cols>'),
        "<chartsheet/>",
        "<worksheet",
        "",
        rows_xml(ONE).encode("utf-16"),
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + rows_xml(ONE),
        rows_xml(ONE + " " * 60_000_000),
    ],
    ids=["order", "row", "place", "full", "width", "chart", "cut", "empty", "utf-16", "doctype", "bomb"],
)
def test_a_sheet_that_cannot_be_added_to_is_a_problem_with_advice(sheet: str | bytes, tmp_path: Path) -> None:
    target = tmp_path / "copy.xlsx"
    target.write_bytes(b"the old file")
    with pytest.raises(ProblemError, match="cannot be copied") as caught:
        workbook_copy.write(answers(2), target, bare(tmp_path, sheet))
    assert "Save a new workbook" in caught.value.problem.advice
    assert target.read_bytes() == b"the old file"


def test_a_number_and_a_missing_answer_are_what_they_are(tmp_path: Path) -> None:
    original = bare(tmp_path, rows_xml(ONE))
    answer = Answer(12.5, None, needs_a_look=True)
    workbook_copy.write(answers(2, value=answer), tmp_path / "copy.xlsx", original)
    assert '<row r="2"><c r="B2"><v>12.5</v></c><c r="D2" t="inlineStr">' in sheet_xml(tmp_path / "copy.xlsx")
