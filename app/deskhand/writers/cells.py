"""Text made fit for a cell: what a spreadsheet cannot hold is replaced or shortened where one sees it."""

import re

CELL_LIMIT = 32_767
"""The most a cell holds, in UTF-16 units. Source: Excel specifications and limits, Microsoft."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOST = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES = 0x2400


def fits(text: str) -> bool:
    """Whether a cell holds the whole ``text``."""
    return len(text) * 2 <= CELL_LIMIT or len(text.encode("utf-16-le", "replace")) <= 2 * CELL_LIMIT


class CellText:
    """Cleans the text of cells, and remembers what it changed."""

    def __init__(self, limit: int | None = CELL_LIMIT) -> None:
        self._limit = limit
        self._shortened = 0
        self._replaced = 0

    def clean(self, text: str) -> str:
        """``text`` as a cell can hold it; the very same text nearly always."""
        if _UNFIT.search(text):
            text = self._replace(text)
        if self._limit is not None and len(text) * 2 > self._limit:
            text = self._shorten(text, self._limit)
        return text

    def notes(self) -> tuple[str, ...]:
        """What was changed, in plain words."""
        notes = []
        if self._shortened:
            notes.append(f"{_cells(self._shortened)} held more text than a spreadsheet allows and had to be shortened.")
        if self._replaced:
            notes.append(
                f"{_cells(self._replaced)} held characters that a spreadsheet cannot store; "
                "signs such as ␁ or � stand in their place."
            )
        return tuple(notes)

    def _replace(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        fit = _UNFIT.sub(_picture, text)
        self._replaced += fit != text
        return fit

    def _shorten(self, text: str, limit: int) -> str:
        units = text.encode("utf-16-le")
        if len(units) <= 2 * limit:
            return text
        self._shortened += 1
        ending = f"… [shortened by Deskhand, {len(text):,} characters]"
        return units[: 2 * (limit - len(ending))].decode("utf-16-le", "ignore") + ending


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(_CONTROL_PICTURES + code) if code < 0x20 else _LOST


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"
