"""Answering by command line: which rows, which columns, and what a stop costs."""

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from learned import ANSWERED, INTENTS, OPEN, Learned, Said, in_own_process

Deskhand = Callable[..., Said]
ADDED = ["Intent sure", "Intent needs a look"]


def run(deskhand: Deskhand, learned: Learned, table: Path, out: Path, *arguments: object) -> list[dict[str, Any]]:
    where = ["--project", learned.project, "--out", out, "--json"]
    return deskhand("run", table, *where, *arguments, home=learned.home).objects


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def headings(path: Path) -> list[str]:
    return [str(cell.value) for cell in openpyxl.load_workbook(path).worksheets[0][1]]


def test_unanswered_rows_are_answered_and_answers_of_people_are_kept(
    learned: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    intent, domain, saved = run(deskhand, learned, learned.table, tmp_path / "out.csv")
    assert intent["answered"] == domain["answered"] == len(INTENTS) * OPEN
    assert saved["rows"] == len(INTENTS) * (ANSWERED + OPEN)
    before, after = rows_of(learned.table), rows_of(tmp_path / "out.csv")
    assert [row["Message"] for row in after] == [row["Message"] for row in before]
    assert [row["Number"] for row in after] == [row["Number"] for row in before]
    assert set(after[0]) >= set(ADDED)


def test_another_table_is_answered_whole_and_its_own_answers_are_not_read(
    learned: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    other = tmp_path / "next week.csv"
    other.write_text("Note,MESSAGE,Intent\nx,set a timer for ten minutes,wrong\ny,when do i get paid,wrong\n")
    intent, _, saved = run(deskhand, learned, other, tmp_path / "out.xlsx")
    assert (intent["answered"], saved["rows"]) == (2, 2)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    answers = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert "timer" in answers[0]
    assert "payday" in answers[1]
    assert answers[0][2] == "wrong"


def test_the_columns_come_after_the_original_ones(learned: Learned, tmp_path: Path, deskhand: Deskhand) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Message,Note\nset a timer,x\n")
    run(deskhand, learned, other, tmp_path / "out.xlsx")
    assert headings(tmp_path / "out.xlsx") == [
        "Message", "Note",
        "Intent", "Intent sure", "Intent needs a look",
        "Domain", "Domain sure", "Domain needs a look",
    ]  # fmt: skip


def test_a_workbook_becomes_a_copy_with_all_in_it_unless_a_new_one_is_wanted(
    learned: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Message"])
    book.active.append(["set a timer"])
    book.create_sheet("Kept").append(["other things"])
    book.save(tmp_path / "theirs.xlsx")
    run(deskhand, learned, tmp_path / "theirs.xlsx", tmp_path / "copy.xlsx")
    assert "Kept" in openpyxl.load_workbook(tmp_path / "copy.xlsx").sheetnames
    run(deskhand, learned, tmp_path / "theirs.xlsx", tmp_path / "new.xlsx", "--new")
    assert "Kept" not in openpyxl.load_workbook(tmp_path / "new.xlsx").sheetnames


def test_careful_decides_how_many_need_a_look(learned: Learned, tmp_path: Path, deskhand: Deskhand) -> None:
    quick, *_ = run(deskhand, learned, learned.table, tmp_path / "a.csv", "--careful", 0)
    careful, *_ = run(deskhand, learned, learned.table, tmp_path / "b.csv", "--careful", 1)
    assert quick["needs_a_look"] == 0
    assert int(str(careful["needs_a_look"])) > 0
    assert any(row["Intent needs a look"] == "yes" for row in rows_of(tmp_path / "b.csv"))


@pytest.mark.parametrize("careful", ["2", "-1", "very"])
def test_how_careful_is_a_share(careful: str, tmp_path: Path, deskhand: Deskhand) -> None:
    where = ["--project", tmp_path, "--out", tmp_path / "out.csv"]
    assert deskhand("run", tmp_path / "x.csv", *where, f"--careful={careful}", home=tmp_path).code == 2


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.xls", "out.xlsm"])
def test_a_kind_of_file_that_cannot_be_written_is_a_problem(
    learned: Learned, tmp_path: Path, deskhand: Deskhand, name: str
) -> None:
    where = ["--project", learned.project, "--out", tmp_path / name]
    said = deskhand("run", learned.table, *where, home=learned.home)
    assert said.code == 1
    assert "cannot be written" in said.err
    assert not (tmp_path / name).exists()


def test_a_name_that_the_system_does_not_take_is_a_problem(
    learned: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    out = tmp_path / f"{'x' * 300}.csv"
    said = deskhand("run", learned.table, "--project", learned.project, "--out", out, home=learned.home)
    assert said.code == 1
    assert "could not be read or written" in said.err


def test_a_damaged_cache_is_made_anew_and_costs_no_word(learned: Learned, tmp_path: Path, deskhand: Deskhand) -> None:
    (learned.project / "embeddings.db").write_bytes(b"garbage")
    said = in_own_process(
        "run", learned.table, "--project", learned.project, "--out", tmp_path / "out.csv", home=learned.home
    )
    assert (said.code, said.err) == (0, "")
    assert rows_of(tmp_path / "out.csv")[0]["Intent"]


def test_of_a_damaged_project_it_is_said_where_the_last_good_copy_is_offered(
    learned: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    run(deskhand, learned, learned.table, tmp_path / "before.csv")  # opening a project keeps a copy of it
    (learned.project / "project.db").write_bytes(b"garbage" * 3000)
    said = deskhand("run", learned.table, "--project", learned.project, "--out", tmp_path / "a.csv", home=learned.home)
    assert said.code == 1
    assert "start Deskhand without arguments" in said.err


def test_a_folder_without_a_project_is_a_problem(tmp_path: Path, deskhand: Deskhand) -> None:
    said = deskhand("run", tmp_path / "x.csv", "--project", tmp_path, "--out", tmp_path / "out.csv", home=tmp_path)
    assert said.code == 1
    assert "There is no project here" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 3), (signal.SIGKILL, -9)], ids=["ctrl-c", "killed"])
def test_a_stopped_run_goes_on_with_the_same_command(
    learned: Learned, tmp_path: Path, deskhand: Deskhand, how: signal.Signals, code: int
) -> None:
    big = tmp_path / "big.csv"
    messages = [row["Message"] for row in rows_of(learned.table)]
    lines = [f'"{message} number {times} of many"' for times in range(4) for message in messages]
    big.write_text("Message\n" + "\n".join(lines), encoding="utf-8")
    begun = start(learned, big, tmp_path / "out.csv")
    wait_for_answers(learned.project, begun)
    begun.send_signal(how)
    assert begun.wait(30) == code
    intent, _, saved = run(deskhand, learned, big, tmp_path / "out.csv")
    assert saved["rows"] == intent["answered"] == len(lines)
    assert all(row["Intent"] for row in rows_of(tmp_path / "out.csv"))


def start(learned: Learned, table: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "deskhand", "run", table, "--project", learned.project, "--out", out]
    environment = {**os.environ, "DESKHAND_HOME": str(learned.home)}
    return subprocess.Popen([str(part) for part in command], env=environment, stderr=subprocess.DEVNULL)


def wait_for_answers(project: Path, begun: "subprocess.Popen[bytes]") -> None:
    """Wait until the first answers of the new run are in the database."""
    import sqlite3
    from contextlib import closing

    until = time.monotonic() + 60
    with closing(sqlite3.connect(f"file:{project / 'project.db'}?mode=ro", uri=True)) as database:
        while not database.execute("SELECT count(*) FROM predictions").fetchone()[0]:
            assert begun.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
