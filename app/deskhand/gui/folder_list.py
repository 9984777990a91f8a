"""The folders of a project, whose files (recordings, documents, photos or sounds) are listed in the background."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from deskhand.domain import files, recordings
from deskhand.domain.acts import SourceAdded, SourceRemoved
from deskhand.domain.items import Source, SourceKind
from deskhand.domain.jobs import (
    Failed,
    FilesListed,
    ListFiles,
    ListRecordings,
    RecordingsListed,
    TableRead,
)
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.storage.view import ProjectView

NAMELESS = "New project"  # what a project is called until it has a folder


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the folders of a job become items; ``paths`` are those of a source that are listed."""

    kind: SourceKind
    columns: tuple[str, ...]
    text_columns: tuple[int, ...]
    request: type[ListFiles] | type[ListRecordings]
    paths: Callable[[ProjectView, int], frozenset[bytes]]


def _of_files(kind: SourceKind, text_columns: tuple[int, ...] = (), columns: tuple[str, ...] = files.COLUMNS) -> _Kind:
    return _Kind(kind, columns, text_columns, ListFiles, lambda view, number: view.files.paths(number))


_KINDS = {
    "voicemails": _Kind(
        SourceKind.RECORDINGS,
        recordings.COLUMNS,
        (recordings.WORDS_COLUMN,),
        ListRecordings,
        lambda view, number: view.recordings.paths(number),
    ),
    "documents": _of_files(SourceKind.DOCUMENTS, files.DOCUMENT_TEXT),
    "photos": _of_files(SourceKind.PHOTOS),
    "sounds": _of_files(SourceKind.SOUNDS, columns=files.SOUND_COLUMNS),
}
_FOUND: dict[type, Callable[[Any], int]] = {
    RecordingsListed: lambda event: len(event.recordings),
    FilesListed: lambda event: len(event.files),
}


class FolderList(QObject):
    """``changed``: other folders, or listing begins; ``more``: more are listed; ``listed``: all are; ``failed``."""

    changed = Signal()
    more = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._kind = _KINDS[open_project.project.job]
        self._working: list[JobHandle] = []
        self.count = 0
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
            for folder, names in grouped(paths):
                known = next((one for one in self.sources if self._has(one, folder, names)), None)
                self._list(known.id if known is not None else self._add(folder, names))
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

    def _has(self, source: Source, folder: Path, names: tuple[bytes, ...]) -> bool:
        """Whether a source is this folder, or has it, or these files in it."""
        top = Path(source.path)
        if (top, source.files) == (folder, names):
            return True
        if source.files or not folder.resolve().is_relative_to(top.resolve()):
            return False
        below = os.fsencode(os.path.relpath(folder.resolve(), top.resolve()))
        listed = self._kind.paths(self._open_project.project, source.id) if names else frozenset()
        return all(os.path.normpath(os.path.join(below, name)) in listed for name in names)  # noqa: PTH118 - bytes

    def _add(self, folder: Path, names: tuple[bytes, ...]) -> int:
        number, kind = self._open_project.project.new_id("sources"), self._kind
        source = SourceAdded(number, str(folder), "", 0, kind.columns, kind.text_columns, (), kind.kind, names)
        self._open_project.record(source)
        return number

    def _list(self, source_id: int) -> None:
        handle = self._open_project.perform(self._kind.request(source_id))
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
        found = _FOUND.get(type(message))
        if found is not None:
            self.count += found(message)
            self.more.emit()
        elif isinstance(message, SourceAdded | SourceRemoved | TableRead):
            self.count = self._open_project.project.items.count()
            self.changed.emit()


def grouped(paths: Sequence[str]) -> list[tuple[Path, tuple[bytes, ...]]]:
    """Each folder for itself, and single files by the folder they lie in."""
    each = [Path(path).absolute() for path in paths]
    groups: dict[Path, list[bytes]] = {}
    for path in each:
        if path.is_dir():
            groups[path] = []
    for path in each:
        if not path.is_dir() and groups.get(path.parent) != []:
            groups.setdefault(path.parent, []).append(os.fsencode(path.name))
    return [(folder, tuple(names)) for folder, names in groups.items()]
