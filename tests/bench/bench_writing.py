"""How long saving takes, and how much memory: ``python tests/bench/bench_writing.py [rows …]``.

The target of the product: 50,000 rows to .xlsx in at most 15 s, 1,000,000 rows in less than 500 MB.
Each measurement is a process of its own, so that its peak memory is its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from deskhand.writers import csv, workbook, workbook_copy
from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable

COLUMNS = ("No.", "Received", "From", "Message")
MESSAGE = "Hello, my {n}th filling came out last night and I would like to come in before the weekend if I can."


def table(rows: int) -> AnsweredTable:
    """Four columns of theirs, two questions."""
    return AnsweredTable("Inbox", COLUMNS, ("Type", "Urgency"), _rows(rows))


def _rows(count: int, answered: bool = True) -> Iterator[AnsweredRow]:
    for n in range(count):
        cells = (f"{n:07}", "2026-01-05 08:05", "Portal", MESSAGE.format(n=n))
        answers = (Answer("Appointment", n % 997 / 997, False), Answer("Can wait", n % 991 / 991, True))
        yield AnsweredRow(n + 2, cells, answers if answered else ())


def _copy(answers: AnsweredTable, target: Path) -> None:
    original = target.with_name("original.xlsx")
    workbook_copy.write(answers, target, workbook_copy.Original(original, "Inbox", 1))


WRITERS: dict[str, Callable[[AnsweredTable, Path], object]] = {
    "new": workbook.write,
    "copy": _copy,
    "csv": csv.write,
}


def measure(kind: str, rows: int, folder: Path) -> None:
    """Print the seconds and the peak memory of one saving."""
    started = time.perf_counter()
    WRITERS[kind](table(rows), folder / f"result-{kind}")
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = (folder / f"result-{kind}").stat().st_size / 2**20
    print(f"{kind:5} {rows:>9,} rows  {seconds:6.1f} s  {memory:5.0f} MB at most  {size:6.1f} MB on disk", flush=True)


def main() -> None:
    """Measure every writer with every number of rows."""
    for rows in [int(number) for number in sys.argv[1:]] or [50_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            original = AnsweredTable("Inbox", COLUMNS, (), _rows(rows, answered=False))
            workbook.write(original, Path(folder) / "original.xlsx")
            for kind in WRITERS:
                command = [sys.executable, __file__, "--one", kind, str(rows), folder]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
