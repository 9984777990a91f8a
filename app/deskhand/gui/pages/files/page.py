"""Choose, for documents and photos: which ones, what was read in them, and the answers that they bring along."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskhand.domain.acts import QuestionAsked, QuestionDropped, RunEnded, SourceRemoved
from deskhand.domain.files import FileState
from deskhand.domain.findings import Finding
from deskhand.domain.jobs import AnswersTaken, Failed, MakeSample, SampleMade
from deskhand.domain.problems import Problem
from deskhand.gui.file_reading import FileReading
from deskhand.gui.folder_list import FolderList
from deskhand.gui.job_kinds import SEVERAL, job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.choose.check import CheckPanel
from deskhand.gui.pages.choose.page import SAMPLE
from deskhand.gui.pages.files.answers import AnswersPanel
from deskhand.gui.pages.files.beside import LOOKING, AttachmentsPart, LookingPart
from deskhand.gui.pages.files.counting import FileCounts
from deskhand.gui.pages.files.grid import PictureGrid
from deskhand.gui.pages.files.head import FilesHead
from deskhand.gui.pages.files.model import FilesModel
from deskhand.gui.pages.files.rows import FileRows
from deskhand.gui.pages.files.strip import LIST, PICTURES, FilesStrip
from deskhand.gui.pages.files.table import FilesTable
from deskhand.gui.pages.files.together import TogetherPart
from deskhand.gui.pages.files.words import NOTHING_CHOSEN, WORDS, about_words, nothing_here, what_follows
from deskhand.gui.pages.page import Page
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.drop_area import DropArea
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Hairline

_CHANGES = (AnswersTaken, QuestionAsked, QuestionDropped, RunEnded, SourceRemoved)
_REFRESH = 250  # milliseconds between two looks at files that are being listed or read


class FilesPage(Page):
    """A place to drop files; then their list or their pictures, with the answers that they bring along beside it."""

    def __init__(self, open_project: OpenProject) -> None:
        self.words = WORDS[open_project.project.job]
        self.title = self.words.title
        super().__init__(open_project)
        self.noun = job_kind(open_project.project.job).noun
        job = open_project.project.job
        self.is_photos, self.is_sounds = job == "photos", job == "sounds"
        self._unread_only = False
        self._finding: Finding | None = None
        self.list = FolderList(open_project, self)
        self.reading = FileReading.of(open_project)
        self.counts = FileCounts(open_project, self)
        self.drop_area = DropArea(self.words.drop)
        self.first_problem, self.problem = ProblemPanel(), ProblemPanel()
        self.head = FilesHead(self.noun.many)
        self.strip = FilesStrip(pictures=self.is_photos or self.is_sounds)
        self.model = FilesModel(self.noun.one, self, lengths=self.is_sounds)
        name = f"{self.noun.many.capitalize()} of this project"
        self.table = FilesTable(self.model, name, pages=not self.is_photos)
        self.grid = PictureGrid(self.model, Thumbnails(open_project, self), name)
        self.answers = AnswersPanel(open_project)
        self.looking = LookingPart(LOOKING[job], open_project)
        self.together = TogetherPart(open_project)
        self.attachments = AttachmentsPart(open_project)
        self.check = CheckPanel(open_project)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH)
        self._lay_out()
        self._connect()

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        beginning, chosen, beside, self.views = QWidget(), QWidget(), QWidget(), QStackedWidget()
        around = QVBoxLayout(beginning)
        around.setContentsMargins(24, 24, 24, 24)
        around.setSpacing(16)
        around.addWidget(self.first_problem)
        around.addWidget(self.drop_area, 1)
        said = QHBoxLayout()
        said.setContentsMargins(24, 0, 24, 8)
        said.addWidget(self.problem)
        self.views.addWidget(self.grid)
        self.views.addWidget(self.table)
        self.strip.shown.connect(self.views.setCurrentIndex)
        self.strip.turn_to(PICTURES if self.is_photos else LIST)
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.strip)
        column.addLayout(said)
        column.addWidget(Hairline())
        column.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(beginning)
        self.stack.addWidget(chosen)
        self.set_middle(self.stack)
        parts = QVBoxLayout(beside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        for part in (self.answers, self.together, self.attachments, self.looking, self.check):
            parts.addWidget(part)
        parts.addStretch(1)
        self.set_panel(beside, 344, "Answers")
        self.back = self.action_bar.add("Back to projects")
        self.teach = self.action_bar.add("Teach first")
        self.next = self.action_bar.add_primary("Next: Teach")

    def _connect(self) -> None:
        self.drop_area.dropped.connect(self.take)
        self.drop_area.sample.connect(self.take_sample)
        self.drop_area.choose.connect(self.choose_folder)
        self.head.folder.connect(self.choose_folder)
        for way in (self.drop_area.choose_other, self.head.files):
            way.connect(self.choose_files)
        self.head.again.connect(self.list.look_again)
        self.head.stop.connect(self.list.stop)
        self.head.take_out.connect(self.list.take_out)
        self.strip.pause.connect(self.reading.pause)
        self.strip.go_on.connect(self.reading.go_on)
        self.strip.again.connect(self.reading.try_again)
        self.strip.only_unread.connect(lambda only: self.show_only(unread=only))
        self.back.clicked.connect(lambda: self.go.emit("home"))
        self.teach.clicked.connect(lambda: self.go.emit("teach"))
        self.next.clicked.connect(lambda: self.go.emit("run" if self.answers.enough else "teach"))
        self._follow()

    def _follow(self) -> None:
        """What changes behind the page."""
        self.list.changed.connect(self._show_all)
        self.list.more.connect(self._show_soon)
        self.list.listed.connect(self._on_listed)
        self.reading.changed.connect(self._show_soon)
        self.counts.changed.connect(self._show_counts)
        self.answers.changed.connect(self._show_actions)
        self.answers.changed.connect(self.together.refresh)
        self.attachments.taken.connect(lambda folder: self.list.take([folder]))
        self.looking.wanted.connect(self.go)
        self.check.wanted.connect(lambda finding: self.show_only(finding=finding))
        for part in (self.list, self.reading, self.answers, self.attachments):
            part.failed.connect(self._show_problem)
        for view in (self.table, self.grid):
            view.opened.connect(self.open_file)
        self._later.timeout.connect(self._show_all)
        self.open_project.recorded.connect(self._on_recorded)

    # --- which files ----------------------------------------------------------------------------

    def aim(self, what: str) -> None:
        if what == SAMPLE:
            self.take_sample()
        elif what:
            self.take(what.split(SEVERAL))

    def arrive(self) -> None:
        super().arrive()
        self.list.open()
        self.looking.refresh()
        self.answers.refresh()
        self.check.show_now()
        if self.list.sources and not self.list.listing:
            self._begin()
        self._show_all()
        (self.next if self.list.sources else self.drop_area.button).setFocus()

    def leave(self) -> None:
        self._later.stop()
        self.counts.stop()
        self.check.leave()
        super().leave()

    def take(self, paths: Sequence[str]) -> None:
        """These folders and files, beside those that are there."""
        self.problem.clear()
        self.first_problem.clear()
        self.list.take(paths)

    def choose_folder(self) -> None:
        """Ask for a folder in the platform's own dialog."""
        folder = QFileDialog.getExistingDirectory(self, self.words.folder)
        if folder:
            self.take([folder])

    def choose_files(self) -> None:
        """Ask for files in the platform's own dialog."""
        paths, _ = QFileDialog.getOpenFileNames(self, self.words.files, "", self.words.filter)
        if paths:
            self.take(paths)

    def take_sample(self) -> None:
        """Write the bundled sample into the project's folder and take it."""
        project = self.open_project.project
        handle = self.open_project.perform(MakeSample(str(project.folder / self.words.sample), project.job))
        handle.event.connect(lambda event: self.take([event.path]) if isinstance(event, SampleMade) else None)
        handle.ended.connect(lambda ending: self._show_problem(ending.problem) if isinstance(ending, Failed) else None)

    def open_file(self, row: int) -> None:
        """Show a file in the program that it belongs to."""
        shown = self.model.row(row)
        if shown is not None:
            path = self.open_project.project.files.file_of(shown.item_id)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_listed(self) -> None:
        self.answers.forget()
        self._begin()

    def _begin(self) -> None:
        """What follows by itself when all is listed."""
        self.answers.look()
        self.reading.begin()
        if not self.reading.busy and not self.check.checked:
            self._check_soon()

    # --- showing --------------------------------------------------------------------------------

    def show_only(self, *, unread: bool = False, finding: Finding | None = None) -> None:
        """Those alone that could not be read, each with its reason; or those of a finding; or (neither) all again."""
        self._unread_only, self._finding = unread, finding
        self.table.show_reasons(wanted=unread)
        if unread:
            self.strip.turn_to(LIST)  # which has the reasons
        self._show_rows()
        self.table.scrollToTop()

    def _show_soon(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _show_all(self) -> None:
        sources = self.list.sources
        self.stack.setCurrentIndex(1 if sources else 0)
        self.set_panel_wanted(wanted=bool(sources) and self.list.count > 0)
        if sources:
            self.head.show_sources(sources)
            self._show_rows()
            self.counts.ask()
        self._show_actions()

    def _show_rows(self) -> None:
        unread = self.counts.unread if self._unread_only else None
        rows = FileRows(self.open_project.project, unread=unread, finding=self._finding)
        self.model.show(rows.count, rows.fetch)
        self._show_head()

    def _show_counts(self) -> None:
        self.attachments.show_kinds(self.counts.kinds)
        (self._show_rows if self._unread_only else self._show_head)()
        self._show_actions()

    def _show_head(self) -> None:
        counts, notes = self.reading.counts, [note for source in self.list.sources for note in source.notes]
        kinds = {} if counts is not None else self.counts.kinds
        counted = self.noun.count(self.list.count)
        words = about_words(counted, kinds, listing=self.list.listing, alike=self.is_photos or self.is_sounds)
        if not self.list.count and not self.list.listing:
            words = f"No {self.noun.one} was found here. Add another folder, or single files."
        elif self._finding is not None:
            words = f"Only the {self.model.rowCount():,} of one finding are shown."
        self.head.show_state(" ".join([words, *notes]), listing=self.list.listing)
        self.strip.show_reading(counts, self.reading.time_left, paused=not self.reading.busy)
        self.strip.show_unread(self.counts.unread, only=self._unread_only, busy=self.reading.busy)

    def _show_actions(self) -> None:
        some, enough = self._some_are_read(), self.answers.enough
        self.next.setText("Next: Run" if enough else "Next: Teach")
        self.next.setEnabled(some)
        self.next.setToolTip("" if some else f"When the first {self.noun.many} are read")
        self.teach.setVisible(enough)
        self.action_bar.set_sentence(self._sentence(enough=enough))

    def _some_are_read(self) -> bool:
        return bool(self.open_project.project.files.of_state(FileState.READ, 0, 1))

    def _check_soon(self) -> None:
        if self._some_are_read():
            self.check.check_soon()

    def _sentence(self, *, enough: bool) -> str:
        if not self.list.sources:
            return NOTHING_CHOSEN
        if not self.list.count:
            return nothing_here(self.noun, listing=self.list.listing)
        early = self.reading.counts is not None and self.next.isEnabled()
        return what_follows(early=early, enough=enough)

    def _show_problem(self, problem: Problem) -> None:
        panel = self.problem if self.list.sources else self.first_problem
        panel.show_problem(problem, ("Understood", panel.clear))

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, _CHANGES):
            self._show_soon()
            if isinstance(message, RunEnded) or not self.reading.busy:
                self._check_soon()
