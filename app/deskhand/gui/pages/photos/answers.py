"""What answers the photos: the question in words, and below it the categories or a field for a number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import LabelOffered
from deskhand.domain.questions import Question, QuestionKind
from deskhand.domain.sureness import in_ten
from deskhand.gui import theme
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.teach.categories import CategoryPad
from deskhand.gui.pages.teach.number import NumberField
from deskhand.gui.pages.teach.start import FirstCategories
from deskhand.gui.widgets.category_button import DENSE
from deskhand.gui.widgets.photo_model import Look, PhotoRow
from deskhand.gui.widgets.words import Words

_GAP = 8  # between two categories


class PhotoAnswers(QWidget):
    """``chosen(value)`` when the person answers, ``accepted`` when Deskhand's guesses are right."""

    chosen = Signal(str)
    accepted = Signal()

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self._shape = (2, 200, 400)
        self.ask = Words("", "title", wraps=True)
        self.accept = QPushButton("Accept the guess")
        self.accept.setProperty("kind", "small")
        self.accept.setToolTip("Deskhand is right (A)")
        self.pad = CategoryPad()
        self.number = NumberField()
        self.start = FirstCategories(job_kind(open_project.project.job).noun)
        self._ways = QStackedWidget()
        self._lay_out()
        self.pad.chosen.connect(self.chosen)
        self.pad.offered.connect(self._offer)
        self.number.answered.connect(self.chosen)
        self.start.offered.connect(self._offer_all)
        self.accept.clicked.connect(self.accepted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.ask, 1)
        head.addWidget(self.accept)
        for way in (self.pad, self.number, self.start):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._ways)

    def show_question(self, question: Question) -> None:
        self._question = question
        number, empty = question.kind is QuestionKind.NUMBER, not question.labels
        self._ways.setCurrentWidget(self.number if number else self.start if empty else self.pad)
        self.ask.setVisible(number or not empty)
        self.pad.show_categories(question.labels)
        self._fit()

    @property
    def shows_number(self) -> bool:
        return self._ways.currentWidget() is self.number

    def show_photos(self, rows: Sequence[PhotoRow], count: int, *, ticked: bool) -> None:
        """What would be answered now: ``count`` that are ticked (``rows`` are the first), or the one looked at."""
        if self._question is None:
            return
        name = self._question.name
        several = f"{name}: which one are the {count:,} ticked?" if count > 1 else f"{name}: which one is the ticked?"
        number = f"{name} of the {count:,} ticked?" if ticked and count > 1 else f"{name}?"
        choice = several if ticked else f"{name}: which one is it?"
        self.ask.setText(number if self.shows_number else choice)
        guessed = bool(rows) and all(row.look is Look.GUESSED for row in rows)
        shared = rows[0] if len({row.label for row in rows}) == 1 and rows[0].label else None
        note = ""
        if shared is not None:
            sure = in_ten(shared.confidence) if count == 1 else f"{count:,} guesses"
            note = sure if guessed else "answered" if shared.look is Look.ANSWERED else ""
        self.pad.show_guess(shared.label if shared is not None and note else "", note)
        self.accept.setVisible(guessed)
        self.accept.setText("Accept" if count == 1 else f"Accept all {count:,}")

    def set_shape(self, columns: int, room: int, most: int) -> None:
        """Categories in so many columns, high ones if there is ``room``; what needs more than ``most`` scrolls."""
        self._shape = (columns, room, most)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns, room, most = self._shape
        lines = -(-(len(self._question.labels if self._question is not None else ()) + 1) // columns)
        needed = lines * (theme.current().px(DENSE) + _GAP)
        self.pad.set_shape(columns, min(most, max(room, needed)))
        way = self._ways.currentWidget()
        if way is not None:
            self._ways.setFixedHeight(way.sizeHint().height())

    def _offer(self, name: str) -> None:
        if self._question is not None and name not in self._question.labels:
            self._open_project.record(LabelOffered(self._question.id, name))

    def _offer_all(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._offer(name)
