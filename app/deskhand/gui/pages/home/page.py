"""Home: start a job or go on with one, in one click."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from deskhand.domain.problems import Problem
from deskhand.gui import icons, theme
from deskhand.gui.job_kinds import SEVERAL, fitting
from deskhand.gui.pages.home.cards import JobCards
from deskhand.gui.pages.home.recent import RecentTable
from deskhand.gui.widgets.mark import Mark
from deskhand.gui.widgets.path_strip import PathStrip
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.recent import RecentProject

_NARROW = 760
_MORNING, _AFTERNOON, _EVENING = 5, 12, 18


class HomePage(QWidget):
    """``begin(files, job)`` starts a job ("" without files), ``begin_sample`` its sample; ``open(folder)`` goes on."""

    begin = Signal(str, str)
    begin_sample = Signal(str)
    open = Signal(str)
    choose_project = Signal()
    take_over = Signal()
    settings = Signal()
    help = Signal()
    forget = Signal(str)
    look_for = Signal(str)
    title = "Home"

    def __init__(self) -> None:
        super().__init__()
        self.problem = ProblemPanel()
        self.greeting = Words("", "page", elides=True)
        self.take_button = QPushButton("Open a hand-over file…")
        self.cards = JobCards()
        self._offered: list[str] = []  # files of which the person has not said yet what is to be done with them
        self.question = Words("", "body.strong", "accent", wraps=True)
        self.recent = RecentTable()
        self.empty = Words(
            "Your projects will appear here. The samples are a quick way to see how it works.", "body", "ink.second"
        )
        self.where = Words("", "caption", "ink.third", elides=True)
        self.where.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.path = PathStrip()
        self._lay_out()
        self.cards.begin.connect(self._begin)
        self.cards.sample.connect(self.begin_sample)
        self.cards.strip.choose.connect(self._choose_files)
        self.cards.strip.choose_folder.connect(self._choose_folder)
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
        column.addWidget(self.question)
        column.addWidget(self.cards)
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
        self.take_button.setProperty("kind", "link")
        self.take_button.clicked.connect(self.take_over)
        row.addWidget(Mark(theme.current().px(36)))
        row.addWidget(self.greeting, 1)
        row.addWidget(self.take_button)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, the list says less; hand-over files are opened by the menu then."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        self.recent.fit(narrow)
        self.take_button.setVisible(not narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of files that were offered."""
        if event.key() == Qt.Key.Key_Escape and self._offered:
            self.let_go()
        else:
            super().keyPressEvent(event)

    # --- files ----------------------------------------------------------------------------------

    def suggest(self, paths: Sequence[str]) -> str:
        """Show which cards fit what is dragged; the words say what a drop would do."""
        jobs = fitting(paths)
        self.cards.dim_others(jobs)
        if not jobs:
            return "Deskhand has no job for this kind of file"
        return f"{jobs[0].title}: drop it here" if len(jobs) == 1 else "Drop it here, then choose the job"

    def let_go(self) -> None:
        """Nothing is offered any more."""
        self._offered = []
        self.question.hide()
        self.cards.dim_others(())

    def offer(self, paths: Sequence[str]) -> None:
        """Begin the job that fits these files; if several do, the person says which."""
        self.let_go()
        jobs = fitting(paths)
        if not jobs:
            self.problem.show_problem(_nothing_fits(paths), ("Understood", self.problem.clear))
        elif len(jobs) == 1:
            self.begin.emit(SEVERAL.join(paths), jobs[0].name)
        else:
            self._offered = list(paths)
            what = Path(paths[0]).name if len(paths) == 1 else f"these {len(paths):,} files"
            self.question.setText(f"What is to be done with {what}? Choose a card, or press Esc.")
            self.question.show()
            self.cards.dim_others(jobs)
            self.cards.focus(jobs[0].name)

    def _begin(self, job: str) -> None:
        offered = SEVERAL.join(self._offered)
        self.let_go()
        self.begin.emit(offered, job)

    def _choose_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, "Choose a workbook, recordings, documents or photos")
        if paths:
            self.offer(paths)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Choose a folder of recordings, documents or photos")
        if folder:
            self.offer([folder])

    def show_recent(self, projects: Sequence[RecentProject], folder: Path, *, greet: bool) -> None:
        """What was open lately, and where projects are kept."""
        self.let_go()
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


def _nothing_fits(paths: Sequence[str]) -> Problem:
    what = Path(paths[0]).name if len(paths) == 1 else f"{len(paths):,} files"
    return Problem(
        "There is no job for this kind of file",
        f"You brought {what}. Deskhand reads workbooks, recordings, documents and photos.",
        "No project was begun.",
        "Drop a workbook, recordings, documents or photos, or a folder that holds them.",
    )
