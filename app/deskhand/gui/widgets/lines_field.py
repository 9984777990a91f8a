"""A few lines of text that a person edits; they count when the person goes elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from deskhand.gui import theme

_WIDE, _ROWS = 320, 5


class LinesField(QPlainTextEdit):
    """``keep(text)`` is called with what was written; ``hint`` stands in an empty field."""

    def __init__(self, text: str, keep: Callable[[str], object], hint: str = "") -> None:
        super().__init__(text)
        self._keep, self._kept = keep, text
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _ROWS + 16)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDE), self.height())

    def show_text(self, text: str) -> None:
        """Other words, from elsewhere; nothing is lost of what is being written."""
        self._kept = text
        if text != self.toPlainText() and not self.hasFocus():
            self.setPlainText(text)

    def settle(self) -> None:
        """What was written counts now."""
        if self.toPlainText() != self._kept:
            self._kept = self.toPlainText()
            self._keep(self._kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()
