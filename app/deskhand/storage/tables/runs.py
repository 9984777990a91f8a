"""Applications of skills to items, and what is left of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from deskhand.domain.acts import RunEnded, RunPlanned, RunTask, RunUndone, WorkerDied
from deskhand.domain.files import FileState
from deskhand.domain.items import FILES
from deskhand.domain.jobs import ItemFailed, ItemStarted
from deskhand.domain.problems import Problem
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables import files, recordings
from deskhand.storage.tables.answered import ANSWERABLE, answerable, by_a_person, unanswered
from deskhand.storage.tables.history import now
from deskhand.storage.tables.layers import settle

_COLUMNS = "id, question_ids, source_id, item_limit, answered_too, started_at, ended_at, undone, task"  # as in RunState
_DEATHS_THAT_FAIL_AN_ITEM = 2
_FAILED = "SELECT count(*) FROM failures WHERE run_id = runs.id"
_FAILED_ITEM = "items.id IN (SELECT item_id FROM failures WHERE run_id = :run)"
_OUTCOME = {
    RunTask.ANSWER: "(EXISTS (SELECT 1 FROM predictions p WHERE p.run_id = :run AND p.item_id = items.id)"
    f" OR {_FAILED_ITEM})",
    RunTask.TRANSCRIBE: "(EXISTS (SELECT 1 FROM transcripts t WHERE t.run_id = :run AND t.item_id = items.id)"
    f" OR {_FAILED_ITEM})",
    RunTask.READ: f"(EXISTS (SELECT 1 FROM files f WHERE f.run_id = :run AND f.item_id = items.id) OR {_FAILED_ITEM})",
}


@dataclass(frozen=True, slots=True)
class RunState:
    """One run: what was to be done and whether it ended. Times are ISO 8601, UTC."""

    id: int
    question_ids: tuple[int, ...]
    source_id: int | None
    limit: int | None
    answered_too: bool
    started_at: str
    ended_at: str | None
    undone: bool
    task: RunTask = RunTask.ANSWER


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Of ``total`` items of a run, ``done`` have an answer and ``failed`` could not be read."""

    total: int
    done: int
    failed: int


class Outcome(StrEnum):
    """How an item of a run stands."""

    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"


