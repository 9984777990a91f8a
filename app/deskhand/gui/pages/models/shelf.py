"""The shelf as a person sees it: recommended box, table, note, options. Two pages show it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.models import Modality
from deskhand.domain.problems import Problem
from deskhand.gui.icons import icon
from deskhand.gui.job_kinds import Noun
from deskhand.gui.model_words import WHAT
from deskhand.gui.pages.models.box import RecommendedBox
from deskhand.gui.pages.models.details import ModelDetails
from deskhand.gui.pages.models.getting import GettingPanel
from deskhand.gui.pages.models.rows import ModelRow
from deskhand.gui.pages.models.table import ModelsTable
from deskhand.gui.pages.models.words import difference
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.undo_line import UndoLine
from deskhand.gui.widgets.words import Words

NAMES = {
    Modality.TEXT: "Texts",
    Modality.PICTURE: "Pictures",
    Modality.SOUND: "Sounds",
    Modality.SPEECH: "Speech",
}


class ModelsShelf(QWidget):
    """Arranges; its page decides. ``turned(Modality)``, ``add(path kind)``: "folder" or "zip"."""

    turned = Signal(object)
    add = Signal(str)

    def __init__(self, modalities: Sequence[Modality], noun: Noun) -> None:
        super().__init__()
        self._modalities = tuple(modalities)
        self._noun = noun
        self.back = QPushButton()
        self.kinds = Segments([NAMES[one] for one in self._modalities])
        self.add_button = QPushButton("Add from a folder…")
        self.problem = ProblemPanel()
        self.box = RecommendedBox(noun)
        self.undo = UndoLine()
        self.getting = GettingPanel()
        self.heading = Words("", "title", wraps=True)
        self.about = Words("", "caption", "ink.second", wraps=True)
        self.table = ModelsTable()
        self.nothing = Words("", "body", "ink.second", wraps=True)
        self.note = Banner()
        self.only_fitting = QCheckBox("Show only models that fit this computer")
        self.compare = QPushButton("Try these on my answers")
        self.details_button = QPushButton("Details")
        self.remove_button = QPushButton("Remove")
        self.details = ModelDetails()
        self._lay_out()
        self.kinds.chosen.connect(lambda place: self.turned.emit(self._modalities[place]))
        self.details_button.clicked.connect(self.toggle_details)

    def _lay_out(self) -> None:
        self.back.setIcon(icon("chevron-left", "ink"))
        self.back.setProperty("kind", "quiet")
        self.back.setAccessibleName("Back")
        self.back.setToolTip("Back")
        self.kinds.setVisible(len(self._modalities) > 1)
        self.kinds.setAccessibleName("Models for")
        self.add_button.setIcon(icon("folder", "ink"))
        ways = QMenu(self.add_button)
        ways.addAction("A folder…").triggered.connect(lambda: self.add.emit("folder"))
        ways.addAction("A zip…").triggered.connect(lambda: self.add.emit("zip"))
        self.add_button.setMenu(ways)
        self.only_fitting.setChecked(True)
        self.remove_button.setIcon(icon("trash-2", "ink"))
        self.note.hide()
        for button in (self.compare, self.details_button, self.remove_button):
            button.setProperty("kind", "small")
        self._stack()

    def _stack(self) -> None:
        """All of it, from the top."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        kinds = _inset(self.kinds)
        kinds.addStretch(1)
        column.addLayout(kinds)
        for widget in (self.problem, self.box, self.undo, self.getting):
            column.addLayout(_inset(widget))
        column.addSpacing(4)
        column.addLayout(self._titles())
        column.addWidget(self.table)
        column.addLayout(_inset(self.nothing))
        column.addLayout(_inset(self.note))
        column.addLayout(self._options())
        column.addLayout(_inset(self.details))
        column.addStretch(1)

    def _titles(self) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.about)
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(12)
        line.addLayout(titles, 1)
        line.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(Words("Models", "page"))
        row.addStretch(1)
        row.addWidget(self.add_button)
        return row

    def _options(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.only_fitting)
        row.addStretch(1)
        row.addWidget(self.details_button)
        row.addWidget(self.remove_button)
        return row

    # --- showing ----------------------------------------------------------------------------------

    def show_modality(self, modality: Modality) -> None:
        """What these models are for."""
        self.kinds.choose(self._modalities.index(modality))
        self.heading.setText(f"All models that can {WHAT[modality]}")

    def show_rows(self, rows: Sequence[ModelRow], chosen: str) -> None:
        """Those that fit this computer, or all."""
        kept = [row for row in rows if row.fits or row.id == chosen or not self.only_fitting.isChecked()]
        left = len(rows) - len(kept)
        self.table.show_rows(kept, chosen)
        self.nothing.setText(f"{left} more would need more memory than this computer has." if left else "")
        self.nothing.setVisible(bool(left))
        told = difference(rows, self._noun)
        self.note.setVisible(bool(told))
        if told:
            self.note.show_words("Are they different?", told, "circle-help", "done")
        self.show_current()

    def show_current(self) -> None:
        """What can be done with the row that is marked."""
        row = self.table.current()
        self.details_button.setEnabled(row is not None)
        self.remove_button.setVisible(row is not None and row.removable)
        if row is not None:
            self.details_button.setAccessibleName(f"Details of {row.name}")
            self.remove_button.setAccessibleName(f"Remove {row.name}")
        if row is None:
            self.details.hide()
        elif not self.details.isHidden():
            self.details.show_row(row)

    def toggle_details(self) -> None:
        """Open or close the expert's view of the row that is marked."""
        row = self.table.current()
        if row is not None and self.details.isHidden():
            self.details.show_row(row)
            self.details.show()
        else:
            self.details.hide()
        self.details_button.setText("Details" if self.details.isHidden() else "Hide details")

    def show_problem(self, problem: Problem) -> None:
        """What went wrong, above everything."""
        self.problem.show_problem(problem, ("Understood", self.problem.clear))


def _inset(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 24, 0)
    row.addWidget(widget)
    return row
