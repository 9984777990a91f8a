"""The items behind a figure of the report card: tested answers, the most confident mistakes first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import Labelled
from deskhand.domain.evaluations import HeldOut
from deskhand.domain.questions import LabelSource, Question
from deskhand.gui.job_kinds import FILE_JOBS
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.rows import CheckRow, HeldOutRows
from deskhand.gui.pages.check.table import CheckTable
from deskhand.gui.widgets.document_view import DocumentView
from deskhand.gui.widgets.reading_view import ReadingView
from deskhand.gui.widgets.words import Words


class HeldOutItems(QWidget):
    """``back`` when the person has seen enough."""

    back = Signal()

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self._items: dict[int, HeldOut] = {}
        self.heading = Words("", "lead", wraps=True)
        self.return_button = QPushButton("Back to the report card")
        self.table = CheckTable(open_project)
        self.document = DocumentView(open_project) if open_project.project.job in FILE_JOBS else None
        self.reading = ReadingView("reading")
        self.said = Words("", "body", "ink.second", wraps=True)
        self.change = QPushButton()
        self._lay_out()
        self.return_button.clicked.connect(self.back)
        self.change.clicked.connect(self._change)
        self.table.reached.connect(self._show_item)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.return_button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 3 if self.document is None else 1)
        if self.document is None:
            column.addWidget(self.reading, 1)
        else:
            column.addWidget(self.document, 2)
        column.addLayout(foot)

    def show_items(self, question: Question, heading: str, items: Sequence[HeldOut], first: int | None = None) -> None:
        """``first`` is the item that is selected."""
        self._question = question
        self._items = {one.item_id: one for one in items}
        self.heading.setText(heading)
        self.table.show_rows(question, HeldOutRows(self._open_project.project, items), None)
        self.table.go_to(next((line for line, one in enumerate(items) if one.item_id == first), 0))
        self.table.setFocus()

    def leave(self) -> None:
        """Nobody looks at them any more."""
        self.table.leave()
        if self.document is not None:
            self.document.stop()

    def _show_item(self, row: CheckRow | None, _: str) -> None:
        self.change.hide()
        if row is None or row.item_id not in self._items:
            return
        view, one = self._open_project.project, self._items[row.item_id]
        if self.document is None:
            self.reading.show_text(view.text(view.items.get(one.item_id)))
        else:
            self.document.show_file(one.item_id)
        self.said.setText(f"You said {one.truth}. Deskhand, which had not seen your answer, said {one.answer}.")
        self.change.setVisible(one.truth != one.answer)
        self.change.setEnabled(True)
        self.change.setText(f"I meant {one.answer}")

    def _change(self) -> None:
        """The person sees that it was their own answer that was wrong."""
        row = self.table.current()
        if row is not None and self._question is not None:
            answers = ((row.item_id, self._items[row.item_id].answer),)
            self._open_project.record(Labelled(self._question.id, answers, LabelSource.CORRECTION))
            self.change.setText("Changed")
            self.change.setEnabled(False)
