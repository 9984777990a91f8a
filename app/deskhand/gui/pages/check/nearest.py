"""The most alike of the person's own answers, each with what they answered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.items import FILES, Item
from deskhand.domain.jobs import Neighbour
from deskhand.domain.questions import Question
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.rows import one_line, snippets
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.category_mark import CategoryMark
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.small_picture import SmallPicture
from deskhand.gui.widgets.words import Words
from deskhand.storage.view import ProjectView

_LONGEST = 120  # characters of each message


class NearestAnswers(QWidget):
    """A heading, up to three of them (photos, if there are ``thumbnails``), and whether they agree."""

    def __init__(
        self, open_project: OpenProject, thumbnails: Thumbnails | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._noun = job_kind(open_project.project.job).noun
        self._thumbnails = thumbnails
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
        self.agreement.setText(f"Looking for {self._noun.many} like it…")

    def show_neighbours(self, question: Question, neighbours: Sequence[Neighbour]) -> None:
        empty(self._rows)
        view = self._open_project.project
        ids = [neighbour.item_id for neighbour in neighbours]
        words = snippets(view, ids)
        if self._thumbnails is not None:
            photos = QHBoxLayout()
            photos.setSpacing(8)
            for neighbour in neighbours:
                photos.addWidget(NearestPhoto(self._thumbnails, question, neighbour, words[neighbour.item_id]))
            photos.addStretch(1)
            self._rows.addLayout(photos)
        else:
            items = {item.id: item for item in view.items.many(ids)}
            for neighbour in neighbours:
                item = items[neighbour.item_id]
                self._rows.addWidget(_row(question, neighbour, words[item.id], _said_of(view, item)))
        self.agreement.setText(agreement_of(neighbours, self._noun.one))


def agreement_of(neighbours: Sequence[Neighbour], item: str = "message") -> str:
    """One sentence on what the neighbours say together."""
    if not neighbours:
        return f"You have not answered any {item} like it yet."
    if len({neighbour.label for neighbour in neighbours}) == 1:
        return "They agree."
    return "They disagree, which makes this one doubtful."


def _said_of(view: ProjectView, item: Item) -> tuple[str, str]:
    """How a file begins ("": it is no file), and where an item stands."""
    if view.source_of(item).kind in FILES:
        return one_line(view.text(item)), "your answer"
    return "", f"your answer, row {item.row}"


def _row(question: Question, neighbour: Neighbour, message: str, said: tuple[str, str]) -> QWidget:
    beginning, place = said
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    if beginning:
        column.addWidget(Words(message, "body.medium", elides=True))
    column.addWidget(Words(_short(beginning or message), "reading.list", wraps=True))
    below = answer_line(question, neighbour.label)
    below.addStretch(1)
    below.addWidget(Words(place, "caption", "ink.second"))
    column.addLayout(below)
    return row


def answer_line(question: Question, label: str) -> QHBoxLayout:
    """An answer with its mark."""
    line = QHBoxLayout()
    line.setSpacing(8)
    if label in question.labels:
        line.addWidget(CategoryMark(question.labels.index(label)))
    line.addWidget(Words(label, "body"))
    return line


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"


class NearestPhoto(QWidget):
    """A photo that the person has answered, small, with what they answered."""

    def __init__(self, thumbnails: Thumbnails, question: Question, neighbour: Neighbour, name: str) -> None:
        super().__init__()
        self.picture = SmallPicture(thumbnails, neighbour.item_id)
        self.picture.setToolTip(name)
        self.picture.setAccessibleName(f"{name}: your answer was {neighbour.label}")
        line = answer_line(question, neighbour.label)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture)
        column.addLayout(line)
