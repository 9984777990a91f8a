"""Which item this is: its row, and the short cells beside its words."""

from collections.abc import Collection

from deskhand.domain.items import Item, Source

MOST, LONGEST = 3, 28


def facts_of(item: Item, source: Source, leave_out: Collection[str] = ()) -> list[str]:
    """``Row 249``, then up to three short cells that are neither read as text nor in the columns ``leave_out``."""
    facts = [f"Row {item.row}"]
    for number, (column, cell) in enumerate(zip(source.columns, item.cells, strict=False)):
        shown = " ".join(cell.split())
        if number not in source.text_columns and column not in leave_out and 0 < len(shown) <= LONGEST:
            facts.append(shown)
    return facts[: MOST + 1]
