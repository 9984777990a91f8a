"""Tabs that say how many there are of what they show: "Waiting 38"."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QTabBar, QWidget

from deskhand.gui import theme

_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_SIDE, _BETWEEN, _LINE, _SLACK = 12, 6, 2, 4


class CountTabs(QTabBar):
    """A ``QTabBar`` whose tabs have a quiet second word."""

    def __init__(self, name: str, height: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._by_key = height, False
        self._counts: list[str] = []
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, tabs: list[tuple[str, str]]) -> None:
        """(name, count) of each; the current tab stays where it was. Emits no ``currentChanged``."""
        current = max(0, self.currentIndex())
        self._counts = [count for _, count in tabs]
        was_blocked = self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for number, (name, count) in enumerate(tabs):
            if number >= self.count():
                self.addTab(name)
            self.setTabText(number, name)
            self.setAccessibleTabName(number, f"{name}, {count}" if count else name)
        self.setCurrentIndex(min(current, len(tabs) - 1))
        self.blockSignals(was_blocked)
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        name, count = self._metrics(index)
        return QSize(name + count + 2 * _SIDE + (_BETWEEN if count else 0) + _SLACK, theme.current().px(self._height))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(60, self.tabSizeHint(index).height())

    def _count(self, index: int) -> str:
        return self._counts[index] if index < len(self._counts) else ""

    def _metrics(self, index: int) -> tuple[int, int]:
        """Widths of the name and of the count, in pixels."""
        look = theme.current()
        name = QFont(look.font("body"))
        name.setWeight(QFont.Weight.DemiBold)
        painter_name = _width(name, self.tabText(index))
        return painter_name, _width(look.font("caption"), self._count(index))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in _KEYS
        super().focusInEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        bottom = self.height() - 1
        painter.fillRect(QRect(0, bottom, self.width(), 1), look.color("line"))
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look = theme.current()
        rect, current = self.tabRect(index), index == self.currentIndex()
        font = QFont(look.font("body"))
        font.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(look.color("ink" if current else "ink.second"))
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        upright = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        count = self._count(index)
        room = inner.width() - (_width(look.font("caption"), count) + _BETWEEN if count else 0)
        if room < min(inner.width(), painter.fontMetrics().horizontalAdvance(self.tabText(index))) // 2:
            room, count = inner.width(), ""  # too narrow for both
        name = painter.fontMetrics().elidedText(self.tabText(index), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, upright, name)
        after = inner.adjusted(painter.fontMetrics().horizontalAdvance(name) + _BETWEEN, 0, 0, 0)
        after = QStyle.visualRect(self.layoutDirection(), inner, after)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink.third"))
        painter.drawText(after, upright, count)
        if current:
            painter.fillRect(QRect(rect.left(), rect.bottom() - _LINE + 1, rect.width(), _LINE), look.color("accent"))
        if current and self.hasFocus() and self._by_key:
            painter.setPen(look.color("focus"))
            painter.drawRect(rect.adjusted(2, 6, -3, -6))


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
