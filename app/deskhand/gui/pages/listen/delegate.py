"""How a call looks in the list."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui import theme
from deskhand.gui.pages.listen.calls import CallRow
from deskhand.gui.widgets.reading_side import seen
from deskhand.gui.widgets.waveform import clock

_Index = QModelIndex | QPersistentModelIndex
ROW, _SIDE, _GAP, _DIAMOND, _LONG = 40, 24, 12, 20, 44  # pixels of the pictures


@dataclass(frozen=True, slots=True)
class _Look:
    """Font token, colour role, and at which side of its column a text stands."""

    face: str
    role: str
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


_WHEN, _ABOUT, _THEN = _Look("body.strong", "ink"), _Look("body", "ink"), _Look("caption", "ink.second")
_LENGTH = _Look("caption", "ink.second", Qt.AlignmentFlag.AlignRight)


class CallDelegate(QStyledItemDelegate):
    """Time, what it is about, an amber diamond where it waits, how urgent, how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, look, rect = index.data(Qt.ItemDataRole.UserRole), theme.current(), option.rect
        if not isinstance(row, CallRow):
            return
        sheet = option.widget.viewport()  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = index.row() == option.widget.currentIndex().row()  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, look.color("accent.soft"))
            painter.fillRect(seen(sheet, QRect(0, rect.top(), 3, rect.height())), look.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        for text, left, width, look_of in self._columns(row, rect.width()):
            painter.setFont(look.font(look_of.face))
            painter.setPen(look.color(look_of.role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            box = QRect(left, rect.top(), width, rect.height())
            painter.drawText(seen(sheet, box), look_of.side | Qt.AlignmentFlag.AlignVCenter, shown)
            if look_of is _THEN and row.waits:
                self._diamond(painter, seen(sheet, QRect(left - look.px(18), rect.center().y() - 5, 11, 11)))
        painter.restore()

    def _columns(self, row: CallRow, width: int) -> Iterator[tuple[str, int, int, "_Look"]]:
        """(words, left, width, look) of each: when, about, then, how long."""
        look = theme.current()
        left, long = look.px(_SIDE), look.px(_LONG)
        right = width - look.px(_GAP) - (long if row.seconds else 0)
        wide = QFontMetrics(look.font(_WHEN.face)).horizontalAdvance(row.when) + 2
        most = (right - left) // 2 if row.about else right - left - look.px(_GAP) - look.px(_DIAMOND)
        when = most if row.named else min(wide, most)
        yield row.when, left, when, _WHEN
        left += when + look.px(_GAP)
        room = right - left - (look.px(_DIAMOND) if row.waits or row.then else 0)
        then = "" if row.named else row.then
        about = room * 6 // 10 if then else room
        yield row.about, left, about, _ABOUT
        yield then, left + about + look.px(_DIAMOND), room - about, _THEN
        yield clock(row.seconds) if row.seconds else "", right, long, _LENGTH

    def _diamond(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("wait.line"))
        middle, half = box.center(), box.width() // 2
        sides = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygon([middle + QPoint(x, y) for x, y in sides]))
