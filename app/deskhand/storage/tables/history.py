"""What happened in a project, newest first, and how to take it back."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from deskhand.domain.acts import ACTS, Act, FilingStarted, Labelled, ProjectMade, RunPlanned, RunTask, SkillChosen
from deskhand.domain.jobs import ModelMade, ResultsSaved, SkillLearned
from deskhand.storage.codec import decode, encode

_MAY_COME_AGAIN = (FilingStarted, SkillLearned, ModelMade)
"""A filing goes on, or tries once more what failed; a course that was killed at its end tells that end again."""
_SHOWN = (ProjectMade, RunPlanned, ResultsSaved, SkillLearned, SkillChosen, FilingStarted, ModelMade)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened at ``at`` (ISO 8601, UTC); ``message`` is the act or event itself.

    Recording ``inverse`` takes it back and marks it ``undone``; ``None``: it cannot be. Of a run there is one entry,
    ``RunPlanned``; how far it came is in ``runs``.
    """

    id: int
    at: str
    message: object
    undone: bool
    inverse: Act | None


class History:
    """Reads ``history``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, count: int = 200) -> list[HistoryEntry]:
        """The newest ``count`` entries, newest first."""
        rows = self._connection.execute(
            "SELECT id, at, message, undone, inverse FROM history ORDER BY id DESC LIMIT ?", (count,)
        )
        return [
            HistoryEntry(number, at, decode(message), bool(undone), cast("Act", decode(inverse)) if inverse else None)
            for number, at, message, undone, inverse in rows
        ]

    def saved(self) -> list[ResultsSaved]:
        """Every workbook or table that was written, newest first."""
        rows = self._connection.execute(
            "SELECT message FROM history WHERE message LIKE '[\"ResultsSaved\"%' ORDER BY id DESC"
        )
        return [cast("ResultsSaved", decode(message)) for (message,) in rows]


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def is_kept(message: object) -> bool:
    """Whether the Use page shows messages of this kind. That files were read is nothing that anyone would look for."""
    if isinstance(message, RunPlanned) and message.task is RunTask.READ:
        return False
    return isinstance(message, _SHOWN) or (isinstance(message, Labelled) and len(message.answers) > 1)


def note(connection: sqlite3.Connection, message: object, inverse: Callable[[object], Act | None]) -> None:
    """Keep ``message``, unless it takes back an entry, or does again what was taken back: then that entry says so.

    To be called before the message is recorded: ``inverse`` looks at how things stand.
    """
    if isinstance(message, ACTS) and _turns_an_entry(connection, message, inverse):
        return
    if isinstance(message, _MAY_COME_AGAIN) and _is_told(connection, message):
        return
    if is_kept(message):
        entry = (now(), _text(message), _text(inverse(message)))
        connection.execute("INSERT INTO history (at, message, inverse) VALUES (?, ?, ?)", entry)


def _is_told(connection: sqlite3.Connection, message: object) -> bool:
    told = "SELECT 1 FROM history WHERE NOT undone AND message = ?"
    return connection.execute(told, (_text(message),)).fetchone() is not None


def _turns_an_entry(connection: sqlite3.Connection, act: object, inverse: Callable[[object], Act | None]) -> bool:
    text = _text(act)
    for condition, undone in (("undone AND again = ?", 0), ("NOT undone AND inverse = ?", 1)):
        row = connection.execute(f"SELECT max(id) FROM history WHERE {condition}", (text,)).fetchone()
        if row[0] is not None:
            again = _text(inverse(act)) if undone else ""
            connection.execute("UPDATE history SET undone = ?, again = ? WHERE id = ?", (undone, again, row[0]))
            return True
    return False


def _text(message: object) -> str:
    return "" if message is None else encode(message).decode()
