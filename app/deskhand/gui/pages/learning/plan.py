"""Before a course: what it would do, how long it may take, and whether it reads the files first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.courses import ADAPT_AUTO, ADAPT_OFF, Aim
from deskhand.gui import theme
from deskhand.gui.pages.learning.experts import ExpertChoices
from deskhand.gui.pages.learning.subject import FILES, HEARING, Material, Subject
from deskhand.gui.pages.learning.words import (
    BUDGETS,
    FIRST_BUDGET,
    NUMBERS,
    enough_of,
    expected,
    purpose_of,
    reading_words,
    shown_gain,
)
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.budget_slider import BudgetSlider
from deskhand.gui.widgets.switch import Switch
from deskhand.gui.widgets.words import Words, rule

_HOW_LONG, _READ_FIRST = "How long may it take?", "Let it read my files first (no answers needed)"
_WIDEST = 720


class CoursePlan(QWidget):
    """``changed`` when something else is wished for, ``other`` when another subject is: "files", "hearing"."""

    changed = Signal()
    other = Signal(str)

    def __init__(self, experts: ExpertChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experts = experts
        self._aim = Aim.QUESTION
        self._told: Material | None = None
        self._number = False
        self.title = Words("", "page", wraps=True)
        self.purpose = Words("", "body", "ink.second", wraps=True)
        self.elsewhere = Banner()
        self.slider = BudgetSlider(_HOW_LONG, [budget.name for budget in BUDGETS])
        self.slider.setValue(FIRST_BUDGET)
        self.expect = Words("", "body", wraps=True)
        self.gain = Words("", "body", "ink.second", wraps=True)
        self.switch = Switch(_READ_FIRST)
        self.reading = QWidget()
        self.pays = Words("", "body", "ink.second", wraps=True)
        self.experts_button = QPushButton("For experts…")
        self.files_button = QPushButton("Only read my files…")
        self.hearing_button = QPushButton("Hear better…")
        for button in (self.experts_button, self.files_button, self.hearing_button):
            button.setProperty("kind", "link")
        self.chosen = Words("", "caption", "ink.second", wraps=True)
        self._lay_out()
        self.slider.valueChanged.connect(self._show_budget)
        self.switch.toggled.connect(self._read_first)
        experts.changed.connect(self._show_choices)
        self.files_button.clicked.connect(lambda: self.other.emit(FILES))
        self.hearing_button.clicked.connect(lambda: self.other.emit(HEARING))
        self._show_budget()

    def _lay_out(self) -> None:
        parts = QWidget()
        parts.setMaximumWidth(theme.current().px(_WIDEST))
        beside = QHBoxLayout(self)  # beside each other, so that each line knows how wide it will be
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(parts, 1)
        beside.addStretch(0)
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.purpose, self.elsewhere, rule(8)):
            column.addWidget(widget)
        column.addWidget(Words(_HOW_LONG, "title"))
        for widget in (self.slider, self.expect, self.gain):
            column.addWidget(widget)
        self._lay_out_reading()
        column.addWidget(self.reading)
        column.addWidget(rule(8))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.experts_button, self.files_button, self.hearing_button):
            row.addWidget(button)
        row.addWidget(self.chosen, 1)
        column.addLayout(row)
        column.addStretch(1)
        self.elsewhere.hide()

    def _lay_out_reading(self) -> None:
        reading = QVBoxLayout(self.reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(4)
        reading.addWidget(rule(8))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Words(_READ_FIRST, "title", wraps=True), 1)
        line.addWidget(self.switch)
        reading.addLayout(line)
        reading.addWidget(self.pays)

    def show_plan(self, subject: Subject, material: Material, elsewhere: str) -> None:
        """What there is to learn from; ``elsewhere``: why nothing can be begun now ("": it can)."""
        self._aim, self._told, self._number = subject.aim, material, subject.number
        self.title.setText(subject.title)
        self.purpose.setText(purpose_of(subject.aim))
        self.elsewhere.setVisible(bool(elsewhere))
        if elsewhere:
            self.elsewhere.show_words("One at a time.", elsewhere, "clock", "wait")
        tested = subject.aim is not Aim.FILES
        self.gain.setVisible(tested)
        self.gain.setText(NUMBERS if subject.number else shown_gain(material.answers, subject.aim))
        self.reading.setVisible(subject.aim is Aim.QUESTION)
        self.pays.setText(reading_words(material))
        self._experts.show_material(material, subject.aim)
        self.expect.setText(expected(BUDGETS[self.slider.value()], subject.aim))
        self.experts_button.setVisible(subject.aim is not Aim.HEARING)
        self.files_button.setVisible(subject.aim is Aim.QUESTION)
        self.hearing_button.setVisible(subject.aim is Aim.QUESTION and material.hears)
        self._show_choices()

    @property
    def enough(self) -> bool:
        """Whether there is enough to begin with."""
        material = self._told
        if material is None or not material.items or self._number:
            return False
        return material.answers >= enough_of(self._aim)

    @property
    def minutes(self) -> float:
        """How long it may take."""
        return BUDGETS[self.slider.value()].minutes

    @property
    def adapt(self) -> str:
        """As in ``Course``."""
        if self._aim is Aim.HEARING:
            return ADAPT_OFF
        reads = self.switch.isChecked() or self._aim is Aim.FILES
        return (self._experts.objective or ADAPT_AUTO) if reads else ADAPT_OFF

    def _show_budget(self, _: int = 0) -> None:
        self.expect.setText(expected(BUDGETS[self.slider.value()], self._aim))
        self.changed.emit()

    def _read_first(self, on: bool) -> None:
        if not on:
            self._experts.forget_objective()
        self.changed.emit()

    def _show_choices(self) -> None:
        if self._experts.objective and not self.switch.isChecked():
            self.switch.setChecked(True)
        self.chosen.setText(self._experts.told())
        self.changed.emit()
