"""Numbers, days and ids look as they do in the person's own program."""

from datetime import date, datetime, time, timedelta

import pytest

from deskhand.readers import numbers
from deskhand.readers.cells import as_it_looks
from deskhand.readers.moments import is_moment
from deskhand.readers.number_formats import NumberFormat

DAY = datetime(2026, 3, 1, 14, 5)


@pytest.mark.parametrize(
    ("value", "looks"),
    [(184.0, "184"), (0.1 + 0.2, "0.3"), (123456789012.0, "123456789012"), (1e22, "1" + "0" * 22), (-0.5, "-0.5"),
     (True, "TRUE"), (datetime(2026, 3, 1), "2026-03-01"), (DAY, "2026-03-01 14:05"), (date(2026, 3, 1), "2026-03-01"),
     (time(4, 5), "04:05"), (timedelta(hours=30), "30:00"), ("a\r\nb\x0bc", "a\nbc")],
)  # fmt: skip
def test_a_plain_cell_has_no_tail_and_no_power_of_ten(value: object, looks: str) -> None:
    assert as_it_looks(value) == looks


@pytest.mark.parametrize(
    ("code", "value", "looks"),
    [("0000", 42, "0042"), ("0.00", 1.555, "1.56"), ("0.00", -0.001, "0.00"), ("#,##0.00", 1234567.891, "1,234,567.89"),
     ("0%", 0.125, "13%"), ('"€" #,##0.00', -3.5, "-€ 3.50"), ('0.00" kg"', 2.0, "2.00 kg"), ("0.##", 1.5, "1.5"),
     ("000-00-0000", 123456789, "123-45-6789"), ("(000) 000-0000", 5551234567, "(555) 123-4567"),
     ("_-* #,##0.00_-;-* #,##0.00", 12.5, "12.50"), ("[Red]0;-0", 7, "7"),
     ("dd.mm.yyyy hh:mm", DAY, "01.03.2026 14:05"), ("[$-409]d-mmm-yy;@", DAY, "1-Mar-26"),
     ("h:mm AM/PM", DAY, "2:05 PM"), ('yyyy"年"m"月"d"日"', DAY, "2026年3月1日"),
     ("dddd, mmmm d", DAY, "Sunday, March 1"), ("mm:ss", time(0, 4, 5), "04:05")],
)  # fmt: skip
def test_a_number_format_is_followed(code: str, value: object, looks: str) -> None:
    assert NumberFormat(code).show(value) == looks


@pytest.mark.parametrize(
    ("code", "value"),
    [("#,##0,", 1e6), ("General", 1.5), ("# ?/?", 1.5), ("0.00E+00", 1e9), ("[h]:mm", DAY), ("0", DAY)],
)
def test_a_format_that_is_not_understood_changes_nothing(code: str, value: object) -> None:
    assert NumberFormat(code).show(value) is None


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("1,234.50", ".", "1234.5"), ("1.234,50", ".", "1234.5"), ("3,5", ".", "3.5"), ("1,234", ".", "1234"),
     ("1,234", ",", "1.234"), ("€ 12", ".", "12"), ("15 %", ".", "15"), ("−4", ".", "-4"), ("12 345,6", ".", "12345.6"),
     ("1,234,567", ",", "1234567"), ("soon", ".", None), ("12-13", ".", None), ("", ".", None)],
)  # fmt: skip
def test_numbers_are_understood_as_people_write_them(text: str, decimal: str, value: str | None) -> None:
    assert numbers.plain(text, decimal=decimal) == value
    assert numbers.is_number(text) is (value is not None)


def test_one_clear_decimal_comma_settles_what_a_comma_means() -> None:
    assert numbers.decimal_mark(["12", "1,234", "3,5"]) == ","
    assert numbers.decimal_mark(["12", "1,234"]) == "."


@pytest.mark.parametrize("text", ["2026-03-01", "1.3.26", "03/01/2026 14:05", "9 Mar 2016", "March 1, 2026", "4:05 pm"])
def test_days_and_times_are_told_from_words(text: str) -> None:
    assert is_moment(text)
    assert not is_moment(f"call me on {text}")