class Runs:
    """Reads ``runs``, ``failures`` and ``in_flight``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, run_id: int) -> RunState:
        """The run of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM runs WHERE id = ?", (run_id,)).fetchone()
        if row is None:
            raise KeyError(run_id)
        return _run(row)

    def latest(self) -> RunState | None:
        """The newest run that counts; files that are being read are none of its business."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE NOT undone AND task <> 'read' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _run(row)

    def unfinished(self, *, reading: bool = False) -> RunState | None:
        """The newest run that did not end, to go on with; or (``reading``) the newest reading of files that did not."""
        which = "= 'read'" if reading else "<> 'read'"
        open_runs = f"SELECT {_COLUMNS} FROM runs WHERE NOT undone AND ended_at IS NULL AND task {which}"
        row = self._connection.execute(f"{open_runs} ORDER BY id DESC LIMIT 1").fetchone()
        return None if row is None else _run(row)

    def todo(self, run_id: int) -> list[int]:
        """Ids of the items of a run without an outcome, in the order of rows."""
        return self._waiting(self.get(run_id), 0, None)

    def _waiting(self, run: RunState, start: int, count: int | None) -> list[int]:
        most = -1 if count is None else count
        if run.limit is not None:
            counts = self.counts(run.id)
            left = max(0, run.limit - counts.done - counts.failed - start)
            most = left if count is None else min(count, left)
        sql = f"{_scope_of(run)} AND NOT {_OUTCOME[run.task]} ORDER BY items.id LIMIT {most} OFFSET {int(start)}"
        return [row[0] for row in self._connection.execute(sql, {"run": run.id})]

    def counts(self, run_id: int) -> RunCounts:
        """How far a run is."""
        row = self._connection.execute(f"SELECT total, done, ({_FAILED}) FROM runs WHERE id = ?", (run_id,)).fetchone()
        if row is None:
            raise KeyError(run_id)
        return RunCounts(*row)

    def unopened(self, task: RunTask, source_id: int | None = None, *, opened_too: bool = False) -> int:
        """How many recordings were not listened to, or files not read: what a run would do that was planned now."""
        if task is RunTask.READ:
            counts = files.counts_of_files(self._connection, source_id)
            return sum(counts.values()) - (0 if opened_too else counts.get(FileState.READ, 0))
        source = "" if source_id is None else f" AND source_id = {int(source_id)}"
        unopened = "" if opened_too else f" AND {_UNOPENED[task]}"
        row = self._connection.execute(f"SELECT count(*) FROM ({_OPENED[task]}{source}{unopened})").fetchone()
        return int(row[0])

    def ahead(self, question_ids: tuple[int, ...], source_id: int | None = None, *, answered_too: bool = False) -> int:
        """How many items a run would do that was planned now."""
        here = answerable(self._connection, source_id)
        if answered_too or not question_ids:
            return here
        return here - by_a_person(self._connection, question_ids, source_id)

    def unanswered(self, question_ids: tuple[int, ...]) -> int:
        """How many items lack an answer to one of these questions, from a person or a run, and did not fail either."""
        return unanswered(self._connection, question_ids)

    def items(self, run_id: int, start: int, count: int, outcome: Outcome | None = None) -> list[int]:
        """Ids of ``count`` items of a run from position ``start``, in the order of rows; of one outcome, or all."""
        run = self.get(run_id)
        if outcome is Outcome.WAITING:
            return self._waiting(run, start, count)
        most = count if run.limit is None else max(0, min(count, run.limit - start))
        first = run.question_ids[0] if run.question_ids else 0
        sql = {
            None: f"{_scope_of(run, _OUTCOME[run.task])} ORDER BY items.id",
            Outcome.DONE: _DONE[run.task].format(first=int(first)),
            Outcome.FAILED: "SELECT item_id FROM failures WHERE run_id = :run ORDER BY item_id",
        }
        window = f" LIMIT {int(most)} OFFSET {int(start)}"
        return [row[0] for row in self._connection.execute(sql[outcome] + window, {"run": run_id})]

    def failures(self, run_id: int, item_ids: Sequence[int]) -> dict[int, Problem]:
        """Why these items could not be answered in a run, by item."""
        marks = ",".join("?" * len(item_ids))
        rows = self._connection.execute(
            f"SELECT item_id, problem FROM failures WHERE run_id = ? AND item_id IN ({marks})", (run_id, *item_ids)
        )
        return {item_id: from_json(problem, Problem) for item_id, problem in rows}

    def quarantined(self, run_id: int) -> set[int]:
        """Items that were in hand at two deaths of a worker."""
        rows = self._connection.execute(
            "SELECT item_id FROM in_flight WHERE run_id = ? AND deaths >= ?", (run_id, _DEATHS_THAT_FAIL_AN_ITEM)
        )
        return {row[0] for row in rows}


_SHOW_UNREAD = {RunTask.TRANSCRIBE: recordings.show_unread, RunTask.READ: files.show_unread}
_DONE = {
    RunTask.ANSWER: "SELECT item_id FROM predictions WHERE run_id = :run AND question_id = {first} ORDER BY item_id",
    RunTask.TRANSCRIBE: "SELECT item_id FROM transcripts WHERE run_id = :run ORDER BY item_id",
    RunTask.READ: "SELECT item_id FROM files WHERE run_id = :run ORDER BY item_id",
}
_HERE = "SELECT items.id FROM items JOIN sources ON sources.id = source_id WHERE NOT removed"
_FILES = ", ".join(f"'{kind.value}'" for kind in sorted(FILES))  # as SQL
_OPENED = {
    RunTask.TRANSCRIBE: f"{_HERE} AND kind = 'recordings'",
    RunTask.READ: f"{_HERE} AND kind IN ({_FILES})",
}
"""The items of runs that ask no question: each is a file that is opened."""
_UNOPENED = {
    RunTask.TRANSCRIBE: "NOT EXISTS (SELECT 1 FROM transcripts t WHERE t.item_id = items.id)",
    RunTask.READ: "EXISTS (SELECT 1 FROM files f WHERE f.item_id = items.id AND f.state <> 'read')",
}


def _scope_of(run: RunState, although: str = "0") -> str:
    """The items of a run, but for those passed over: answered by a person *to all its questions*, or heard before.

    An item for which ``although`` holds is not passed over.
    """
    source = "" if run.source_id is None else f" AND source_id = {int(run.source_id)}"
    if run.task in _OPENED:
        unopened = "" if run.answered_too else f" AND ({_UNOPENED[run.task]} OR {although})"
        return f"{_OPENED[run.task]}{source}{unopened}"
    sql = f"{_HERE}{source} AND {ANSWERABLE}"
    if run.answered_too or not run.question_ids:
        return sql
    lacks = " OR ".join(
        f"NOT EXISTS (SELECT 1 FROM labels l WHERE l.question_id = {int(question)} AND l.item_id = items.id)"
        for question in run.question_ids
    )
    return f"{sql} AND ({lacks} OR {although})"


def _run(row: Sequence[Any]) -> RunState:
    number, questions, source_id, limit, answered_too, started_at, ended_at, undone, task = row
    return RunState(
        number,
        from_json(questions, tuple[int, ...]),
        source_id,
        limit,
        bool(answered_too),
        started_at,
        ended_at,
        bool(undone),
        RunTask(task),
    )


def record_planned(connection: sqlite3.Connection, act: RunPlanned) -> None:
    runs = Runs(connection)
    if act.task in _OPENED:
        total = runs.unopened(act.task, act.source_id, opened_too=act.answered_too)
    else:
        total = runs.ahead(act.question_ids, act.source_id, answered_too=act.answered_too)
    connection.execute(
        "INSERT INTO runs (id, question_ids, source_id, item_limit, answered_too, started_at, total, task)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            act.run_id,
            to_json(act.question_ids),
            act.source_id,
            act.limit,
            int(act.answered_too),
            now(),
            total if act.limit is None else min(total, act.limit),
            act.task.value,
        ),
    )


def record_ended(connection: sqlite3.Connection, act: RunEnded) -> None:
    """Of an item that the person answered meanwhile there is no outcome: the run was that much smaller."""
    connection.execute(f"UPDATE runs SET ended_at = ?, total = done + ({_FAILED}) WHERE id = ?", (now(), act.run_id))
    connection.execute("DELETE FROM in_flight WHERE run_id = ?", (act.run_id,))


def record_undone(connection: sqlite3.Connection, act: RunUndone) -> None:
    connection.execute("UPDATE runs SET undone = ? WHERE id = ?", (int(act.undone), act.run_id))
    settle(connection)


def record_started(connection: sqlite3.Connection, event: ItemStarted) -> None:
    connection.execute(
        "INSERT INTO in_flight (run_id, item_id) VALUES (?, ?) ON CONFLICT (run_id, item_id) DO UPDATE SET in_hand = 1",
        (event.run_id, event.item_id),
    )


def record_died(connection: sqlite3.Connection, act: WorkerDied) -> None:
    connection.execute(
        "UPDATE in_flight SET deaths = deaths + 1, in_hand = 0 WHERE run_id = ? AND in_hand", (act.run_id,)
    )


def record_failed(connection: sqlite3.Connection, event: ItemFailed) -> None:
    show_unread = _SHOW_UNREAD.get(Runs(connection).get(event.run_id).task)
    if show_unread is not None:
        show_unread(connection, event.item_id)
    connection.execute(
        "INSERT OR REPLACE INTO failures (run_id, item_id, problem) VALUES (?, ?, ?)",
        (event.run_id, event.item_id, to_json(event.problem)),
    )
    connection.execute("DELETE FROM in_flight WHERE run_id = ? AND item_id = ?", (event.run_id, event.item_id))


RECORDERS = {
    RunPlanned: record_planned,
    RunEnded: record_ended,
    RunUndone: record_undone,
    ItemStarted: record_started,
    WorkerDied: record_died,
    ItemFailed: record_failed,
}
