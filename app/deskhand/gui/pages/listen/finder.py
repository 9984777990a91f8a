"""Finding calls by their words."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from deskhand.gui.icons import icon

_PAUSE = 200  # milliseconds without another letter


class CallFinder(QLineEdit):
    """``sought(words)`` when a person paused in writing them; ``left`` when Escape or Enter says that they are done."""

    sought = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = QTimer(self)
        self._paused.setSingleShot(True)
        self._paused.setInterval(_PAUSE)
        self.setPlaceholderText("Find in all calls")
        self.setAccessibleName("Find in all calls")
        self.setToolTip("Words, names and numbers of the calls (Ctrl+F)")
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(lambda _: self._paused.start())
        self._paused.timeout.connect(lambda: self.sought.emit(self.words))
        self.hide()

    @property
    def words(self) -> str:
        return self.text().strip()

    def begin(self) -> None:
        """It comes into sight and has the keyboard."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def put_away(self) -> None:
        """Nothing is sought any more."""
        self.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
