"""Documents and photos as files. The row of a file in ``items`` says what is known of it."""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deskhand.domain.file_messages import FileRead, FilesListed
from deskhand.domain.files import FILE_COLUMN, FOLDER_COLUMN, WORDS_COLUMN, Content, FileState, FoundFile, cells_of
from deskhand.domain.problems import Problem
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.recordings import name_on_screen

_HERE = "items.source_id IN (SELECT id FROM sources WHERE NOT removed)"
_JOINED = "files JOIN items ON items.id = files.item_id"


class Files:
    """Reads ``files``."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def many(self, item_ids: Sequence[int]) -> dict[int, FoundFile]:
        """The files as they were listed, by item."""
        rows = self._connection.execute(
            f"SELECT items.id, items.row, path, size, modified FROM {_JOINED} WHERE {_IN}", (to_json(list(item_ids)),)
        )
        return {row[0]: FoundFile(*row[1:]) for row in rows}

    def names(self, item_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Name and folder of these files as they look on the screen, by item; their words are not touched."""
        return {item_id: _name_and_folder(found.path) for item_id, found in self.many(item_ids).items()}

    def failures(self, item_ids: Sequence[int]) -> dict[int, Problem]:
        """Why these files could not be read the last time, by item; those that were read are left out."""
        rows = self._connection.execute(
            "SELECT failures.item_id, problem FROM failures JOIN runs ON runs.id = failures.run_id"
            " JOIN files ON files.item_id = failures.item_id"
            " WHERE NOT undone AND task = 'read' AND state = 'could not be read'"
            " AND failures.item_id IN (SELECT value FROM json_each(?)) ORDER BY failures.run_id",
            (to_json(list(item_ids)),),
        )
        return {item_id: from_json(problem, Problem) for item_id, problem in rows}

    def contents(self, item_ids: Sequence[int]) -> dict[int, Content]:
        """What was read in these files, by item; those that were not read are left out."""
        rows = self._connection.execute(
            f"SELECT items.id, content, cells FROM {_JOINED} WHERE state = 'read' AND {_IN}",
            (to_json(list(item_ids)),),
        )
        return {item_id: _content(content, cells) for item_id, content, cells in rows}

    def brief(self, item_ids: Sequence[int]) -> dict[int, tuple[FileState, Content | None]]:
        """How these files stand and what was read in them but for their words, by item: enough for a list."""
        rows = self._connection.execute(
            f"SELECT item_id, state, content FROM files WHERE item_id {_AMONG}", (to_json(list(item_ids)),)
        )
        return {
            item_id: (FileState(state), from_json(content, Content) if content else None)
            for item_id, state, content in rows
        }

    def digests(self, item_ids: Sequence[int]) -> dict[int, str]:
        """SHA-256 (hex) of these files as they were read, by item; those that were not read are left out."""
        rows = self._connection.execute(
            f"SELECT items.id, digest FROM {_JOINED} WHERE digest <> '' AND {_IN}", (to_json(list(item_ids)),)
        )
        return dict(rows.fetchall())

    def pictured(self, item_ids: Sequence[int]) -> dict[int, str]:
        """Like ``digests``, of those files only that can be looked at. Their words, which may be many, are not read."""
        rows = self._connection.execute(
            f"SELECT item_id, digest, content FROM files WHERE state = 'read' AND digest <> '' AND item_id {_AMONG}",
            (to_json(list(item_ids)),),
        )
        return {item_id: digest for item_id, digest, content in rows if from_json(content, Content).has_picture}

    def holding(self, digests: Sequence[str]) -> dict[str, list[int]]:
        """The files that were read with this content, by digest."""
        rows = self._connection.execute(
            f"SELECT digest, item_id FROM files WHERE state = 'read' AND digest <> '' AND digest {_AMONG}",
            (to_json(list(digests)),),
        )
        found: dict[str, list[int]] = {}
        for digest, item_id in rows:
            found.setdefault(digest, []).append(item_id)
        return found

    def same(self, digest: str) -> Content | None:
        """What was read in a file with the same content, if any was."""
        row = self._connection.execute(
            f"SELECT content, cells FROM {_JOINED} WHERE digest = ? AND state = 'read' LIMIT 1", (digest,)
        ).fetchone()
        return None if row is None else _content(*row)

    def paths(self, source_id: int) -> frozenset[bytes]:
        """The files of a source that are listed, relative to its folder; where they were, and where they are now."""
        rows = self._connection.execute(
            "SELECT files.path, place, sources.path FROM files JOIN items ON items.id = item_id"
            " JOIN sources ON sources.id = source_id WHERE source_id = ?",
            (source_id,),
        )
        known = set()
        for path, place, folder in rows:
            known.add(path)
            if place is not None:
                known.add(os.path.relpath(place, os.path.join(os.fsencode(self._folder), folder)))  # noqa: PTH118
        return frozenset(known)

    def file_of(self, item_id: int) -> Path:
        """Where the file is, as far as Deskhand knows. Raises ``KeyError`` if the item is no file."""
        for path in self.places([item_id]).values():
            return path
        raise KeyError(item_id)

    def places(self, item_ids: Sequence[int]) -> dict[int, Path]:
        """Where these files are, by item."""
        rows = self._connection.execute(
            f"SELECT items.id, place, sources.path, files.path FROM {_JOINED} JOIN sources ON sources.id = source_id"
            f" WHERE {_IN}",
            (to_json(list(item_ids)),),
        )
        return {
            item_id: Path(os.fsdecode(place))
            if place is not None
            else Path(os.path.normpath(self._folder / os.fsdecode(folder) / os.fsdecode(path)))
            for item_id, place, folder, path in rows
        }

    def counts(self, source_id: int | None = None) -> dict[FileState, int]:
        """How many files there are of each state."""
        source = "" if source_id is None else f" AND items.source_id = {int(source_id)}"
        rows = self._connection.execute(f"SELECT state, count(*) FROM {_JOINED} WHERE {_HERE}{source} GROUP BY state")
        return {FileState(state): count for state, count in rows}

    def kinds(self, source_id: int | None = None) -> dict[str, int]:
        """How many files that were read there are of each kind ("PDF"), commonest first."""
        source = "" if source_id is None else f" AND items.source_id = {int(source_id)}"
        rows = self._connection.execute(
            f"SELECT content ->> 'kind', count(*) AS files FROM {_JOINED}"
            f" WHERE state = 'read' AND {_HERE}{source} GROUP BY 1 ORDER BY files DESC, 1"
        )
        return dict(rows.fetchall())

    def of_state(self, state: FileState, start: int, count: int, source_id: int | None = None) -> list[int]:
        """Ids of ``count`` files of a state from position ``start``, in the order of rows."""
        source = "" if source_id is None else f" AND items.source_id = {int(source_id)}"
        rows = self._connection.execute(
            f"SELECT item_id FROM {_JOINED} WHERE state = ? AND {_HERE}{source} ORDER BY item_id LIMIT ? OFFSET ?",
            (state.value, count, start),
        )
        return [row[0] for row in rows]


