"""The ways out of a project of documents or photos: into folders, seen before done; and workbooks."""

from PySide6.QtCore import Signal

from deskhand.domain.files import FileState
from deskhand.domain.items import Source
from deskhand.domain.questions import Question
from deskhand.domain.requests import OutputKind
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.pages.use.ways import AFTER_A_RUN, WaysOut
from deskhand.gui.widgets.way_out import WayOut
from deskhand.storage.view import ProjectView

AFTER_FILING = "After the first filing"


class FileWays(WaysOut):
    """``preview`` when the plan is to be seen, ``index_wanted`` when what was filed is to be listed."""

    preview = Signal()
    index_wanted = Signal()

    def __init__(self, view: ProjectView) -> None:
        super().__init__(view)
        noun = job_kind(view.job).noun
        self.folders = WayOut("folder", "Copy or move into folders")
        self.folders.sentence.setText(
            f"First you see where each {noun.one} would go. Nothing is overwritten, and you can undo it next month."
        )
        self.copy = self.folders.add_button("Preview…", self.preview.emit, "primary")
        workbook = WayOut("table", f"Save a workbook with a row for each {noun.one}")
        workbook.sentence.setText("Its name and folder, what was read in it, the answers, and how sure they are.")
        self.workbook = self._add_button(workbook, "Save workbook…", OutputKind.NEW)
        self.csv = self._add_button(workbook, "CSV instead", OutputKind.CSV, "link")
        workbook.extra.addWidget(self.chips)
        self.index = WayOut("list", "Save an index of what was filed")
        self.index.sentence.setText(
            f"A row for each {noun.one}: where it was and where it is, as links, its answers, and what was read."
        )
        self.save_index = self.index.add_button("Save index…", self.index_wanted.emit)
        self._column.addWidget(self.folders)
        self._add_way(workbook, OutputKind.NEW, OutputKind.CSV)
        self._column.addWidget(self.index)

    def show_ways(self, source: Source | None, questions: tuple[Question, ...] | None, *, can_save: bool) -> None:
        super().show_ways(source, questions, can_save=can_save)
        possible = source is not None and self._can_be_filed()
        self.copy.setEnabled(possible)
        self.copy.setToolTip("" if possible else AFTER_A_RUN)
        filed = bool(self._view.filings.all())
        self.save_index.setEnabled(filed)
        self.save_index.setToolTip("" if filed else AFTER_FILING)

    def forget_saved(self) -> None:
        super().forget_saved()
        self.index.forget_saved()

    def _has_content(self) -> bool:
        return bool(self._view.files.of_state(FileState.READ, 0, 1))

    def _can_be_filed(self) -> bool:
        """Something was read, and somebody or something has answered."""
        view = self._view
        answered = any(view.predictions.count(one.id) or view.labels.counts(one.id) for one in view.questions.all())
        return answered and self._has_content()
