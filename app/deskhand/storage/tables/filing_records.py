"""How plans, moves and their undoing are recorded; read by ``filings.py``."""

import os
import sqlite3

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.domain.filing_messages import (
    FilesFiled,
    FilesPlanned,
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    FolderNamed,
    MovesTicked,
)
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.filings import MOVE, Filings, FilingState
from deskhand.storage.tables.history import now


def record_named(connection: sqlite3.Connection, act: FolderNamed) -> None:
    if act.folder:
        connection.execute(
            "INSERT OR REPLACE INTO folder_names VALUES (?, ?, ?)", (act.question_id, act.label, act.folder)
        )
    else:
        connection.execute("DELETE FROM folder_names WHERE question_id = ? AND label = ?", (act.question_id, act.label))


def record_drafted(connection: sqlite3.Connection, act: FilingDrafted) -> None:
    unstarted = "filing_id IN (SELECT id FROM filings WHERE started_at IS NULL)"
    connection.execute(f"DELETE FROM moves WHERE {unstarted}")
    connection.execute(f"DELETE FROM planned_folders WHERE {unstarted}")
    connection.execute("DELETE FROM filings WHERE started_at IS NULL")
    connection.execute(
        "INSERT INTO filings (id, rule, made_at) VALUES (?, ?, ?)", (act.filing_id, to_json(act.rule), now())
    )


def record_planned(connection: sqlite3.Connection, event: FilesPlanned) -> None:
    connection.executemany(
        f"INSERT OR REPLACE INTO moves (filing_id, {MOVE}) VALUES ({', '.join('?' * 13)})",
        [(event.filing_id, *_row(move)) for move in event.moves],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO planned_folders VALUES (?, ?, ?, ?)",
        [(event.filing_id, to_json(one.folder), one.files, int(one.is_new)) for one in event.folders],
    )
    if event.whole:
        connection.execute("UPDATE filings SET whole = 1 WHERE id = ?", (event.filing_id,))


def _row(move: Move) -> tuple[object, ...]:
    told = (move.item_id, move.source, to_json(move.folder), move.name, move.remark.value, move.why, int(move.wanted))
    problem = to_json(move.problem) if move.problem else ""
    return (*told, move.confidence, move.size, move.digest, move.state.value, problem)


def record_ticked(connection: sqlite3.Connection, act: MovesTicked) -> None:
    connection.execute(
        "UPDATE moves SET wanted = ? WHERE filing_id = ? AND item_id IN (SELECT value FROM json_each(?))",
        (int(act.wanted), act.filing_id, to_json(act.item_ids)),
    )


def record_started(connection: sqlite3.Connection, act: FilingStarted) -> None:
    connection.execute("UPDATE filings SET started_at = ?, ended_at = NULL WHERE id = ?", (now(), act.filing_id))


def record_ended(connection: sqlite3.Connection, act: FilingEnded) -> None:
    connection.execute("UPDATE filings SET ended_at = ? WHERE id = ?", (now(), act.filing_id))


def record_taken_back(connection: sqlite3.Connection, act: FilingTakenBack) -> None:
    """What was left as it is may be tried again, too."""
    these = "" if not act.item_ids else " AND item_id IN (SELECT value FROM json_each(:items))"
    connection.execute(
        "UPDATE moves SET state = 'being put back', problem = '' WHERE filing_id = :filing"
        f" AND state IN ('done', 'left as it is'){these}",
        {"filing": act.filing_id, "items": to_json(act.item_ids)},
    )


def record_filed(connection: sqlite3.Connection, event: FilesFiled) -> None:
    filing = Filings(connection).get(event.filing_id)
    for outcome in event.outcomes:
        connection.execute(
            "UPDATE moves SET state = ?, problem = ?, name = CASE ? WHEN '' THEN name ELSE ? END"
            " WHERE filing_id = ? AND item_id = ?",
            (
                outcome.state.value,
                to_json(outcome.problem) if outcome.problem else "",
                outcome.name,
                outcome.name,
                event.filing_id,
                outcome.item_id,
            ),
        )
        if filing.rule.deed is Deed.MOVE:
            _keep_place(connection, filing, outcome)


def _keep_place(connection: sqlite3.Connection, filing: FilingState, outcome: Outcome) -> None:
    """A file that was moved is where it was moved to; one that was put back is where it came from."""
    if outcome.state is MoveState.DONE:
        folder, name = connection.execute(
            "SELECT folder, name FROM moves WHERE filing_id = ? AND item_id = ?", (filing.id, outcome.item_id)
        ).fetchone()
        below = os.path.join(*from_json(folder, tuple[str, ...]), name)  # noqa: PTH118 - bytes
        place = os.path.join(filing.rule.target, os.fsencode(below))  # noqa: PTH118
        connection.execute("UPDATE files SET place = ? WHERE item_id = ?", (place, outcome.item_id))
    elif outcome.state is MoveState.TAKEN_BACK:
        connection.execute(
            "UPDATE files SET place = (SELECT source FROM moves WHERE filing_id = ? AND item_id = files.item_id)"
            " WHERE item_id = ?",
            (filing.id, outcome.item_id),
        )


RECORDERS = {
    FolderNamed: record_named,
    FilingDrafted: record_drafted,
    FilesPlanned: record_planned,
    MovesTicked: record_ticked,
    FilingStarted: record_started,
    FilingEnded: record_ended,
    FilingTakenBack: record_taken_back,
    FilesFiled: record_filed,
}
