"""Another workbook for what was taught: look at it, read it, say that it can be run."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import SourceAdded
from deskhand.domain.items import Source, TablePreview
from deskhand.domain.jobs import Failed, Finished, PreviewTable, ReadTable, Request, TablePreviewed
from deskhand.domain.problems import Problem, ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.run.session import Plan

FILES = "Workbooks and separated text (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"


class AnotherWorkbook(QObject):
    """``read(Plan)`` when its rows are part of the project; ``failed(Problem)``; ``changed`` when it begins or ends."""

    read = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._handle: JobHandle | None = None
        self._preview: TablePreview | None = None
        self.name = ""

    @property
    def busy(self) -> bool:
        """Whether a workbook is looked at or read."""
        return self._handle is not None

    @property
    def handle(self) -> JobHandle | None:
        """The work in hand."""
        return self._handle

    def take(self, path: Path) -> None:
        """Read this file. One that was read before gives the rows that are new in it."""
        self.name, self._preview = path.name, None
        handle = self._perform(PreviewTable(str(path.resolve())))
        handle.event.connect(self._keep_preview)
        handle.ended.connect(self._on_looked)

    def stop(self) -> None:
        """No more of it; the rows that were read stay."""
        if self._handle is not None:
            self._handle.cancel()

    def _perform(self, request: Request) -> JobHandle:
        self._handle = self._open_project.perform(request)
        self.changed.emit()
        return self._handle

    def _keep_preview(self, event: object) -> None:
        if isinstance(event, TablePreviewed):
            self._preview = event.preview

    def _on_looked(self, ending: object) -> None:
        self._handle = None
        if isinstance(ending, Finished) and self._preview is not None:
            self._add(self._preview)
        else:
            self._end(ending)

    def _add(self, preview: TablePreview) -> None:
        project = self._open_project.project
        known = known_source(preview, project.sources.all())
        if known is not None:
            self._read(known.id)
            return
        columns = text_columns(preview, project.sources.all())
        if not columns:
            self._end(Failed(_nothing_to_read(self.name)))
            return
        number, path = project.new_id("sources"), path_in(project.folder, Path(preview.path))
        added = SourceAdded(number, path, preview.sheet, preview.header_row, preview.columns, columns, preview.notes)
        try:
            self._open_project.record(added)
        except ProblemError as error:
            self._end(Failed(error.problem))
            return
        self._read(number)

    def _read(self, source_id: int) -> None:
        handle = self._perform(ReadTable(source_id))
        handle.ended.connect(lambda ending: self._on_read(source_id, ending))

    def _on_read(self, source_id: int, ending: object) -> None:
        self._handle = None
        self._end(ending)
        if isinstance(ending, Finished):
            taught_from = self._open_project.project.sources.all()[0].id
            self.read.emit(Plan(source_id=source_id, answered_too=source_id != taught_from))

    def _end(self, ending: object) -> None:
        self.changed.emit()
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)


def known_source(preview: TablePreview, sources: tuple[Source, ...]) -> Source | None:
    """The source that was read from the same sheet of the same file, with the same columns."""
    looked_at = (Path(preview.path).resolve(), preview.sheet, preview.columns)
    same = [one for one in sources if (Path(one.path).resolve(), one.sheet, one.columns) == looked_at]
    return same[-1] if same else None


def text_columns(preview: TablePreview, sources: tuple[Source, ...]) -> tuple[int, ...]:
    """The columns called like those that are read of the first source; else those that look like text."""
    names = [sources[0].columns[column] for column in sources[0].text_columns] if sources else []
    if names and all(name in preview.columns for name in names):
        return tuple(preview.columns.index(name) for name in names)
    return preview.text_guess


def path_in(folder: Path, table: Path) -> str:
    """The path of ``table`` as a project keeps it: relative if both lie together, to be moved together."""
    together = folder.resolve().parent
    return os.path.relpath(table, folder.resolve()) if table.is_relative_to(together) else str(table)


def _nothing_to_read(name: str) -> Problem:
    return Problem(
        "No column to read was found",
        f"{name} has no column called like the one that Deskhand reads, and none that looks like text.",
        "Nothing was read.",
        "Give the column with the messages the same heading as in your first workbook, and choose it again.",
    )
