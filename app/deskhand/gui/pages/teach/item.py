"""The item that is asked about, large, with where it stands and why it is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from deskhand.domain.jobs import Asked, Why
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.document_view import DocumentView
from deskhand.gui.widgets.reading_view import ReadingView
from deskhand.gui.widgets.words import Words

WHY = {
    Why.RANDOM: "Asked at random, for an honest figure",
    Why.UNLIKE: "Asked now because it is unlike the others",
    Why.BETWEEN: "Asked now because it lies between two categories",
    Why.LIKELY: "Asked now because it may be of a category with few answers",
}


class TeachItem(QWidget):
    """Shows one item; says it to a screen reader through the reading view. Of a file it shows the page beside them."""

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        files = open_project.project.job in FILE_JOBS
        self.document = DocumentView(open_project) if files else None
        self.facts = Words("", "caption", "ink.second")
        self.why = Words("", "caption", "info")
        self.why.set_ground("info.ground")
        self.reading = ReadingView("reading.large")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12 if files else 16, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        if self.document is not None:
            column.addWidget(self.document, 1)
        column.addWidget(self.reading, 1)

    def _head(self) -> QHBoxLayout:
        """What is known of a message; of a file its own head says it."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.facts, 1)
        beside = head if self.document is None else self.document.head.beside
        beside.addWidget(self.why, 0, Qt.AlignmentFlag.AlignRight)
        self.facts.setVisible(self.document is None)
        return head

    def add_keys(self, page: QWidget) -> None:
        """What only a sound has: a key that plays it."""
        if self.document is not None and self.document.sound is not None:
            self.document.sound.listen_to(page)

    def take_focus(self) -> None:
        """The item has the keyboard, so that single keys do what the page says."""
        document = self.document if self.document is not None and self.document.item_id is not None else None
        (self.reading if document is None else document.reading).setFocus()

    def show_file(self, item_id: int, asked: Asked | None) -> None:
        """A document, with its page."""
        if self.document is not None:
            self.reading.hide()
            self.document.show_file(item_id)
            self.show_why(asked)

    def show_item(self, text: str, facts: list[str], asked: Asked | None) -> None:
        self.facts.setText("     ".join(facts))
        self.reading.show_text(text)
        self.show_why(asked)

    def show_nothing(self, sentence: str) -> None:
        """No item is left, or none has been found yet."""
        if self.document is not None:
            self.document.show_file(None)
            self.reading.show()
        self.facts.setText("")
        self.reading.show_text(sentence)
        self.show_why(None)

    def leave(self) -> None:
        """Nobody looks at it any more."""
        if self.document is not None:
            self.document.stop()

    def show_why(self, asked: Asked | None) -> None:
        self.why.setVisible(asked is not None)
        self.why.setText(WHY[asked.why] if asked is not None else "")
