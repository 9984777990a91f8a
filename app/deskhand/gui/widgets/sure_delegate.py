"""How sure Deskhand is, as a bar and in words, in a column of a table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskhand.domain.sureness import in_ten
from deskhand.gui import theme

_BAR_WIDTH, _BAR_HEIGHT, _GAP = 56, 6, 8


class SureDelegate(QStyledItemDelegate):
    """The cell's ``EditRole`` is (confidence 0 to 1, whether it waits for the person), or () for an empty cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if value:
            confidence, waits = value
            paint_sure(painter, option.rect, confidence, "wait.line" if waits else "accent")


def paint_sure(painter: QPainter, cell: QRect, confidence: float, role: str) -> None:
    """Bar and words, from the left of the cell."""
    look = theme.current()
    painter.save()
    bar = QRectF(cell.left() + _GAP, cell.center().y() - _BAR_HEIGHT / 2 + 1, _BAR_WIDTH, _BAR_HEIGHT)
    painter.fillRect(bar, look.color("line"))
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * confidence, bar.height()), look.color(role))
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("ink.second"))
    words = cell.adjusted(2 * _GAP + _BAR_WIDTH, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, in_ten(confidence))
    painter.restore()
