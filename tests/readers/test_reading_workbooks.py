"""Workbooks of every kind, row by row, as they look."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.readers.tables import look, open_table, rows
from readers.making_tables import ods, xlsx

ROWS = [["Id", "Message", "Kind"], [42, "my tooth hurts", "Pain"], [7, "an invoice please", "Billing"]]
MARCH = datetime(2026, 3, 1)
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_ids_keep_their_zeros_and_days_their_look(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        [["Id", "When", "Order", "Share"], [42, MARCH, 123456789012, 0.5], [7, datetime(2026, 12, 24), 5, 1]],
        {"A2": "0000", "A3": "0000", "B2": "dd.mm.yyyy", "B3": "dd.mm.yyyy", "D2": "0%", "D3": "0%"},
    )
    assert list(rows(path)) == [
        (2, ("0042", "01.03.2026", "123456789012", "50%")),
        (3, ("0007", "24.12.2026", "5", "100%")),
    ]


def test_a_column_of_mixed_formats_is_shown_plainly(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", ROWS, {"A2": "0000"})
    assert [cells[0] for _, cells in rows(path)] == ["42", "7"]


def test_the_first_sheet_with_content_is_taken_and_others_can_be_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", [], more={"Tickets": ROWS, "Old": [["Note"], ["from last year"]]})
    assert look(path).sheet == "Tickets"
    assert look(path).sheets == ("Sheet", "Tickets", "Old")
    assert look(path, "Old").rows == (("from last year",),)
    with pytest.raises(ProblemError, match="no sheet called New"):
        look(path, "New")


def test_hidden_sheets_are_not_offered(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", ROWS, more={"Secret": ROWS})
    workbook = openpyxl.load_workbook(path)
    workbook["Secret"].sheet_state = "hidden"
    workbook.save(path)
    assert look(path).sheets == ("Sheet",)


def test_a_spreadsheet_of_libreoffice_is_read(tmp_path: Path) -> None:
    head = "".join(map(CELL.format, ("Message", "Day", "Minutes")))
    day = '<table:table-cell office:value-type="date" office:date-value="2026-03-01"/>'
    number = '<table:table-cell office:value-type="float" office:value="184"/>'
    row = CELL.format("my tooth hurts") + day + number
    empty = '<table:table-cell table:number-columns-repeated="1024"/>'
    path = ods(
        tmp_path / "t.ods",
        f"<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>',
    )
    assert look(path).rows == (("my tooth hurts", "2026-03-01", "184"),)


def test_old_and_macro_workbooks_are_read(data: Path, tmp_path: Path) -> None:
    old = look(data / "documents-ordinary" / "poi--45290.xls")
    assert old.columns[:3] == ("Auction Date", "Type", "County")
    assert len(old.rows) == 45
    macro = tmp_path / "t.xlsm"
    xlsx(tmp_path / "t.xlsx", ROWS).rename(macro)
    assert look(macro).columns == ("Id", "Message", "Kind")


def test_titles_groups_and_blank_rows_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        [["Export of the practice"], [], ["Ticket", "", "Answer", ""], ["Id", "Message", "Kind", "Urgency"],
         [1, "my tooth hurts", "Pain", 1], [2, "an invoice please", "Billing", 3]],
        merged=["A1:D1", "A3:B3", "C3:D3"],
    )  # fmt: skip
    seen = look(path)
    assert seen.header_row == 4
    assert seen.columns == ("Id", "Message", "Kind", "Urgency")
    assert [row for row, _ in rows(path)] == [5, 6]


def test_blank_merged_and_repeated_headings_are_mended_and_said(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        [["Message", "Kind", "", "", "kind"], ["my tooth hurts", "Pain", "x", 1, "y"], ["hello", "Other", "z", 2, "y"]],
        merged=["B1:C1"],
    )
    seen = look(path)
    assert seen.columns == ("Message", "Kind", "Kind 2", "Column D", "kind 3")
    assert "Column D had no heading; it is called “Column D” here." in seen.notes
    assert "3 columns have the heading “Kind”; they are called “Kind”, “Kind 2” and “kind 3” here." in seen.notes


def test_a_table_without_headings_loses_no_row(tmp_path: Path) -> None:
    table = [[1, "my tooth hurts", "Pain"], [2, "it hurts again", "Pain"], [3, "hi", "Pain"]]
    seen = look(xlsx(tmp_path / "t.xlsx", table))
    assert (seen.header_row, seen.columns, len(seen.rows)) == (0, ("Column A", "Column B", "Column C"), 3)


def test_the_person_can_say_where_the_headings_are(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", ROWS)
    assert look(path, header_row=0).rows[0] == ("Id", "Message", "Kind")
    assert look(path, header_row=2).columns == ("42", "my tooth hurts", "Pain")


def test_empty_edges_are_dropped_and_columns_named_as_in_the_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    filled = {"C4": "Message", "E4": "Kind", "C5": "my tooth hurts", "D5": 3, "E5": "Pain", "C9": "bye", "H20": " "}
    for cell, value in filled.items():
        sheet[cell] = value
    workbook.save(tmp_path / "t.xlsx")
    table = open_table(tmp_path / "t.xlsx")
    assert table.columns == ("Message", "Column D", "Kind")
    assert list(table.rows()) == [(5, ("my tooth hurts", "3", "Pain")), (9, ("bye", "", ""))]
    assert "Blank rows passed over: 3." in table.notes


def test_what_to_read_and_what_answers_is_guessed(data: Path) -> None:
    tickets = look(data / "tickets" / "tickets.csv")
    named = {tickets.columns[column]: kind for column, kind in tickets.answer_guesses}
    assert [tickets.columns[column] for column in tickets.text_guess] == ["Message"]
    assert named["Urgency"] is named["Ticket type"] is QuestionKind.CHOICE
    intents = look(data / "intents" / "messages.csv")
    assert [intents.columns[column] for column in intents.text_guess] == ["Message"]
    assert {intents.columns[column] for column, _ in intents.answer_guesses} >= {"Intent", "Domain"}


def test_ids_and_days_are_no_answers_but_amounts_are(tmp_path: Path) -> None:
    head = ["Ticket no", "Day", "Message", "Kind", "Minutes", "Plate"]
    body = [
        [1000 + n, datetime(2026, 1, 1 + n % 28), f"message number {n}, of words", "AB"[n % 2], n % 37 + 0.5, f"M-{n}"]
        for n in range(100)
    ]
    seen = look(xlsx(tmp_path / "t.xlsx", [head, *body]))
    assert seen.answer_guesses == ((3, QuestionKind.CHOICE), (4, QuestionKind.NUMBER))
