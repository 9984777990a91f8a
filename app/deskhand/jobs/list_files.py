"""Listing the documents or photos of a source into the project."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from deskhand.domain.files import FoundFile
from deskhand.domain.jobs import Event, FilesListed, ListFiles, Progress, Report, TableRead
from deskhand.readers.folders import FilesFolder
from deskhand.storage.view import ProjectView

CHUNK = 500
"""Files an event."""


def list_files(request: ListFiles, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``FilesListed`` of at most 500 each, then ``TableRead``. Raises ``ProblemError``.

    Files that came into the folder since it was listed go behind those that are there.
    """
    source = view.sources.get(request.source_id)
    report.progress(Progress(0, 0, "files", "Looking through the folder"))
    folder = FilesFolder(source.path, source.kind, source.files)
    listed = view.files.paths(source.id)
    done = view.items.rows_read(source.id)
    new = _numbered((one for one in folder.each() if one.path not in listed), done + 1)
    while chunk := tuple(islice(new, CHUNK)):
        yield FilesListed(source.id, chunk)
        done += len(chunk)
        report.progress(Progress(done, 0, "files", "Listing"))
    yield TableRead(source.id, done, folder.notes)


def _numbered(files: Iterator[FoundFile], first: int) -> Iterator[FoundFile]:
    return (replace(one, row=row) for row, one in zip(count(first), files))
