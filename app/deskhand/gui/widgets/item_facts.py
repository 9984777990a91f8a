"""Which item this is: its row, and the short cells beside its words; of a recording: file, when, who."""

from collections.abc import Collection

from deskhand.domain.items import Item, Source, SourceKind
from deskhand.domain.recordings import COLUMNS

MOST, LONGEST = 3, 28
_OF_CALLS = tuple(COLUMNS.index(name) for name in ("File", "Received", "Caller"))


def facts_of(item: Item, source: Source, leave_out: Collection[str] = ()) -> list[str]:
    """``Row 249``, then up to three short cells that are neither read as text nor in the columns ``leave_out``."""
    if source.kind is SourceKind.RECORDINGS:
        return [item.cells[place] for place in _OF_CALLS if item.cells[place]]
    facts = [f"Row {item.row}"]
    for number, (column, cell) in enumerate(zip(source.columns, item.cells, strict=False)):
        shown = " ".join(cell.split())
        if number not in source.text_columns and column not in leave_out and 0 < len(shown) <= LONGEST:
            facts.append(shown)
    return facts[: MOST + 1]
