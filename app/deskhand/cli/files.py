"""The documents, photos or sounds that a command is about, as a source of its project: listed, and read."""

import argparse
import os
from pathlib import Path

from deskhand.cli import running
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.cli.sources import path_in
from deskhand.domain.acts import SourceAdded
from deskhand.domain.files import (
    COLUMNS,
    DOCUMENT_ENDINGS,
    DOCUMENT_TEXT,
    PHOTO_ENDINGS,
    SOUND_COLUMNS,
    FileState,
)
from deskhand.domain.items import FILES, Source, SourceKind
from deskhand.domain.jobs import (
    AttachmentsTakenOut,
    FileRead,
    ItemFailed,
    ListFiles,
    Noticed,
    TableRead,
    TakeOutAttachments,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.storage.project import Project
from deskhand.storage.tables.recordings import name_on_screen

KINDS = {kind.value: kind for kind in FILES}
AS = "|".join(sorted(KINDS))
_TEXT = {SourceKind.DOCUMENTS: DOCUMENT_TEXT}
_MOSTLY = 0.9  # of the files are photos, or recordings: then they are looked at as photos, or listened to


def known(folder: Path, project: Project) -> Source | None:
    """The source of ``project`` that is this folder, whole, or else the nearest one that it lies in."""
    folders = (folder.resolve(), *folder.resolve().parents)
    whole = [source for source in reversed(project.sources.all()) if source.kind in FILES and not source.files]
    near = (source for above in folders for source in whole if Path(source.path).resolve() == above)
    return next(near, None)


def overlapping(folder: Path, project: Project) -> tuple[Source, ...]:
    """The sources of ``project`` that ``folder`` lies in, or that lie in it."""
    here = folder.resolve()
    found = []
    for source in project.sources.all():
        there = Path(source.path).resolve()
        if source.kind in FILES and (here.is_relative_to(there) or there.is_relative_to(here)):
            found.append(source)
    return tuple(found)


def source_of(folder: Path, kind: SourceKind, project: Project) -> Source:
    """``folder`` as a source: the one that it is or lies in already, or a new one."""
    source = known(folder, project)
    if source is not None and source.kind is kind:
        return source
    source_id = project.new_id("sources")
    project.record(
        SourceAdded(
            source_id=source_id,
            path=path_in(project.folder, folder.resolve()),
            sheet="",
            header_row=0,
            columns=SOUND_COLUMNS if kind is SourceKind.SOUNDS else COLUMNS,
            text_columns=_TEXT.get(kind, ()),
            kind=kind,
        )
    )
    return project.sources.get(source_id)


def tell_where(folder: Path, source: Source, console: Console) -> None:
    """Say that FOLDER is no source of its own, if it is none."""
    top = Path(source.path).resolve()
    if folder.resolve() != top:
        console.say(f"It lies in {name_on_screen(os.fsencode(top.name))}, which this project has already.")


def kind_named(text: str) -> SourceKind:
    """ "sounds", or "sound". Raises ``argparse.ArgumentTypeError``."""
    found = KINDS.get(text) or KINDS.get(f"{text}s")
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(sorted(KINDS))}")
    return found


def kind_of(folder: Path) -> SourceKind:
    """Photos or sounds, if nine files in ten are and none is a document; else documents. Raises ``ProblemError``."""
    if not folder.is_dir():
        raise ProblemError(_missing(folder))
    photos = sounds = others = 0
    for _, _, names in os.walk(folder):
        endings = [os.path.splitext(name)[1].lower() for name in names if not name.startswith(".")]  # noqa: PTH122
        if any(ending in DOCUMENT_ENDINGS - PHOTO_ENDINGS for ending in endings):
            return SourceKind.DOCUMENTS
        photos += sum(ending in PHOTO_ENDINGS for ending in endings)
        sounds += sum(ending in SOUND_ENDINGS for ending in endings)
        others += sum(ending not in PHOTO_ENDINGS and ending not in SOUND_ENDINGS for ending in endings)
    least = max(1, _MOSTLY * (photos + sounds + others))
    likely = {SourceKind.PHOTOS: photos, SourceKind.SOUNDS: sounds}
    return next((kind for kind, count in likely.items() if count >= least), SourceKind.DOCUMENTS)


def list_(source: Source, driver: Driver, console: Console) -> None:
    """List what is new, and say what was passed over."""
    for note in driver.answer(TableRead, ListFiles(source.id)).notes:
        console.say(note)


def read(source: Source, project: Project, driver: Driver, console: Console) -> None:
    """Read what was not read yet; files that cannot be are named, with the reason."""
    before = project.files.counts(source.id)
    if not sum(count for state, count in before.items() if state is not FileState.READ):
        return
    done = failed = 0
    for event in running.read_files(source, project, driver):
        if isinstance(event, Noticed):
            console.say(event.words)
        if isinstance(event, ItemFailed):
            failed += 1
            console.passed_over(_place(event.item_id, project), event.problem)
        done += isinstance(event, FileRead)
    parts = [f"{done:,} {source.kind.value[:-1] if done == 1 else source.kind.value} read"] * bool(done or not failed)
    console.say(", ".join([*parts, *[f"{failed:,} could not be read"] * bool(failed)]) + ".")


def attached(source: Source, project: Project, driver: Driver, console: Console) -> Source | None:
    """What is attached to the mails of ``source``, taken out, listed and read as a source of its own; or nothing is."""
    folder, count = "", 0
    for event in driver.events(TakeOutAttachments(source.id)):
        if isinstance(event, Noticed):
            console.say(event.words)
        if isinstance(event, AttachmentsTakenOut):
            folder, count = event.folder, event.files
    if not count:
        console.say("Nothing that can be read is attached to these mails.")
        return None
    console.say(f"Attachments taken out of their mails: {count:,}, into {name_on_screen(os.fsencode(folder))}.")
    taken_out = source_of(Path(folder), SourceKind.DOCUMENTS, project)
    list_(taken_out, driver, console)
    read(taken_out, project, driver, console)
    return taken_out


def _place(item_id: int, project: Project) -> str:
    """Where a file is below the folder of its source, as people read it."""
    return name_on_screen(project.files.many([item_id])[item_id].path)


def _missing(folder: Path) -> Problem:
    return Problem(
        title="There is no such folder",
        happened=f"“{name_on_screen(os.fsencode(folder))}” cannot be found, or is no folder.",
        did="Nothing was read or changed.",
        advice="Check how it is written, or connect the drive it is on.",
    )
