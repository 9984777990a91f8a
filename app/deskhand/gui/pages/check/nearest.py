"""The most alike of the person's own answers, each with what they answered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.jobs import Neighbour
from deskhand.domain.questions import Question
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.rows import snippets
from deskhand.gui.widgets.category_mark import CategoryMark
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words

_LONGEST = 120  # characters of each message


class NearestAnswers(QWidget):
    """A heading, up to three messages, and whether they agree."""

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self.agreement = Words("", "caption", "ink.second", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("Nearest of your own answers", "body.strong"))
        column.addLayout(self._rows)
        column.addWidget(self.agreement)
        column.addStretch(1)

    def show_nothing(self) -> None:
        empty(self._rows)
        self.agreement.setText("Looking for messages like it…")

    def show_neighbours(self, question: Question, neighbours: Sequence[Neighbour]) -> None:
        empty(self._rows)
        view = self._open_project.project
        ids = [neighbour.item_id for neighbour in neighbours]
        words = snippets(view, ids)
        rows = {item.id: item.row for item in view.items.many(ids)}
        for neighbour in neighbours:
            self._rows.addWidget(_row(question, neighbour, words[neighbour.item_id], rows[neighbour.item_id]))
        self.agreement.setText(agreement_of(neighbours))


def agreement_of(neighbours: Sequence[Neighbour]) -> str:
    """One sentence on what the neighbours say together."""
    if not neighbours:
        return "You have not answered any message like it yet."
    if len({neighbour.label for neighbour in neighbours}) == 1:
        return "They agree."
    return "They disagree, which makes this one doubtful."


def _row(question: Question, neighbour: Neighbour, message: str, row_number: int) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    short = message if len(message) <= _LONGEST else message[:_LONGEST].rstrip() + "…"
    column.addWidget(Words(short, "reading.list", wraps=True))
    below = QHBoxLayout()
    below.setSpacing(8)
    if neighbour.label in question.labels:
        below.addWidget(CategoryMark(question.labels.index(neighbour.label)))
    below.addWidget(Words(neighbour.label, "body"))
    below.addStretch(1)
    below.addWidget(Words(f"your answer, row {row_number}", "caption", "ink.second"))
    column.addLayout(below)
    return row
