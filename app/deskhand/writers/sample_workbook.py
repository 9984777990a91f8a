"""The sample inbox as a workbook, such as a practice would keep it."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from deskhand.writers.sample_tickets import Ticket, read_phrases, tickets
from deskhand.writers.targets import put_beside

_LAST_NUMBER_BEFORE = 380
_WIDTHS = (8, 17, 12, 20, 90, 18, 10)  # characters
_SEED = 418
_MINUTES_BETWEEN = 150  # between two messages, on average


def write(samples: Path, folder: Path) -> tuple[Path, int]:
    """Write the sample into ``folder``; its path and number of rows. Raises ``ProblemError`` if that cannot be done.

    The same bytes every time. One that a person has changed since is left alone: the new one goes beside it.
    """
    phrases = read_phrases(samples)
    inbox = tickets(phrases)
    return put_beside(folder / phrases["file"], _workbook(phrases, inbox)), len(inbox)


def _workbook(phrases: Mapping[str, Any], inbox: Sequence[Ticket]) -> bytes:
    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Front desk messages", "created": datetime(2026, 1, 5, tzinfo=UTC)})
    _write_inbox(book, phrases, inbox)
    _write_guide(book, phrases["guide"])
    book.close()
    return content.getvalue()


def _write_inbox(book: Workbook, phrases: Mapping[str, Any], inbox: Sequence[Ticket]) -> None:
    sheet = book.add_worksheet(phrases["sheet"])
    date = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _write_headings(book, sheet, phrases["columns"], _WIDTHS)
    dice = random.Random(_SEED)
    received = datetime.combine(phrases["first_day"], time(8, 5))
    for row, ticket in enumerate(inbox, 1):
        sheet.write_string(row, 0, f"{_LAST_NUMBER_BEFORE + row:05}")
        sheet.write_datetime(row, 1, received, date)
        answers = (ticket.channel, ticket.patient, ticket.message, ticket.type, ticket.urgency)
        for column, text in enumerate(answers, 2):
            sheet.write_string(row, column, text, wrapped)
        received += timedelta(minutes=dice.randint(1, 2 * _MINUTES_BETWEEN))


def _write_guide(book: Workbook, guide: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(guide["sheet"])
    _write_headings(book, sheet, guide["headings"], (18, 48, 20))
    for row, cells in enumerate(guide["rows"], 1):
        sheet.write_row(row, 0, cells)


def _write_headings(book: Workbook, sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
