"""The recordings that a command is about, as a source of its project."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.cli.sources import path_in
from deskhand.domain.acts import SourceAdded
from deskhand.domain.items import Source, SourceKind
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN
from deskhand.storage.project import Project


@dataclass(frozen=True, slots=True)
class Place:
    """``files`` are relative to ``folder``; none: all that are below it."""

    folder: Path
    files: tuple[bytes, ...] = ()


def source_of(place: Place, project: Project) -> Source:
    """The recordings as a source: the one that they are already, or a new one."""
    for known in project.sources.all():
        is_same = known.kind is SourceKind.RECORDINGS and known.files == place.files
        if is_same and Path(known.path).resolve() == place.folder:
            return known
    source_id = project.new_id("sources")
    project.record(
        SourceAdded(
            source_id=source_id,
            path=path_in(project.folder, place.folder),
            sheet="",
            header_row=0,
            columns=COLUMNS,
            text_columns=(WORDS_COLUMN,),
            kind=SourceKind.RECORDINGS,
            files=place.files,
        )
    )
    return project.sources.get(source_id)


def place_of(paths: Sequence[Path]) -> Place:
    """What these paths mean: one folder, or some files. Raises ``ProblemError`` if neither."""
    whole = [path.resolve() for path in paths]
    for path in whole:
        if not path.exists():
            raise ProblemError(_missing(path))
    if whole[0].is_dir() and len(whole) == 1:
        return Place(whole[0])
    for path in whole:
        if path.is_dir():
            raise ProblemError(_mixed(path))
    folder = Path(os.path.commonpath([path.parent for path in whole]))
    return Place(folder, tuple(os.fsencode(path.relative_to(folder)) for path in whole))


def _missing(path: Path) -> Problem:
    return Problem(
        title="There is no such file or folder",
        happened=f"“{path}” cannot be found.",
        did="Nothing was listened to or written.",
        advice="Check how it is written, or connect the drive it is on.",
    )


def _mixed(path: Path) -> Problem:
    return Problem(
        title="One folder, or some files",
        happened=f"“{path}” is a folder, and it was named beside others.",
        did="Nothing was listened to or written.",
        advice="Name the one folder that they are all in, or only files.",
    )
