"""A row of the computer check: a state, what it is about, its measure, and what can be done."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.state_label import StateLabel
from deskhand.gui.widgets.words import Words

_BAR, _THICK = 120, 8
_BUTTONS = 170  # the column of remedies, so that measures of all rows stand below each other


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a row's button says, and the name of what it does."""

    words: str
    deed: str


@dataclass(frozen=True, slots=True)
class Row:
    """``state`` is one of ``StateLabel``; ``share`` (0 to 1) draws a bar before ``measure``, ``None`` none.

    ``more`` stands small under the measure; ``alarm``: the measure is what needs a look.
    """

    words: str
    state: str
    name: str
    detail: str
    measure: str
    share: float | None = None
    remedy: Remedy | None = None
    more: str = ""
    alarm: bool = False


class CheckRow(QWidget):
    """``wanted`` names the deed of its remedy; ``moved`` (+1, -1) asks for the row below or above."""

    wanted = Signal(str)
    moved = Signal(int)

    def __init__(self, row: Row) -> None:
        super().__init__()
        look = theme.current()
        self.row = row
        self.button: QPushButton | None = None
        self.setMinimumHeight(look.px(48))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = (f"{row.name}, {row.words}", row.measure, row.more, row.detail)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part) + ".")
        self._label = QWidget()
        self._label.setFixedWidth(look.px(126))
        inside = QHBoxLayout(self._label)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(StateLabel(row.words, row.state))
        inside.addStretch(1)
        self._names = _column(Words(row.name, "body.strong", wraps=True), Words(row.detail, "caption", "ink.second"))
        self._measure = _Measure(row)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 6, 24, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._right = QWidget()
        self._buttons = QHBoxLayout(self._right)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.addStretch(1)
        if row.remedy is not None:
            self._add_remedy(row, row.remedy)
        self.fit(narrow=False)

    def _add_remedy(self, row: Row, remedy: Remedy) -> None:
        self.button = QPushButton(remedy.words)
        self.button.setProperty("kind", "small")
        self.button.setAccessibleDescription(row.name)
        self.button.clicked.connect(lambda: self.wanted.emit(remedy.deed))
        self._buttons.addWidget(self.button)

    def fit(self, *, narrow: bool) -> None:
        """In a narrow window the measure goes under the name."""
        middle, rows = Qt.AlignmentFlag.AlignVCenter, 2 if narrow else 1
        self._grid.addWidget(self._label, 0, 0, rows, 1, middle)
        self._grid.addWidget(self._names, 0, 1)
        self._grid.addWidget(self._measure, *((1, 1) if narrow else (0, 2)))
        self._grid.addWidget(self._right, 0, 3, rows, 1, middle)
        self._measure.setVisible(not narrow or bool(self.row.measure))
        self._right.setMinimumWidth(0 if narrow else theme.current().px(_BUTTONS))
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(2, 0 if narrow else 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button is not None:
            self.button.click()
        else:
            super().keyPressEvent(event)


def _column(*words: Words) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    for each in words:
        each.setWordWrap(True)
        column.addWidget(each)
    column.addStretch(1)
    return holder


class _Measure(QWidget):
    """A bar, if there is a share, and the words beside it."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if row.share is not None:
            line.addWidget(_Bar(row.share, "wait.line" if row.alarm else "accent"))
        said = [Words(row.measure, "body", "wait" if row.alarm else "ink.second")]
        if row.more:
            said.append(Words(row.more, "caption", "ink.second"))
        line.addWidget(_column(*said), 1)


class _Bar(QWidget):
    def __init__(self, share: float, role: str) -> None:
        super().__init__()
        self._share, self._role = share, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BAR, _THICK)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(look.color(self._role))
        painter.drawRoundedRect(QRectF(0, 0, max(4.0, self.width() * min(1.0, self._share)), _THICK), 2, 2)
        painter.end()
