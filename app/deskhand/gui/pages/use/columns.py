"""The chips of the Use page: which questions get columns beside every row."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from deskhand.domain.questions import Question
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words


class ColumnChips(QWidget):
    """A chip a question; pressing it leaves the question out, pressing again takes it in."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[int, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(6)

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Those that have answers; what was left out stays left out."""
        left_out = {number for number, chip in self._chips.items() if not chip.isChecked()}
        empty(self._row)
        self._chips = {}
        for question in questions:
            chip = self._chips[question.id] = QPushButton(question.name)
            chip.setCheckable(True)
            chip.setChecked(question.id not in left_out)
            chip.setIconSize(QSize(12, 12))
            chip.toggled.connect(self._dress)
            self._row.addWidget(chip)
        besides = Words("each with how sure, and whether it needs a look", "caption", "ink.third", elides=True)
        self._row.addWidget(besides, 1)
        self._dress()

    @property
    def offers(self) -> bool:
        """Whether there is a question to take in or leave out."""
        return bool(self._chips)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The questions that are taken in."""
        return tuple(number for number, chip in self._chips.items() if chip.isChecked())

    def _dress(self) -> None:
        look = theme.current()
        for chip in self._chips.values():
            on = chip.isChecked()
            chip.setIcon(icon("check" if on else "plus", "accent" if on else "ink.second", 12))
            chip.setAccessibleDescription("Its columns are added" if on else "Left out")
            chip.setToolTip("Click to leave it out" if on else "Click to add its columns")
            ground, ink = ("accent.soft", "accent") if on else ("surface", "ink.second")
            edge = "line.control" if look.high_contrast or not on else "accent.soft"
            chip.setStyleSheet(
                f"QPushButton {{ background: {look.hex(ground)}; color: {look.hex(ink)}; padding: 0 8px;"
                f" border: 1px solid {look.hex(edge)}; min-height: {look.px(22)}px; }}"
                f" QPushButton:hover {{ border-color: {look.hex('accent')}; }}"
            )
