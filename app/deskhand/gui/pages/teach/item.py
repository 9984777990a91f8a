"""The item that is asked about, large, with where it stands and why it is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from deskhand.domain.jobs import Asked, Why
from deskhand.gui.widgets.reading_view import ReadingView
from deskhand.gui.widgets.words import Words

WHY = {
    Why.RANDOM: "Asked at random, for an honest figure",
    Why.UNLIKE: "Asked now because it is unlike the others",
    Why.BETWEEN: "Asked now because it lies between two categories",
    Why.LIKELY: "Asked now because it may be of a category with few answers",
}


class TeachItem(QWidget):
    """Shows one item; says it to a screen reader through the reading view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = Words("", "caption", "ink.second")
        self.why = Words("", "caption", "info")
        self.why.set_ground("info.ground")
        self.reading = ReadingView("reading.large")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.facts, 1)
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.reading, 1)

    def show_item(self, text: str, facts: list[str], asked: Asked | None) -> None:
        self.facts.setText("     ".join(facts))
        self.reading.show_text(text)
        self.show_why(asked)

    def show_nothing(self, sentence: str) -> None:
        """No item is left, or none has been found yet."""
        self.facts.setText("")
        self.reading.show_text(sentence)
        self.show_why(None)

    def show_why(self, asked: Asked | None) -> None:
        self.why.setVisible(asked is not None)
        self.why.setText(WHY[asked.why] if asked is not None else "")
