"""How cells of the table of models are drawn: a choice with two lines, and a figure on its range."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui import theme
from deskhand.gui.pages.models.model import ABOUT_ROLE, RANGE_ROLE, ModelsModel

_Index = QModelIndex | QPersistentModelIndex
_RADIO, _SET_IN = 16, 24


class ModelDelegate(QStyledItemDelegate):
    """A round mark that says which one is chosen, the name, and what it is good at."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        name = _ground(self, painter, option, index)
        look, cell = theme.current(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        side = look.px(_RADIO)
        mark = QRect(cell.left() + _SET_IN, cell.center().y() - side // 2, side, side)
        _paint_radio(painter, QRectF(_visual(option, mark)).adjusted(0.5, 0.5, -0.5, -0.5), on=on)
        room = _visual(option, cell.adjusted(_SET_IN + side + 16, 0, -12, 0))
        upper, lower = QRect(room), QRect(room)
        upper.setBottom(cell.center().y())
        lower.setTop(cell.center().y() + 1)
        _write(painter, upper, name, "body.strong", "ink", Qt.AlignmentFlag.AlignBottom)
        _write(painter, lower, str(index.data(ABOUT_ROLE) or ""), "caption", "ink.second", Qt.AlignmentFlag.AlignTop)
        painter.restore()


class RangeDelegate(QStyledItemDelegate):
    """The likely range as a pale band, the figure a dot on it; or a few words where nothing was tried."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        _ground(self, painter, option, index)
        value, look = index.data(RANGE_ROLE), theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = option.rect.adjusted(8, 0, -16, 0)
        if isinstance(value, str):
            _write(painter, cell, value, "caption", "ink.third", Qt.AlignmentFlag.AlignVCenter)
        elif value is not None:
            model = index.model()
            lowest = model.lowest / 100 if isinstance(model, ModelsModel) else 0.0
            low, right, high = (cell.left() + cell.width() * (share - lowest) / (1 - lowest) for share in value)
            middle = cell.center().y() + 0.5
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(cell.left(), middle), QPointF(cell.right(), middle))
            band = look.color("accent")
            band.setAlphaF(0.3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawRoundedRect(QRectF(low, middle - 5, high - low, 10), 2, 2)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(QPointF(right, middle), 5, 5)
        painter.restore()


def _ground(delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> str:
    """Draw the cell without its words, which are returned."""
    delegate.initStyleOption(option, index)
    words, option.text = str(option.text), ""
    option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
    return words


def _visual(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)


def _paint_radio(painter: QPainter, place: QRectF, *, on: bool) -> None:
    look = theme.current()
    painter.setPen(QPen(look.color("accent" if on else "line.control"), 1))
    painter.setBrush(look.color("accent" if on else "surface"))
    painter.drawEllipse(place)
    if on:
        painter.setBrush(look.color("accent.on"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(place.center(), place.width() / 5, place.width() / 5)


def _write(painter: QPainter, room: QRect, words: str, face: str, role: str, side: Qt.AlignmentFlag) -> None:
    look = theme.current()
    painter.setFont(look.font(face))
    painter.setPen(look.color(role))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeading | side, shown)
