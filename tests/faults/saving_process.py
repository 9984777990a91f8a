"""A process that saves many rows, to be killed or to run out of room: ``saving_process.py KIND FOLDER ROWS [BYTES]``.

With BYTES no file may grow beyond that. Prints the title of the problem it met, or "saved".
"""

import resource
import sys
from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.writers import csv, workbook, workbook_copy
from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable


def write(kind: str, folder: Path, rows: int) -> None:
    """Save ``rows`` rows to "result" in ``folder``; a copy is one of "theirs.xlsx" there."""
    answers = (Answer("Appointment", 0.9, needs_a_look=False),)
    found = (AnsweredRow(n, (f"{n:05}", f"message {n}"), answers) for n in range(2, rows + 2))
    table = AnsweredTable("Inbox", ("No.", "Message"), ("Type",), found)
    if kind == "copy":
        workbook_copy.write(table, folder / "result", workbook_copy.Original(folder / "theirs.xlsx", "", 1))
    else:
        {"new": workbook, "csv": csv}[kind].write(table, folder / "result")


if __name__ == "__main__":
    if len(sys.argv) > 4:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
    try:
        write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    except ProblemError as error:
        print(error.problem.title)
    else:
        print("saved")
