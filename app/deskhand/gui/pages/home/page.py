"""Home: start a job or go on with one, in one click."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.pages.home.recent import RecentTable
from deskhand.gui.widgets.drop_strip import DropStrip
from deskhand.gui.widgets.job_card import CardWords, JobCard, messages_picture
from deskhand.gui.widgets.mark import Mark
from deskhand.gui.widgets.path_strip import PathStrip
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.recent import RecentProject

TICKETS = CardWords("Sort messages and tickets", "A category and an urgency beside every row", "Workbook or CSV")
TABLES = "Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
_NARROW = 760
_MORNING, _AFTERNOON, _EVENING = 5, 12, 18


class HomePage(QWidget):
    """``begin(path)`` starts a job ("" without a file), ``begin_sample`` its sample; ``open(folder)`` goes on."""

    begin = Signal(str)
    begin_sample = Signal()
    open = Signal(str)
    choose_project = Signal()
    settings = Signal()
    help = Signal()
    forget = Signal(str)
    look_for = Signal(str)
    title = "Home"

    def __init__(self) -> None:
        super().__init__()
        self.problem = ProblemPanel()
        self.greeting = Words("", "page", elides=True)
        self.card = JobCard(TICKETS, messages_picture)
        self.recent = RecentTable()
        self.empty = Words(
            "Your projects will appear here. The sample is a quick way to see how it works.", "body", "ink.second"
        )
        self.where = Words("", "caption", "ink.third", elides=True)
        self.where.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.path = PathStrip()
        self.drop_strip = DropStrip()
        self._lay_out()
        self.card.clicked.connect(lambda: self.begin.emit(""))
        self.card.sample.connect(self.begin_sample)
        self.drop_strip.choose.connect(self._choose_file)
        self.recent.opened.connect(self.open)
        self.recent.forgotten.connect(self.forget)
        self.recent.looked_for.connect(self.look_for)

    def _lay_out(self) -> None:
        inside = QWidget()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inside, "Home", "canvas"))
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 12, 32, 16)
        column.setSpacing(0)
        column.addLayout(self._title_row())
        column.addSpacing(16)
        column.addWidget(self.problem)
        column.addLayout(self._cards())
        column.addSpacing(32)
        heading = QHBoxLayout()
        heading.addWidget(Words("Recent projects", "title"))
        heading.addWidget(self.where, 1)
        column.addLayout(heading)
        column.addSpacing(8)
        column.addWidget(Hairline("line.control"))
        column.addWidget(self.recent)
        column.addSpacing(12)
        column.addWidget(self.empty)
        column.addSpacing(32)
        column.addWidget(self.path)
        column.addStretch(1)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        open_button = QPushButton("Open a project…")
        open_button.setIcon(icons.icon("folder", "ink"))
        open_button.clicked.connect(self.choose_project)
        row.addWidget(Mark(theme.current().px(36)))
        row.addWidget(self.greeting, 1)
        row.addWidget(open_button)
        for name, words, signal in (
            ("settings-2", "Settings", self.settings),
            ("circle-help", "Help", self.help),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(name, "ink.second", 18))
            button.setIconSize(QSize(theme.current().px(18), theme.current().px(18)))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(signal)
            row.addWidget(button)
        return row

    def _cards(self) -> QBoxLayout:
        row = self._cards_row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.card, 1)
        row.addWidget(self.drop_strip, 2)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, what stands side by side stands below each other."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._cards_row.setDirection(down if narrow else beside)
        self.recent.fit(narrow)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Choose a workbook", "", TABLES)
        if path:
            self.begin.emit(path)

    def show_recent(self, projects: Sequence[RecentProject], folder: Path, *, greet: bool) -> None:
        """What was open lately, and where projects are kept."""
        self.greeting.setText(f"{greeting(datetime.now().hour)} What needs doing?" if greet else "What needs doing?")
        self.where.setText(f"Stored on this computer, in {plain_path(folder)}")
        self.recent.show_projects(projects)
        self.recent.setVisible(bool(projects))
        self.empty.setVisible(not projects)
        self.path.setVisible(not projects)


def plain_path(folder: Path) -> str:
    """``Documents › Deskhand`` for a folder of the person's own; others whole."""
    return " › ".join(folder.relative_to(Path.home()).parts) if folder.is_relative_to(Path.home()) else str(folder)


def greeting(hour: int) -> str:
    """By the clock (0 to 23)."""
    if _MORNING <= hour < _AFTERNOON:
        return "Good morning."
    return "Good afternoon." if _AFTERNOON <= hour < _EVENING else "Good evening."
