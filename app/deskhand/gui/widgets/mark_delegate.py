"""A category in a column of a table: its shape and colour, then its name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui.widgets.category_mark import paint_mark

NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
"""The place of the category (0-based), or ``NO_MARK``."""

NO_MARK = -1

_SIZE, _ROOM = 10, 18


class MarkDelegate(QStyledItemDelegate):
    """The name is the cell's text; its shape comes from ``NUMBER_ROLE``."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(NUMBER_ROLE) != NO_MARK:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize.setWidth(_ROOM - 6)
            option.decorationSize.setHeight(_SIZE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        number = index.data(NUMBER_ROLE)
        if number != NO_MARK:
            middle = option.rect.center().y() - _SIZE // 2 + 1
            paint_mark(painter, QRect(option.rect.left() + 8, middle, _SIZE, _SIZE), number)
