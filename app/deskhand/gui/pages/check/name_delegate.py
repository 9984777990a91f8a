"""The first column of Check: the message, or what a file is called, a photo with its small picture before its name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui import theme
from deskhand.gui.pages.check.model import CheckModel
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.small_picture import paint_small

_SIDE, _AFTER, _ABOVE, _GAP = 24, 12, 4, 10
_SHAPE = 1.5  # width over height of the place of a small picture
_Index = QModelIndex | QPersistentModelIndex


class MessageDelegate(QStyledItemDelegate):
    """Set in from the edge; the line of the dial in amber across the table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        of_dial = isinstance(model, CheckModel) and index.row() == model.boundary
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        look = theme.current()
        painter.save()
        if of_dial:
            painter.fillRect(option.rect, look.color("sunken"))
        room = option.rect.adjusted(_SIDE, 0, -_AFTER, 0)
        if not of_dial:
            room = self.paint_before(painter, room, index)
        painter.setFont(look.font("caption.strong" if of_dial else "body"))
        painter.setPen(look.color("wait" if of_dial else "ink"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def paint_before(self, _painter: QPainter, room: QRect, _index: _Index) -> QRect:
        """What stands before the words; gives the room that is left."""
        return room


class PhotoNameDelegate(MessageDelegate):
    """Asks for the pictures of the rows that are painted, and paints them again when they are there."""

    def __init__(self, thumbnails: Thumbnails, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._thumbnails = thumbnails
        thumbnails.ready.connect(lambda _: table.viewport().update())

    def paint_before(self, painter: QPainter, room: QRect, index: _Index) -> QRect:
        look, model = theme.current(), index.model()
        row = model.at(index.row()) if isinstance(model, CheckModel) else None
        high = room.height() - 2 * look.px(_ABOVE)
        place = QRect(room.left(), room.top() + look.px(_ABOVE), round(high * _SHAPE), high)
        paint_small(painter, place, self._thumbnails.picture(row.item_id) if row is not None else None)
        return room.adjusted(place.width() + look.px(_GAP), 0, 0, 0)
