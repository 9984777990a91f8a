"""Documents and photos as files. The row of a file in ``items`` says what is known of it."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from deskhand.domain.file_messages import FileRead, FilesListed
from deskhand.domain.files import FILE_COLUMN, FOLDER_COLUMN, WORDS_COLUMN, Content, FileState, FoundFile, cells_of
from deskhand.domain.problems import Problem
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.layers import Layers
from deskhand.storage.tables.recordings import name_on_screen

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

    def names(self, item_ids: Sequence[int], source_id: int | None = None) -> dict[int, tuple[str, str]]:
        """Name and folder of these files as they look on the screen, by item; their words are not touched.

        Those that lie at the top have the name of the folder that was chosen. ``source_id``: only those of this source.
        """
        rows = self._connection.execute(
            "SELECT item_id, files.path, sources.path FROM files JOIN sources ON sources.id = source_id"
            f" WHERE item_id {_AMONG} AND (? IS NULL OR source_id = ?)",
            (to_json(list(item_ids)), source_id, source_id),
        )
        named = ((item_id, *_name_and_folder(path), top) for item_id, path, top in rows)
        return {item_id: (name, folder or self._name_of(top)) for item_id, name, folder, top in named}

    def _name_of(self, source: str | bytes) -> str:
        return name_on_screen(os.fsencode(Path(os.path.normpath(self._folder / os.fsdecode(source))).name))

    def failures(self, item_ids: Sequence[int]) -> dict[int, Problem]:
        """Why these files could not be read the last time, by item; those that were read are left out."""
        rows = self._connection.execute(
            "SELECT files.item_id, problem FROM files NOT INDEXED CROSS JOIN runs CROSS JOIN failures"
            " WHERE failures.item_id = files.item_id AND failures.run_id = runs.id AND NOT undone AND task = 'read'"
            f" AND state = 'could not be read' AND files.item_id {_AMONG} ORDER BY runs.id",
            (to_json(list(item_ids)),),
        )
        return {item_id: from_json(problem, Problem) for item_id, problem in rows}

    def contents(self, item_ids: Sequence[int]) -> dict[int, Content]:
        """What was read in these files, by item; those that were not read are left out."""
        rows = self._connection.execute(
            "SELECT item_id, content, cells FROM files NOT INDEXED JOIN items ON items.id = item_id"
            f" WHERE state = 'read' AND item_id {_AMONG}",
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
            "SELECT item_id, digest, content FROM files NOT INDEXED"
            f" WHERE state = 'read' AND digest <> '' AND item_id {_AMONG}",
            (to_json(list(item_ids)),),
        )
        return {item_id: digest for item_id, digest, content in rows if from_json(content, Content).has_picture}

    def holding(self, digests: Sequence[str]) -> dict[str, list[int]]:
        """The files that were read with this content, by digest."""
        rows = self._connection.execute(
            "SELECT digest, item_id FROM files INDEXED BY files_by_digest"
            f" WHERE state = 'read' AND digest <> '' AND digest {_AMONG}",
            (to_json(list(digests)),),
        )
        found: dict[str, list[int]] = {}
        for digest, item_id in rows:
            found.setdefault(digest, []).append(item_id)
        return found

    def same(self, digest: str) -> Content | None:
        """What was read in a file with the same content, if any was."""
        row = self._connection.execute(
            "SELECT content, cells FROM files INDEXED BY files_by_digest JOIN items ON items.id = item_id"
            " WHERE digest = ? AND digest <> '' AND state = 'read' LIMIT 1",
            (digest,),
        ).fetchone()
        return None if row is None else _content(*row)

    def paths(self, source_id: int) -> frozenset[bytes]:
        """Where the listed files of a source are now, relative to its folder. Another may be where one was before."""
        return frozenset(self.listed(source_id))

    def listed(self, source_id: int) -> dict[bytes, FoundFile]:
        """The files of a source as they were listed, by where they are now (as in ``paths``)."""
        rows = self._connection.execute(
            "SELECT items.row, files.path, size, modified, place, sources.path"
            f" FROM {_JOINED} JOIN sources ON sources.id = files.source_id WHERE files.source_id = ?",
            (source_id,),
        )
        known = {}
        for row, path, size, modified, place, folder in rows:
            with suppress(ValueError):  # Windows: it is on another drive now, so not below this folder
                top = os.path.join(os.fsencode(self._folder), folder)  # noqa: PTH118
                now = path if place is None else os.path.relpath(place, top)
                known[now] = FoundFile(row, path, size, modified)
        return known

    def file_of(self, item_id: int) -> Path:
        """Where the file is, as far as Deskhand knows. Raises ``KeyError`` if the item is no file."""
        for path in self.places([item_id]).values():
            return path
        raise KeyError(item_id)

    def places(self, item_ids: Sequence[int]) -> dict[int, Path]:
        """Where these files are, by item."""
        rows = self._connection.execute(
            "SELECT item_id, place, sources.path, files.path FROM files JOIN sources ON sources.id = source_id"
            f" WHERE item_id {_AMONG}",
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
        return counts_of_files(self._connection, source_id)

    def kinds(self, source_id: int | None = None) -> dict[str, int]:
        """How many files that were read there are of each kind ("PDF"), commonest first."""
        rows = self._connection.execute(
            "SELECT content ->> 'kind', count(*) AS number FROM files WHERE state = 'read'"
            f" AND source_id IN ({_SOURCES}) GROUP BY 1 ORDER BY number DESC, 1",
            {"source": source_id},
        )
        return dict(rows.fetchall())

    def of_state(self, state: FileState, start: int, count: int, source_id: int | None = None) -> list[int]:
        """Ids of ``count`` files of a state from position ``start``, a source after the other in the order of rows."""
        rows = self._connection.execute(
            f"SELECT item_id FROM ({_SOURCES}) AS source CROSS JOIN files WHERE source_id = source.id"
            " AND state = :state ORDER BY source.id, item_id LIMIT :count OFFSET :start",
            {"source": source_id, "state": state.value, "count": count, "start": start},
        )
        return [row[0] for row in rows]


_STATES = ", ".join(f"'{state.value}'" for state in FileState)
_SOURCES = "SELECT id FROM sources WHERE NOT removed AND (:source IS NULL OR id = :source)"
_AMONG = "IN (SELECT value FROM json_each(?))"
_IN = f"items.id {_AMONG}"


def counts_of_files(connection: sqlite3.Connection, source_id: int | None = None) -> dict[FileState, int]:
    """How many files there are of each state: counted in an index."""
    rows = connection.execute(
        f"SELECT state, count(*) FROM files WHERE state IN ({_STATES}) AND source_id IN ({_SOURCES}) GROUP BY state",
        {"source": source_id},
    )
    return {FileState(state): count for state, count in rows}


def _content(content: str, cells: str) -> Content:
    words = from_json(cells, tuple[str, ...])[WORDS_COLUMN]
    return replace(from_json(content, Content), words=words)


def _name_and_folder(path: bytes) -> tuple[str, str]:
    folder, _, name = name_on_screen(path.replace(b"\\", b"/") if os.sep == "\\" else path).rpartition("/")
    return name, folder


def record_listed(connection: sqlite3.Connection, event: FilesListed) -> None:
    """Files with a row that is there have changed since: they wait to be read again.

    What people answered stays; what Deskhand answered was about something else.
    """
    (last,) = connection.execute("SELECT max(row) FROM items WHERE source_id = ?", (event.source_id,)).fetchone()
    for one in event.files:
        if one.row <= (last or 0):
            _begin_anew(connection, event.source_id, one)
    rows = []
    for one in event.files:
        cells = to_json(cells_of(*_name_and_folder(one.path), FileState.WAITING, None))
        rows.append((event.source_id, one.row, cells, one.path, one.size, one.modified))
    connection.executemany(
        "INSERT OR IGNORE INTO items (source_id, row, cells) VALUES (?, ?, ?)", [r[:3] for r in rows]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO files (item_id, source_id, path, size, modified)"
        " SELECT id, source_id, ?, ?, ? FROM items WHERE source_id = ? AND row = ?",
        [(*row[3:], *row[:2]) for row in rows],
    )


def _begin_anew(connection: sqlite3.Connection, source_id: int, one: FoundFile) -> None:
    (item_id,) = connection.execute(
        "SELECT id FROM items WHERE source_id = ? AND row = ?", (source_id, one.row)
    ).fetchone()
    connection.execute(
        "UPDATE files SET size = ?, modified = ?, state = 'waiting', digest = '' WHERE item_id = ?",
        (one.size, one.modified, item_id),
    )
    show(connection, item_id, FileState.WAITING, None)
    layers = Layers(connection)
    for (layer,) in connection.execute("DELETE FROM predictions WHERE item_id = ? RETURNING layer_id", (item_id,)):
        layers.leave(layer)
    layers.keep_count()


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
