"""Saving: which table, which answers, what kind of file, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from deskhand.domain.items import Source, SourceKind
from deskhand.domain.jobs import Failed, OutputKind, Progress, ResultsSaved, SaveResults
from deskhand.gui.open_project import JobHandle, OpenProject

COPIED = (".xlsx", ".xlsm")  # the kinds of workbook that a copy can be made of
WORKBOOK, CSV = "Workbook (*.xlsx)", "Separated text (*.csv)"


@dataclass(frozen=True, slots=True)
class Target:
    """What the file dialog begins with; without a ``filter`` it asks for a folder."""

    title: str
    path: Path
    filter: str = ""

    def ask(self, parent: QWidget) -> str:
        """The person's choice in the platform's own dialog; "": none."""
        if self.filter:
            return QFileDialog.getSaveFileName(parent, self.title, str(self.path), self.filter)[0]
        return QFileDialog.getExistingDirectory(parent, self.title, str(self.path))


def targets(source: Source) -> dict[OutputKind, Target]:
    """The kinds of file that the answers of a source can become."""
    return _TARGETS.get(source.kind, _of_table)(Path(source.path))


def _of_table(original: Path) -> dict[OutputKind, Target]:
    suffix = original.suffix.lower()
    new, csv, copy = (free(original.with_name(f"{original.stem} sorted{one}")) for one in (".xlsx", ".csv", suffix))
    possible = {
        OutputKind.NEW: Target("Save a new workbook", new, WORKBOOK),
        OutputKind.CSV: Target("Save separated text", csv, CSV),
    }
    if suffix in COPIED:
        possible[OutputKind.COPY] = Target("Save a copy", copy, f"Workbook (*{suffix})")
    return possible


def _of_recordings(folder: Path) -> dict[OutputKind, Target]:
    beside = folder.parent
    return {
        OutputKind.NEW: Target("Save a workbook", free(beside / f"{folder.name}.xlsx"), WORKBOOK),
        OutputKind.CSV: Target("Save separated text", free(beside / f"{folder.name}.csv"), CSV),
        OutputKind.TEXT: Target("Choose a folder for the texts", beside),
        OutputKind.SRT: Target("Choose a folder for the subtitles", beside),
        OutputKind.VTT: Target("Choose a folder for the subtitles", beside),
    }


def _of_files(folder: Path) -> dict[OutputKind, Target]:
    return {
        OutputKind.NEW: Target("Save a workbook", free(folder.parent / f"{folder.name}.xlsx"), WORKBOOK),
        OutputKind.CSV: Target("Save separated text", free(folder.parent / f"{folder.name}.csv"), CSV),
    }


_TARGETS = {
    SourceKind.RECORDINGS: _of_recordings,
    SourceKind.DOCUMENTS: _of_files,
    SourceKind.PHOTOS: _of_files,
    SourceKind.SOUNDS: _of_files,
}


def free(path: Path) -> Path:
    """``path``, or with the first number that no file has."""
    number, wanted = 1, path
    while wanted.exists():
        number += 1
        wanted = path.with_stem(f"{path.stem} {number}")
    return wanted


class Saving(QObject):
    """One file at a time.

    ``saved(OutputKind, ResultsSaved)``; ``failed(Problem, again)``; ``moved(kind, done, total)``, total 0 at the end.
    """

    saved = Signal(object, object)
    failed = Signal(object, object)
    moved = Signal(object, int, int)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._handle: JobHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._handle is not None

    def save(self, request: SaveResults) -> None:
        """Write it; an old file of that name survives whatever goes wrong."""
        kind = request.kind
        handle = self._handle = self._open_project.perform(request)
        handle.event.connect(lambda event: self._on_event(kind, event))
        again = partial(self.save, request)
        handle.ended.connect(lambda ending: self._on_ended(kind, ending, again))
        self.moved.emit(kind, 0, 1)

    def cancel(self) -> None:
        """Nothing is left of it."""
        if self._handle is not None:
            self._handle.cancel()

    def _on_event(self, kind: OutputKind, event: object) -> None:
        if isinstance(event, ResultsSaved):
            self.saved.emit(kind, event)
        elif isinstance(event, Progress):
            self.moved.emit(kind, event.done, event.total)

    def _on_ended(self, kind: OutputKind, ending: object, again: Callable[[], None]) -> None:
        self._handle = None
        self.moved.emit(kind, 0, 0)
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem, again)
