"""The documents or photos of a project: folders and files that are listed in the background."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from deskhand.domain.acts import SourceAdded, SourceRemoved
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT
from deskhand.domain.items import Source, SourceKind
from deskhand.domain.jobs import Failed, FilesListed, ListFiles, TableRead
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.recordings.listing import NAMELESS, grouped


class FileList(QObject):
    """``changed``: other folders, or listing begins; ``more``: more are listed; ``listed``: all are; ``failed``."""

    changed = Signal()
    more = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._working: list[JobHandle] = []
        self.count = 0
        self.is_photos = open_project.project.job == "photos"
        open_project.recorded.connect(self._on_recorded)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The folders, in the order they came."""
        return self._open_project.project.sources.all()

    @property
    def listing(self) -> bool:
        """Whether more files are on their way."""
        return bool(self._working)

    def open(self) -> None:
        """On arrival: what was not listed to its end goes on."""
        self.count = self._open_project.project.items.count()
        if not self._working:
            for source in self.sources:
                if not source.rows:
                    self._list(source.id)

    def look_again(self) -> None:
        """There may be new files in the folders."""
        if not self._working:
            for source in self.sources:
                self._list(source.id)

    def take(self, paths: Sequence[str]) -> None:
        """These folders and files too. What lies in a folder that is there already is looked through for new files."""
        project = self._open_project.project
        try:
            for folder, files in grouped(paths):
                known = next((one for one in self.sources if self._has(one, folder, files)), None)
                self._list(known.id if known is not None else self._add(folder, files))
        except ProblemError as error:
            self.failed.emit(error.problem)
            return
        if project.name.startswith(NAMELESS) and self.sources:
            project.rename(Path(self.sources[0].path).name)
            self.changed.emit()

    def take_out(self, source_id: int) -> None:
        """The files of this folder are no longer part of the project; on the disk they stay."""
        self._open_project.record(SourceRemoved(source_id))

    def stop(self) -> None:
        """The person does not want to wait for the rest."""
        for handle in list(self._working):
            handle.cancel()

    def _has(self, source: Source, folder: Path, files: tuple[bytes, ...]) -> bool:
        """Whether a source is this folder, or has it, or these files in it."""
        top = Path(source.path)
        if (top, source.files) == (folder, files):
            return True
        if source.files or not folder.resolve().is_relative_to(top.resolve()):
            return False
        below = os.fsencode(os.path.relpath(folder.resolve(), top.resolve()))
        listed = self._open_project.project.files.paths(source.id) if files else frozenset()
        return all(os.path.normpath(os.path.join(below, name)) in listed for name in files)  # noqa: PTH118 - bytes

    def _add(self, folder: Path, files: tuple[bytes, ...]) -> int:
        number = self._open_project.project.new_id("sources")
        kind, words = (SourceKind.PHOTOS, ()) if self.is_photos else (SourceKind.DOCUMENTS, DOCUMENT_TEXT)
        self._open_project.record(SourceAdded(number, str(folder), "", 0, COLUMNS, words, kind=kind, files=files))
        return number

    def _list(self, source_id: int) -> None:
        handle = self._open_project.perform(ListFiles(source_id))
        self._working.append(handle)
        handle.ended.connect(lambda ending: self._on_listed(handle, ending))
        self.changed.emit()

    def _on_listed(self, handle: JobHandle, ending: object) -> None:
        self._working.remove(handle)
        if not isValid(self):  # the page was made anew meanwhile
            return
        self.count = self._open_project.project.items.count()
        self.changed.emit()
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        if not self._working:
            self.listed.emit()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, FilesListed):
            self.count += len(message.files)
            self.more.emit()
        elif isinstance(message, SourceAdded | SourceRemoved | TableRead):
            self.count = self._open_project.project.items.count()
            self.changed.emit()
