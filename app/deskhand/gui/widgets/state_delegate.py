"""Where an item stands, as a label in a column of a table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskhand.gui import theme

STATE_ROLE = Qt.ItemDataRole.UserRole + 2
"""``wait``, ``bad``, ``done`` … or "" for quiet words without a ground."""

_HEIGHT, _SIDE, _LEFT = 22, 7, 7  # the last: where the words of a heading begin
_INK = {"done": "accent", "plain": "ink"}
_GROUND = {"wait": "wait.ground", "bad": "bad.ground", "done": "accent.soft", "info": "info.ground", "plain": "surface"}
_BORDER = {"wait": "wait.line", "bad": "bad.line", "plain": "line"}


class StateDelegate(QStyledItemDelegate):
    """The words are the cell's text, their look comes from ``STATE_ROLE``."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        look, state = theme.current(), index.data(STATE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        wide = min(painter.fontMetrics().horizontalAdvance(words) + 2 * _SIDE, option.rect.width() - 2 * _LEFT)
        tall = look.px(_HEIGHT)
        place = QRect(option.rect.left() + _LEFT, option.rect.center().y() - tall // 2, wide, tall)
        label = QRectF(QStyle.visualRect(option.direction, option.rect, place)).translated(0.5, 0.5)
        if state:
            painter.setPen(QPen(look.color(_BORDER[state]), 1) if state in _BORDER else Qt.PenStyle.NoPen)
            painter.setBrush(look.color(_GROUND[state]))
            painter.drawRoundedRect(label, 4, 4)
        painter.setPen(look.color(_INK.get(state, state) or "ink.second"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(label.width()) - 2 * _SIDE + 1)
        inner = label.adjusted(_SIDE if state else 0, 0, -_SIDE if state else 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
