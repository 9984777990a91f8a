"""The ways out of a project of rows: a workbook, or separated text."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from deskhand.domain.items import Source
from deskhand.domain.questions import Question
from deskhand.domain.requests import OutputKind
from deskhand.gui.pages.use.columns import ColumnChips
from deskhand.gui.pages.use.saving import targets
from deskhand.gui.widgets.way_out import WayOut
from deskhand.gui.widgets.words import Hairline
from deskhand.storage.view import ProjectView

AFTER_A_RUN = "After a run"


class WaysOut(QWidget):
    """``wanted(OutputKind)`` when a person presses a button."""

    wanted = Signal(object)

    def __init__(self, view: ProjectView) -> None:
        super().__init__()
        self._view = view
        self.chips = ColumnChips()
        self.buttons: list[QPushButton] = []
        self._ways: dict[OutputKind, WayOut] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Hairline("line.control"))

    @property
    def passages(self) -> bool:
        """Whether a second sheet with a row a passage is wanted."""
        return False

    def way(self, kind: OutputKind) -> WayOut:
        """The row of this kind of file."""
        return self._ways[kind]

    def forget_saved(self) -> None:
        """Nothing was saved lately."""
        for way in self._ways.values():
            way.forget_saved()

    def first_kind(self, source: Source | None) -> OutputKind:
        """What the primary button saves."""
        del source
        return OutputKind.NEW

    def show_ways(self, source: Source | None, questions: tuple[Question, ...] | None, *, can_save: bool) -> None:
        """As they are now; ``questions`` are those with answers (``None``: as before)."""
        if questions is not None:
            self.chips.show_questions(questions)
        self.chips.setVisible(self.chips.offers)
        possible = can_save and source is not None and self._has_content()
        for button in self.buttons:
            button.setEnabled(possible)
            button.setToolTip("" if possible else AFTER_A_RUN)

    def _has_content(self) -> bool:
        """Whether there is something to save."""
        return bool(self.chips.chosen)

    def _add_way(self, way: WayOut, *kinds: OutputKind) -> None:
        self._column.addWidget(way)
        self._ways |= dict.fromkeys(kinds, way)

    def _add_button(self, way: WayOut, words: str, kind: OutputKind, look: str = "") -> QPushButton:
        button = way.add_button(words, lambda: self.wanted.emit(kind), look)
        self.buttons.append(button)
        return button


class TableWays(WaysOut):
    """A copy of the person's own workbook where there is one."""

    def __init__(self, view: ProjectView) -> None:
        super().__init__(view)
        self._kind = OutputKind.NEW
        self.workbook = WayOut("table", "Save a workbook")
        self.text = WayOut("file-text", "Save separated text")
        self.copy = self.workbook.add_button("Save copy…", lambda: self.wanted.emit(self._kind), "primary")
        self.buttons.append(self.copy)
        self.new = self._add_button(self.workbook, "New workbook instead", OutputKind.NEW, "link")
        self.csv = self._add_button(self.text, "Save CSV…", OutputKind.CSV)
        self.workbook.extra.addWidget(self.chips)
        self.text.sentence.setText("The same rows and answers for other programs, separated by commas.")
        self._add_way(self.workbook, OutputKind.COPY, OutputKind.NEW)
        self._add_way(self.text, OutputKind.CSV)

    def first_kind(self, source: Source | None) -> OutputKind:
        return OutputKind.COPY if source is not None and OutputKind.COPY in targets(source) else OutputKind.NEW

    def show_ways(self, source: Source | None, questions: tuple[Question, ...] | None, *, can_save: bool) -> None:
        super().show_ways(source, questions, can_save=can_save)
        self._kind = self.first_kind(source)
        can_copy = self._kind is OutputKind.COPY
        self.copy.setText("Save copy…" if can_copy else "Save workbook…")
        self.new.setVisible(can_copy)
        name = Path(source.path).name if source is not None else "your workbook"
        self.workbook.sentence.setText(
            f"A copy of {name} with the answers as new columns; your formulas, colours and other sheets stay."
            if can_copy
            else f"A new workbook with the rows of {name} and the answers as new columns."
        )