_AMONG = "IN (SELECT value FROM json_each(?))"
_IN = f"items.id {_AMONG}"


def _content(content: str, cells: str) -> Content:
    words = from_json(cells, tuple[str, ...])[WORDS_COLUMN]
    return replace(from_json(content, Content), words=words)


def _name_and_folder(path: bytes) -> tuple[str, str]:
    folder, _, name = name_on_screen(path.replace(b"\\", b"/") if os.sep == "\\" else path).rpartition("/")
    return name, folder


def record_listed(connection: sqlite3.Connection, event: FilesListed) -> None:
    for one in event.files:
        name, folder = _name_and_folder(one.path)
        cells = to_json(cells_of(name, folder, FileState.WAITING, None))
        row = connection.execute(
            "INSERT OR IGNORE INTO items (source_id, row, cells) VALUES (?, ?, ?) RETURNING id",
            (event.source_id, one.row, cells),
        ).fetchone()
        if row is not None:
            connection.execute(
                "INSERT INTO files (item_id, path, size, modified) VALUES (?, ?, ?, ?)",
                (row[0], one.path, one.size, one.modified),
            )


def record_read(connection: sqlite3.Connection, event: FileRead) -> None:
    show(connection, event.item_id, FileState.READ, event.content)
    connection.execute(
        "UPDATE files SET state = 'read', digest = ?, run_id = ?, content = ? WHERE item_id = ?",
        (event.digest, event.run_id, to_json(replace(event.content, words="")), event.item_id),
    )
    connection.execute("UPDATE runs SET done = done + 1 WHERE id = ?", (event.run_id,))
    connection.execute("DELETE FROM in_flight WHERE run_id = ? AND item_id = ?", (event.run_id, event.item_id))


def show(connection: sqlite3.Connection, item_id: int, state: FileState, content: Content | None) -> None:
    """Let the row of a file say what is known now."""
    (told,) = connection.execute("SELECT cells FROM items WHERE id = ?", (item_id,)).fetchone()
    before = from_json(told, tuple[str, ...])
    cells = cells_of(before[FILE_COLUMN], before[FOLDER_COLUMN], state, content)
    connection.execute("UPDATE items SET cells = ? WHERE id = ?", (to_json(cells), item_id))


def show_unread(connection: sqlite3.Connection, item_id: int) -> None:
    """A file that could not be read says so in its row, unless it is known from before."""
    changed = connection.execute(
        "UPDATE files SET state = 'could not be read' WHERE item_id = ? AND state <> 'read'", (item_id,)
    )
    if changed.rowcount:
        show(connection, item_id, FileState.UNREADABLE, None)


RECORDERS = {FilesListed: record_listed, FileRead: record_read}
