"""Before there is any category: "What are the possible answers?"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from deskhand.gui.job_kinds import Noun
from deskhand.gui.widgets.words import Words

_EXAMPLES = ("Appointment", "Billing", "Complaint", "Insurance")
_WIDEST = 360


class FirstCategories(QWidget):
    """Two fields, and one more whenever the last is filled. ``offered(names)`` once there are two."""

    offered = Signal(tuple)

    def __init__(self, noun: Noun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[QLineEdit] = []
        self.begin = QPushButton("Begin")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(Words("What are the possible answers?", "title"))
        explained = f"Two are enough to begin. More can be added whenever a {noun.one} needs one."
        self._column.addWidget(Words(explained, "body", "ink.second", wraps=True))
        self._column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.begin.clicked.connect(self._offer)
        self._add_field()
        self._add_field()

    def names(self) -> tuple[str, ...]:
        typed = (field.text().strip() for field in self.fields)
        return tuple(dict.fromkeys(name for name in typed if name))

    def start_again(self) -> None:
        for field in self.fields:
            field.clear()

    def _add_field(self) -> None:
        number = len(self.fields)
        field = QLineEdit()
        field.setMaximumWidth(_WIDEST)
        field.setPlaceholderText(f"Such as {_EXAMPLES[number % len(_EXAMPLES)]}")
        field.setAccessibleName(f"Possible answer {number + 1}")
        field.textChanged.connect(self._follow)
        field.returnPressed.connect(self._next_or_offer)
        self.fields.append(field)
        self._column.insertWidget(2 + number, field)
        self._follow()

    def _follow(self) -> None:
        self.begin.setEnabled(len(self.names()) >= 2)
        if len(self.fields) >= 2 and self.fields[-1].text().strip():
            self._add_field()

    def _next_or_offer(self) -> None:
        empty = next((field for field in self.fields if not field.text().strip()), None)
        if len(self.names()) >= 2 and empty is self.fields[-1] and self.fields[-1].hasFocus():
            self._offer()
        elif empty is not None:
            empty.setFocus()

    def _offer(self) -> None:
        if len(self.names()) >= 2:
            names = self.names()
            self.start_again()
            self.offered.emit(names)
