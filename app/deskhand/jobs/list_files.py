"""Listing the documents or photos of a source into the project."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from deskhand.domain.files import FoundFile
from deskhand.domain.jobs import Event, FilesListed, ListFiles, Progress, Report, TableRead
from deskhand.jobs.inside import Elsewhere
from deskhand.readers.folders import FilesFolder
from deskhand.storage.view import ProjectView

CHUNK = 500
"""Files an event."""


def list_files(request: ListFiles, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``FilesListed`` of at most 500 each, then ``TableRead``. Raises ``ProblemError``.

    Files that came into the folder since it was listed go behind those that are there. Those that are listed with
    another folder, and those that Deskhand made, are passed over.
    """
    source = view.sources.get(request.source_id)
    report.progress(Progress(0, 0, "files", "Looking through the folder"))
    folder = FilesFolder(source.path, source.kind, source.files)
    listed = view.files.paths(source.id)
    elsewhere = Elsewhere(source, view)
    done = view.items.rows_read(source.id)
    passed: Counter[str] = Counter()
    new = _numbered(_new((one for one in folder.each() if one.path not in listed), elsewhere, passed), done + 1)
    while chunk := tuple(islice(new, CHUNK)):
        yield FilesListed(source.id, chunk)
        done += len(chunk)
        report.progress(Progress(done, 0, "files", "Listing"))
    yield TableRead(source.id, done, (*folder.notes, *_told(passed)))


def _new(files: Iterator[FoundFile], elsewhere: Elsewhere, passed: Counter[str]) -> Iterator[FoundFile]:
    for one in files:
        if one.path in elsewhere.listed:
            passed["listed"] += 1
        elif one.path in elsewhere.filed:
            passed["filed"] += 1
        else:
            yield one


def _told(passed: Counter[str]) -> Iterator[str]:
    if listed := passed["listed"]:
        yield f"{listed:,} {'is' if listed == 1 else 'are'} listed already, with another folder."
    if filed := passed["filed"]:
        yield f"{filed:,} that Deskhand put there {'was' if filed == 1 else 'were'} passed over."


def _numbered(files: Iterator[FoundFile], first: int) -> Iterator[FoundFile]:
    return (replace(one, row=row) for row, one in zip(count(first), files))
