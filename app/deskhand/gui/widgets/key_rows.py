"""Keys and what they do, a row each."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.key_cap import cap_width, paint_cap
from deskhand.gui.widgets.reading_side import seen

_ROW, _CAP, _KEYS, _BETWEEN = 32, 20, 200, 4


class KeyRows(QWidget):
    """``rows`` are (keys joined by "+", what they do)."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = list(rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Keys: " + "; ".join(f"{keys}: {does}" for keys, does in self._rows))

    def sizeHint(self) -> QSize:
        return QSize(320, theme.current().px(_ROW) * len(self._rows) + 1)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        tall = look.px(_ROW)
        for number, (keys, does) in enumerate(self._rows):
            row = QRect(0, number * tall, self.width(), tall)
            painter.fillRect(row.left(), row.top(), row.width(), 1, look.color("line"))
            self._paint_caps(painter, row, keys)
            painter.setPen(look.color("ink"))
            painter.setFont(look.font("body"))
            words = seen(self, row.adjusted(look.px(_KEYS), 0, 0, 0))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, does)
        painter.end()

    def _paint_caps(self, painter: QPainter, row: QRect, keys: str) -> None:
        left, tall = row.left(), theme.current().px(_CAP)
        for key in _parts(keys):
            wide = cap_width(key)
            paint_cap(painter, seen(self, QRect(left, row.center().y() - tall // 2, wide, tall)), key)
            left += wide + _BETWEEN


def _parts(keys: str) -> list[str]:
    """``Ctrl+Shift+Z`` in its keys; a plus sign may be one itself."""
    return [part or "+" for part in keys.split("+")] if keys != "+" else ["+"]
