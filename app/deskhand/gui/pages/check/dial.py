"""The strip of Check with the careful dial and what its position means."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.acts import CarefulSet
from deskhand.domain.questions import Question
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check import counts as check_counts
from deskhand.gui.pages.check.counts import DialCounts, careful_at, position_of
from deskhand.gui.widgets.careful_dial import HUNDREDTHS, CarefulDial
from deskhand.gui.widgets.words import Words

_REST = 400  # milliseconds without a move after which the dial rests
_HINTS = (0.2, 0.8)  # positions of which the dial says what they would mean


class DialStrip(QWidget):
    """``moved(careful)`` while the dial moves; when it rests, the threshold is kept in the project."""

    moved = Signal(float)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._question: Question | None = None
        self._held_out: list[tuple[float, bool]] = []
        self._undecided = 0
        self.careful = 1.0  # the threshold at which the dial stands
        self.dial = CarefulDial()
        self.waiting = Words("", "page")
        self.wait_words = Words("wait for you.", "body")
        self.wrong = Words("", "body", wraps=True)
        self.counted = Words("", "caption", "ink.second", wraps=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._lay_out()
        self.dial.valueChanged.connect(self._on_moved)
        self._rest.timeout.connect(self._keep)

    def _lay_out(self) -> None:
        figure = QHBoxLayout()
        figure.setSpacing(6)
        figure.addWidget(self.waiting)
        figure.addWidget(self.wait_words)
        figure.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(figure)
        words.addWidget(self.wrong)
        words.addWidget(self.counted)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(32)
        row.addWidget(self.dial, 5)
        row.addLayout(words, 4)

    def show_question(self, question: Question, undecided: int) -> None:
        """The counts of one question; after a run, a correction or a new skill too.

        ``undecided`` answers of Deskhand have not been confirmed or changed by the person.
        """
        view = self._open_project.project
        self._question = question
        skill = view.skills.in_use(question.id)
        self._held_out = view.skills.dial(skill.id) if skill is not None else []
        self._undecided = undecided
        was_blocked = self.dial.blockSignals(True)
        if not self._rest.isActive():
            self.careful = question.careful
            self.dial.setValue(round(position_of(question.careful) * HUNDREDTHS))
        self.dial.blockSignals(was_blocked)
        if len(self._held_out) >= check_counts.ENOUGH:
            self.dial.set_hints(*(self._hint(position) for position in _HINTS))
        self._show_counts()

    def step(self, steps: int) -> None:
        """One press of ``[`` or ``]``."""
        self.dial.setValue(self.dial.value() + steps * self.dial.singleStep())

    def leave(self) -> None:
        """The page is left: where the dial stands is kept."""
        if self._rest.isActive():
            self._rest.stop()
            self._keep()

    def _on_moved(self) -> None:
        self.careful = round(careful_at(self.dial.value() / HUNDREDTHS), 4)
        self._show_counts()
        self.moved.emit(self.careful)
        self._rest.start()

    def _keep(self) -> None:
        if self._question is not None and self._question.careful != self.careful:
            self._open_project.record(CarefulSet(self._question.id, self.careful))

    def _show_counts(self) -> None:
        if self._question is None:
            return
        missing = check_counts.ENOUGH - len(self._held_out)
        self.dial.setEnabled(missing <= 0)
        waiting = self._waiting(self.careful)
        self.waiting.setText(f"{waiting:,}")
        self.wait_words.setText("waits for you." if waiting == 1 else "wait for you.")
        if missing > 0:
            self.wrong.setText(f"{missing} more checked answers are needed to set the dial.")
            self.counted.setText("")
            return
        counts = check_counts.count(self._held_out, self.careful, waiting, self._undecided - waiting)
        self.wrong.setText(wrong_words(counts))
        self.counted.setText(f"Counted on {counts.counted_on:,} of your own answers")
        self.dial.setAccessibleDescription(f"{waiting} wait for you. {wrong_words(counts)} {self.counted.text()}.")

    def _hint(self, position: float) -> str:
        careful = careful_at(position)
        waiting = self._waiting(careful)
        wrong = check_counts.wrong_at(self._held_out, careful, self._undecided - waiting)
        return f"{waiting:,} wait, {wrong:,} wrong"

    def _waiting(self, careful: float) -> int:
        if self._question is None:
            return 0
        return self._open_project.project.predictions.waiting(self._question.id, careful)


def wrong_words(counts: DialCounts) -> str:
    """``Of the other 462, about 6 may be wrong (2 to 12).``"""
    if not counts.others:
        return "Deskhand answers none by itself."
    return f"Of the other {counts.others:,}, about {counts.wrong:,} may be wrong ({counts.low:,} to {counts.high:,})."
