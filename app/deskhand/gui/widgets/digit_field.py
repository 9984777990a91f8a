"""A telephone number, one cell a digit, in which the doubtful digits are marked."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from deskhand.gui import theme

_WIDE, _TALL, _APART, _SPACE, _SIGN = 22, 30, 3, 8, 12  # pixels of the pictures
_TIGHT = 1.8  # figures fill little more than half of a cell, so that they shrink only when cells are narrower
_ORDINALS = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"),
    *("Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth"),
)
_ALLOWED = QRegularExpression(r"[-+0-9 ()/.]*")


class DigitField(QLineEdit):
    """``changed(number)`` when a person wrote another one and pressed Enter or went elsewhere; Escape lets go.

    ``left`` when Enter or Escape says that the person is done with it.
    """

    changed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubtful: frozenset[int] = frozenset()
        self._shown = ""
        self.setFrame(False)
        self.setValidator(QRegularExpressionValidator(_ALLOWED, self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Number to call back")
        self.cursorPositionChanged.connect(lambda _old, new: self._describe(new))
        self.textEdited.connect(self._forget_doubt)
        self.editingFinished.connect(self._keep)
        self.returnPressed.connect(self.left)

    def show_number(self, number: str, doubtful: Sequence[int] = ()) -> None:
        """``doubtful`` are positions in ``number``."""
        self._shown, self._doubtful = number, frozenset(doubtful)
        self.setText(number)
        self.setCursorPosition(min(self._doubtful, default=0))
        self._describe(self.cursorPosition())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme.current().px(_TALL) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """While it has the keyboard, figures and letters are its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if not event.modifiers() & commands:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure takes the place of the one that the keyboard is at."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.left.emit()
            return
        if event.text().isdigit() and not self.hasSelectedText():
            self._select_digit()
        super().keyPressEvent(event)

    def _select_digit(self) -> None:
        at = self.cursorPosition()
        while at < len(self.text()) and not self.text()[at].isdigit():
            at += 1
        if at < len(self.text()):
            self.setSelection(at, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        at = next((place for place, cell in self._cells() if x < cell.right() + _APART), len(self.text()))
        self.setCursorPosition(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing is selected by the mouse: cells are chosen

    def focusInEvent(self, event: QFocusEvent) -> None:
        at = self.cursorPosition()
        super().focusInEvent(event)  # selects all and goes to the end
        self.deselect()
        self.setCursorPosition(at)
        self.update()

    def _keep(self) -> None:
        number = " ".join(self.text().split())
        if number != self._shown:
            self._shown = number
            self.changed.emit(number)

    def _forget_doubt(self) -> None:
        self._doubtful = frozenset()

    def _describe(self, at: int) -> None:
        text = self.text()
        if at < len(text) and text[at].isdigit():
            place = sum(sign.isdigit() for sign in text[:at])
            ordinal = _ORDINALS[place] if place < len(_ORDINALS) else "Next"
            doubt = ", doubtful" if at in self._doubtful else ""
            self.setAccessibleDescription(f"{ordinal} digit, {text[at]}{doubt}")
        else:
            self.setAccessibleDescription("After the last digit" if text else "No number yet")
        self.update()

    def _shrink(self) -> float:
        """By how much cells are narrower than they should be (1: not at all), where a number is long."""
        wanted = sum(_wide(sign) + _APART for sign in self.text() + "0")
        return min(1.0, (self.width() - 2) / wanted)

    def _cells(self) -> Iterator[tuple[int, QRectF]]:
        """(position, where) of every sign, and of the empty cell after the last one."""
        shrink = self._shrink()
        left, tall = 1.0, float(theme.current().px(_TALL))
        for place, sign in enumerate(self.text() + "0"):
            wide = _wide(sign) * shrink
            yield place, QRectF(left, (self.height() - tall) / 2, wide, tall)
            left += wide + _APART * shrink

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, text = theme.current(), self.text()
        font = look.font("title")
        font.setPixelSize(round(font.pixelSize() * min(1.0, _TIGHT * self._shrink())))
        for place, cell in self._cells():
            here = self.hasFocus() and place == self.cursorPosition()
            if place == len(text) and text and not here:
                continue
            sign = text[place : place + 1]
            self._paint_cell(painter, cell, here=here, plain=bool(sign) and not sign.isdigit(), at=place)
            painter.setFont(font)
            painter.setPen(look.color("wait" if place in self._doubtful else "ink"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_cell(self, painter: QPainter, cell: QRectF, *, here: bool, plain: bool, at: int) -> None:
        look, doubtful = theme.current(), at in self._doubtful
        if plain and not here:
            return
        edge = "focus" if here else "wait.line" if doubtful else "line.control"
        painter.setPen(QPen(look.color(edge), 2 if here or doubtful else 1))
        painter.setBrush(look.color("wait.ground" if doubtful else "surface"))
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _wide(sign: str) -> int:
    """The cell of a sign, in pixels; only figures have an edge around them."""
    return theme.current().px(_WIDE if sign.isdigit() else _SPACE if sign == " " else _SIGN)
