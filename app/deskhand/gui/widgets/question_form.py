"""*Add a question*, in place: its name, and its possible answers or that it is a number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from deskhand.domain.questions import QuestionKind


class QuestionForm(QWidget):
    """``asked(name, kind, labels)`` once it is complete; ``let_go`` when the person changes their mind."""

    asked = Signal(str, QuestionKind, tuple)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name, such as Urgency")
        self.name.setAccessibleName("Name of the question")
        self.answers = QLineEdit()
        self.answers.setPlaceholderText("Possible answers, with commas between")
        self.answers.setAccessibleName("Possible answers, with commas between")
        self.is_number = QCheckBox("A number")
        self.add = QPushButton("Add")
        self.cancel = QPushButton("Not now")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 8)
        row.setSpacing(8)
        row.addWidget(self.name, 2)
        row.addWidget(self.answers, 3)
        for widget in (self.is_number, self.add, self.cancel):
            row.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.is_number.toggled.connect(self.answers.setDisabled)
        self.name.textChanged.connect(self._allow)
        self.answers.textChanged.connect(self._allow)
        self.is_number.toggled.connect(self._allow)
        self.add.clicked.connect(self._ask)
        self.cancel.clicked.connect(self._close)
        self.name.returnPressed.connect(self.answers.setFocus)
        self.answers.returnPressed.connect(self._ask)
        self._allow()

    def open(self) -> None:
        self.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def labels(self) -> tuple[str, ...]:
        """The answers typed so far, each once, in their order."""
        if self.is_number.isChecked():
            return ()
        typed = (label.strip() for label in self.answers.text().replace(";", ",").split(","))
        return tuple(dict.fromkeys(label for label in typed if label))

    def _complete(self) -> bool:
        return bool(self.name.text().strip()) and (self.is_number.isChecked() or len(self.labels()) >= 2)

    def _allow(self) -> None:
        self.add.setEnabled(self._complete())
        self.add.setToolTip("" if self._complete() else "A name, and at least two possible answers")

    def _ask(self) -> None:
        if self._complete():
            kind = QuestionKind.NUMBER if self.is_number.isChecked() else QuestionKind.CHOICE
            name, labels = self.name.text().strip(), self.labels()
            self._close()
            self.asked.emit(name, kind, labels)

    def _close(self) -> None:
        self.name.clear()
        self.answers.clear()
        self.is_number.setChecked(False)
        self.hide()
        self.let_go.emit()
