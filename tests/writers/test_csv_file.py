"""A CSV file that Excel opens rightly, and that runs nothing there."""

import csv as plain_csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskhand.writers import csv
from deskhand.writers.answers import Answer
from writers.answered import NASTY, NO, NONE, table

LIVE = "=+-@＝＋－＠\t\r"
PLAIN_NUMBER = re.compile(r"[+-]\d[\d.,]*([eE][+-]?\d+)?\s?%?")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(plain_csv.reader(file))


def test_it_is_utf8_with_its_mark_quoted_and_with_windows_line_ends(tmp_path: Path) -> None:
    csv.write(table([["00417", 'say "ä"\nnow']], answer=NO), tmp_path / "result.csv")
    assert (tmp_path / "result.csv").read_bytes() == (
        b'\xef\xbb\xbf"Column 1","Column 2","Type","Type sure","Type needs a look"\r\n'
        b'"00417","say ""\xc3\xa4""\nnow","Billing","0.97","no"\r\n'
    )


def test_what_begins_like_a_formula_gets_an_apostrophe_and_that_is_said(tmp_path: Path) -> None:
    written = csv.write(table([["=1+1", "plain"]], ["@Q"], columns=["+A", "B"]), tmp_path / "result.csv")
    heading, row = rows_of(tmp_path / "result.csv")
    assert heading == ["'+A", "B", "'@Q", "'@Q sure", "'@Q needs a look"]
    assert row[:2] == ["'=1+1", "plain"]
    assert written.notes[0].startswith("5 cells begin like a formula and got an apostrophe")


@pytest.mark.parametrize("number", ["-5", "+49", "-1.5", "-1,234.50", "-3 %", "+1e5"])
def test_plain_numbers_are_left_alone(number: str, tmp_path: Path) -> None:
    assert csv.write(table([[number]]), tmp_path / "result.csv").notes == ()
    assert rows_of(tmp_path / "result.csv")[1][0] == number


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(NASTY), st.builds(str.__add__, st.sampled_from(LIVE), st.text(max_size=20))))
def test_no_cell_begins_with_what_a_spreadsheet_would_run(text: str, tmp_path: Path) -> None:
    csv.write(table([[text]], [text], Answer(text, 0.5, needs_a_look=True), [text]), tmp_path / "result.csv")
    for cell in (cell for row in rows_of(tmp_path / "result.csv") for cell in row):
        assert not cell or cell[0] not in LIVE or PLAIN_NUMBER.fullmatch(cell.strip())


def test_a_row_without_an_answer_has_empty_cells_and_needs_a_look(tmp_path: Path) -> None:
    csv.write(table([["a"]], answer=NONE), tmp_path / "result.csv")
    assert rows_of(tmp_path / "result.csv")[1] == ["a", "", "", "yes"]
