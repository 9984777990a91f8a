"""The last answers, newest first; choosing one shows its item again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.category_mark import paint_mark

ROW = 22
CHANGED_ITS_MIND = "changed its mind"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """``number`` is the place of its category, None for a number; ``differs``: Deskhand now thinks otherwise."""

    item_id: int
    message: str
    answer: str
    number: int | None
    differs: bool = False


class _Answers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answers: tuple[LastAnswer, ...] = ()

    def show(self, answers: Sequence[LastAnswer]) -> None:
        self.beginResetModel()
        self.answers = tuple(answers)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.answers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self.answers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return answer.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            differs = f", {CHANGED_ITS_MIND}" if answer.differs else ""
            return f"{answer.message}, {answer.answer}{differs}"
        return None


class LastAnswers(QListView):
    """``chosen(item id)`` on a click or Enter."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = _Answers(self)
        self.setModel(self._answers)
        self.setItemDelegate(_Row(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "sunken")
        self.setAccessibleName("Your last ten answers")
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_answers(self, answers: Sequence[LastAnswer]) -> None:
        if tuple(answers) != self._answers.answers:
            self._answers.show(answers)

    @property
    def answers(self) -> tuple[LastAnswer, ...]:
        return self._answers.answers

    def sizeHint(self) -> QSize:
        return QSize(300, 10 * theme.current().px(ROW) + 2)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._answers.answers[index.row()].item_id)


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, _Answers):
            return
        answer, look = model.answers[index.row()], theme.current()
        painter.save()
        cell = QRect(option.rect)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.fillRect(cell, look.color("accent.hint"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, look.color("line"))
        if answer.number is not None:
            paint_mark(painter, QRect(cell.left() + 1, cell.center().y() - 5, 10, 10), answer.number)
        room = self._paint_answer(painter, cell.adjusted(20, 0, 0, 0), answer)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        words = painter.fontMetrics().elidedText(answer.message, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _paint_answer(self, painter: QPainter, cell: QRect, answer: LastAnswer) -> QRect:
        """The category at the far end, before it that Deskhand differs; what is left is for the message."""
        look = theme.current()
        font = look.font("caption")
        painter.setFont(font)
        painter.setPen(look.color("ink.second"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetrics(font)
        name = metrics.elidedText(answer.answer, Qt.TextElideMode.ElideRight, cell.width() // 2)
        painter.drawText(cell, right, name)
        cell = cell.adjusted(0, 0, -metrics.horizontalAdvance(name) - 8, 0)
        if answer.differs:
            width = metrics.horizontalAdvance(CHANGED_ITS_MIND) + 12
            label = QRect(cell.right() - width, cell.top() + 2, width, cell.height() - 5)
            painter.fillRect(label, look.color("wait.ground"))
            painter.setPen(look.color("wait"))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, CHANGED_ITS_MIND)
            cell = cell.adjusted(0, 0, -width - 8, 0)
        return cell
