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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def lines(self) -> tuple[StageLine, ...]:
        """What is shown."""
        return self._shown

    def show_stages(self, lines: Sequence[StageLine]) -> None:
        """These from now on; nothing is made anew while they are the same."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        empty(self._column)
        for number, line in enumerate(lines, start=1):
            self._column.addWidget(_StageRow(number, line))
        spoken = (f"{number}, {one.name}, {_SPOKEN[one.standing]}: {one.words}" for number, one in enumerate(lines, 1))
        self.setAccessibleName(". ".join(spoken))


class _StageRow(QWidget):
    def __init__(self, number: int, line: StageLine) -> None:
        super().__init__()
        come = line.standing is Standing.TO_COME
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(line.name, "body" if come else "body.strong", wraps=True))
        words.addWidget(Words(line.words, "caption", "ink.second", wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_Sign(number, line.standing), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class _Sign(QWidget):
    """A tick, a filled dot, or a number."""

    def __init__(self, number: int, standing: Standing) -> None:
        super().__init__()
        self._number, self._standing = number, standing
        side = theme.current().px(_SIGN)
        self.setFixedSize(side, side)

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
