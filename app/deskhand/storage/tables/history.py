"""What happened in a project, newest first, and how to take it back."""

import sqlite3
from dataclasses import dataclass

from deskhand.domain.acts import Act, Labelled, RunPlanned, SkillChosen
from deskhand.domain.jobs import ResultsSaved, SkillLearned
from deskhand.storage.codec import decode, encode
from deskhand.storage.tables.runs import now

_SHOWN = (RunPlanned, ResultsSaved, SkillLearned, SkillChosen)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened at ``at`` (ISO 8601, UTC); ``message`` is the act or event itself."""

    id: int
    at: str
    message: object
    undone: bool


class History:
    """Reads ``history``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, count: int = 200) -> list[HistoryEntry]:
        """The newest ``count`` entries, newest first."""
        rows = self._connection.execute(
            "SELECT id, at, message, undone FROM history ORDER BY id DESC LIMIT ?", (count,)
        )
        return [HistoryEntry(number, at, decode(message), bool(undone)) for number, at, message, undone in rows]


def note(connection: sqlite3.Connection, message: object) -> None:
    """Keep ``message`` if the Use page shows its kind."""
    several = isinstance(message, Labelled) and len(message.answers) > 1
    if several or isinstance(message, _SHOWN):
        connection.execute("INSERT INTO history (at, message) VALUES (?, ?)", (now(), encode(message).decode()))


__all__ = ["Act", "History", "HistoryEntry", "note"]
