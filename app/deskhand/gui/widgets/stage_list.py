"""What is done, what is being done, and what comes: one line each, with the words of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import pixmap
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words

_SIGN = 22


class Standing(Enum):
    """Where a stage stands."""

    DONE = auto()
    NOW = auto()
    TO_COME = auto()


_SPOKEN = {Standing.DONE: "done", Standing.NOW: "now", Standing.TO_COME: "to come"}


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: its name, and what there is to say of it."""

    name: str
    words: str
    standing: Standing


class StageList(QWidget):
    """Painted signs, words beside them; a screen reader hears the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[StageLine, ...] = ()
        self._rows: list[_StageRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def lines(self) -> tuple[StageLine, ...]:
        """What is shown."""
        return self._shown

    def show_stages(self, lines: Sequence[StageLine]) -> None:
        """These from now on; what is there already is changed in place, so that nothing flickers."""
        if tuple(lines) == self._shown:
            return
        if len(lines) != len(self._rows):
            empty(self._column)
            self._rows = [_StageRow(number) for number in range(1, len(lines) + 1)]
            for row in self._rows:
                self._column.addWidget(row)
        self._shown = tuple(lines)
        for row, line in zip(self._rows, lines, strict=True):
            row.show_line(line)
        spoken = (f"{number}, {one.name}, {_SPOKEN[one.standing]}: {one.words}" for number, one in enumerate(lines, 1))
        self.setAccessibleName(". ".join(spoken))


class _StageRow(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._name, self._strong = Words("", "body", wraps=True), Words("", "body.strong", wraps=True)
        self._words = Words("", "caption", "ink.second", wraps=True)
        self._sign = _Sign(number)
        words = QVBoxLayout()
        words.setSpacing(0)
        for each in (self._name, self._strong, self._words):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_line(self, line: StageLine) -> None:
        """This stage, as it stands now."""
        come = line.standing is Standing.TO_COME
        for name in (self._name, self._strong):
            name.setText(line.name)
        self._name.setVisible(come)
        self._strong.setVisible(not come)
        self._words.setText(line.words)
        self._sign.show_standing(line.standing)


class _Sign(QWidget):
    """A tick, a filled dot, or a number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._standing = number, Standing.TO_COME
        side = theme.current().px(_SIGN)
        self.setFixedSize(side, side)

    def show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, standing = theme.current(), QPainter(self), self._standing
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        rim, ground = {
            Standing.DONE: ("accent", "accent.soft"),
            Standing.NOW: ("accent", "accent"),
            Standing.TO_COME: ("line.control", "sunken"),
        }[standing]
        painter.setPen(QPen(look.color(rim), 1))
        painter.setBrush(look.color(ground))
        painter.drawEllipse(box)
        if standing is Standing.DONE:
            side = look.px(12)
            sign = pixmap("check", "accent", side, self.devicePixelRatio())
            painter.drawPixmap(QPointF(box.center().x() - side / 2, box.center().y() - side / 2), sign)
        elif standing is Standing.NOW:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent.on"))
            painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)
        else:
            painter.setPen(look.color("ink.second"))
            painter.setFont(look.font("caption"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
