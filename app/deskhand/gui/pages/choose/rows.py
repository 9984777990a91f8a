"""Where the rows of the grid come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deskhand.domain.findings import Finding
from deskhand.domain.items import Item, Source, TablePreview
from deskhand.storage.view import ProjectView

_MOST_FOUND = 20_000  # rows of one finding that are shown


@dataclass(frozen=True, slots=True)
class GridRow:
    """``number`` as the person's own program counts rows (0: not known yet); ``item_id`` 0: not read yet."""

    number: int
    cells: tuple[str, ...]
    item_id: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """``count`` rows, got by ``fetch(start, count)``; equal ``key`` means the same rows, perhaps more of them."""

    key: tuple[object, ...]
    count: int
    fetch: Callable[[int, int], Sequence[GridRow]]


def rows_of(view: ProjectView, source: Source, preview: TablePreview | None, count: int) -> Rows:
    """The rows that have been read; before there are any, those that were looked at."""
    if count == 0 and preview is not None:
        looked_at = [GridRow(0, cells) for cells in preview.rows]
        return Rows(("preview", source.id), len(looked_at), lambda start, many: looked_at[start : start + many])
    return Rows(("read", source.id), count, lambda start, many: _grid_rows(view.items.page(source.id, start, many)))


def found_rows(view: ProjectView, source: Source, finding: Finding) -> Rows:
    """The rows of this table that a finding is about, those that belong together beside each other."""
    ids = view.findings.page(finding.id, 0, _MOST_FOUND)
    if len(view.sources.all()) > 1:
        ids = [item.id for item in view.items.many(ids) if item.source_id == source.id]
    key = ("found", source.id, finding.id)
    return Rows(key, len(ids), lambda start, many: _grid_rows(view.items.many(ids[start : start + many])))


def _grid_rows(items: Sequence[Item]) -> list[GridRow]:
    return [GridRow(item.row, item.cells, item.id) for item in items]
