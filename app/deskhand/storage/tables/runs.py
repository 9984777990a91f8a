"""Applications of skills to items, and what is left of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from deskhand.domain.acts import RunEnded, RunPlanned, RunUndone, WorkerDied
from deskhand.domain.jobs import ItemFailed, ItemStarted
from deskhand.storage.codec import from_json, to_json

_COLUMNS = "id, question_ids, source_id, item_limit, answered_too, started_at, ended_at, undone"
_DEATHS_THAT_FAIL_AN_ITEM = 2


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


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Of ``total`` items of a run, ``done`` have an answer and ``failed`` could not be read."""

    total: int
    done: int
    failed: int


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
        """The newest run that counts."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE NOT undone ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _run(row)

    def unfinished(self) -> RunState | None:
        """The newest run that did not end, to go on with."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE NOT undone AND ended_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _run(row)

    def todo(self, run_id: int) -> list[int]:
        """Ids of the items of a run without an outcome, in the order of rows."""
        outcome = (
            " AND NOT EXISTS (SELECT 1 FROM predictions p WHERE p.run_id = :run AND p.item_id = items.id)"
            " AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.run_id = :run AND f.item_id = items.id)"
        )
        run = self.get(run_id)
        if run.limit is None:
            rows = self._connection.execute(_scope_of(run) + outcome + " ORDER BY items.id", {"run": run_id})
            return [row[0] for row in rows]
        done = self.counts(run_id)
        left = max(0, run.limit - done.done - done.failed)
        rows = self._connection.execute(_scope_of(run) + outcome + f" ORDER BY items.id LIMIT {left}", {"run": run_id})
        return [row[0] for row in rows]

    def counts(self, run_id: int) -> RunCounts:
        """How far a run is."""
        run = self.get(run_id)
        total = self._one(f"SELECT count(*) FROM ({_scope_of(run)})", run_id)
        first = run.question_ids[0] if run.question_ids else 0
        done = self._one(f"SELECT count(*) FROM predictions WHERE run_id = :run AND question_id = {int(first)}", run_id)
        failed = self._one("SELECT count(*) FROM failures WHERE run_id = :run", run_id)
        return RunCounts(total if run.limit is None else min(total, run.limit), done, failed)

    def quarantined(self, run_id: int) -> set[int]:
        """Items that were in hand at two deaths of a worker."""
        rows = self._connection.execute(
            "SELECT item_id FROM in_flight WHERE run_id = ? AND deaths >= ?", (run_id, _DEATHS_THAT_FAIL_AN_ITEM)
        )
        return {row[0] for row in rows}

    def _one(self, sql: str, run_id: int) -> int:
        return int(self._connection.execute(sql, {"run": run_id}).fetchone()[0])


def _scope_of(run: RunState) -> str:
    """The items of a run. Those answered by a person *to all its questions* before it are passed over."""
    source = "" if run.source_id is None else f" AND source_id = {int(run.source_id)}"
    sql = f"SELECT items.id FROM items JOIN sources ON sources.id = source_id WHERE NOT removed{source}"
    if run.answered_too or not run.question_ids:
        return sql
    unanswered = " OR ".join(
        f"NOT EXISTS (SELECT 1 FROM labels l WHERE l.question_id = {int(question)} AND l.item_id = items.id)"
        for question in run.question_ids
    )
    return f"{sql} AND ({unanswered})"


def _run(row: Sequence[Any]) -> RunState:
    number, questions, source_id, limit, answered_too, started_at, ended_at, undone = row
    return RunState(
        number,
        from_json(questions, tuple[int, ...]),
        source_id,
        limit,
        bool(answered_too),
        started_at,
        ended_at,
        bool(undone),
    )


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def record_planned(connection: sqlite3.Connection, act: RunPlanned) -> None:
    connection.execute(
        "INSERT INTO runs (id, question_ids, source_id, item_limit, answered_too, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (act.run_id, to_json(act.question_ids), act.source_id, act.limit, int(act.answered_too), now()),
    )


def record_ended(connection: sqlite3.Connection, act: RunEnded) -> None:
    connection.execute("UPDATE runs SET ended_at = ? WHERE id = ?", (now(), act.run_id))
    connection.execute("DELETE FROM in_flight WHERE run_id = ?", (act.run_id,))


def record_undone(connection: sqlite3.Connection, act: RunUndone) -> None:
    connection.execute("UPDATE runs SET undone = ? WHERE id = ?", (int(act.undone), act.run_id))
    connection.execute("UPDATE predictions SET latest = 0 WHERE run_id = ?", (act.run_id,))
    newest = (
        "SELECT max(other.run_id) FROM predictions other JOIN runs ON runs.id = other.run_id WHERE NOT undone"
        " AND other.question_id = predictions.question_id AND other.item_id = predictions.item_id"
    )
    connection.execute(
        f"UPDATE predictions SET latest = (run_id IS ({newest})) WHERE (question_id, item_id) IN"
        " (SELECT question_id, item_id FROM predictions WHERE run_id = ?)",
        (act.run_id,),
    )


def record_started(connection: sqlite3.Connection, event: ItemStarted) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO in_flight (run_id, item_id, deaths) VALUES (?, ?, 0)", (event.run_id, event.item_id)
    )


def record_died(connection: sqlite3.Connection, act: WorkerDied) -> None:
    connection.execute("UPDATE in_flight SET deaths = deaths + 1 WHERE run_id = ?", (act.run_id,))


def record_failed(connection: sqlite3.Connection, event: ItemFailed) -> None:
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
