"""The recordings as the list shows them, read from the project a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.items import Item
from deskhand.domain.recordings import COLUMNS
from deskhand.storage.view import ProjectView

_SHOWN = tuple(COLUMNS.index(name) for name in ("File", "Received", "Caller", "State"))


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One line: ``size`` in bytes, ``folder`` where the file lies."""

    item_id: int
    file: str
    received: str
    caller: str
    state: str
    size: int
    folder: str


class RecordingRows:
    """All recordings of a project, one folder after another."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        self._parts = [(source, view.items.count(source.id)) for source in view.sources.all()]
        self.count = sum(count for _, count in self._parts)

    def fetch(self, start: int, count: int) -> list[RecordingRow]:
        rows: list[RecordingRow] = []
        for source, there in self._parts:
            if count and start < there:
                items = self._view.items.page(source.id, start, min(count, there - start))
                rows += self._rows(items, source.path)
                count -= min(count, there - start)
            start = max(0, start - there)
        return rows

    def _rows(self, items: Sequence[Item], folder: str) -> list[RecordingRow]:
        files = self._view.recordings.many([item.id for item in items])
        rows = []
        for item in items:
            file, received, caller, state = (item.cells[place] for place in _SHOWN)
            rows.append(RecordingRow(item.id, file, received, caller, state, files[item.id].size, folder))
        return rows
