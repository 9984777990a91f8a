"""Where a number is typed in answer to a question about numbers."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST = 240


class NumberField(QLineEdit):
    """Enter answers. Keys that no number needs are left to the page: letters, Space, and Backspace while empty."""

    answered = Signal(str)  # written plainly, with a point

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QDoubleValidator(self))
        self.setMaximumWidth(_LONGEST)
        self.setAccessibleName("Your answer, a number")
        self.setPlaceholderText("Type a number, then Enter")
        self.returnPressed.connect(self._answer)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_page(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_for_page(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            return not self.text()
        return event.key() == Qt.Key.Key_Space or event.text().isalpha()

    def _answer(self) -> None:
        number, understood = QLocale().toDouble(self.text())
        if understood:
            self.clear()
            self.answered.emit(plain_number(number))


def plain_number(number: float) -> str:
    """``3``, ``2.5``: as the database and every locale's program understand it."""
    return f"{number:.12g}"
