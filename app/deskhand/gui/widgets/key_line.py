"""The line that says what the keys do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.tokens import KEY_CAP
from deskhand.gui.widgets.key_cap import cap_width, paint_cap
from deskhand.gui.widgets.reading_side import seen

_INSIDE, _BETWEEN = 8, 18


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys that do the same, and what they do."""

    keys: tuple[str, ...]
    does: str


class KeyLine(QWidget):
    """Painted; keys for which there is no room are left out, for ``?`` shows all of them."""

    def __init__(self, hints: Sequence[KeyHint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{' '.join(hint.keys)}: {hint.does}" for hint in hints))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(hint) + _BETWEEN for hint in self._hints) - _BETWEEN + 2, _cap() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _cap() + 4)

    def _width(self, hint: KeyHint) -> int:
        words = QFontMetrics(theme.current().font("caption")).horizontalAdvance(hint.does)
        return sum(cap_width(key) + _INSIDE for key in hint.keys) + words

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, left, top = theme.current(), 0, (self.height() - _cap()) // 2
        for hint in self._hints:
            if left + self._width(hint) > self.width():
                return
            for key in hint.keys:
                paint_cap(painter, seen(self, QRect(left, top, cap_width(key), _cap())), key)
                left += cap_width(key) + _INSIDE
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("ink.second"))
            words = QRect(left, 0, self.width() - left, self.height())
            painter.drawText(seen(self, words), Qt.AlignmentFlag.AlignVCenter, hint.does)
            left += painter.fontMetrics().horizontalAdvance(hint.does) + _BETWEEN


def _cap() -> int:
    """How high a cap is, in pixels."""
    return theme.current().px(KEY_CAP)
