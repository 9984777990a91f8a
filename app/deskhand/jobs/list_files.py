"""Listing the documents, photos or sounds of a source into the project."""

from collections import Counter
from collections.abc import Iterator, Mapping
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

    Files that came into the folder since it was listed go behind those that are there; those that changed come with the
    row that they have. Those that are listed with another folder, and those that Deskhand made, are passed over.
    """
    source = view.sources.get(request.source_id)
    report.progress(Progress(0, 0, "files", "Looking through the folder"))
    folder = FilesFolder(source.path, source.kind, source.files)
    listed = view.files.listed(source.id)
    elsewhere = Elsewhere(source, view)
    done = view.items.rows_read(source.id)
    passed: Counter[str] = Counter()
    changed: list[FoundFile] = []
    unknown = (one for one in folder.each() if not _is_known(one, listed, changed))
    new = _numbered(_new(unknown, elsewhere, passed), done + 1)
    while chunk := tuple(islice(new, CHUNK)):
        yield FilesListed(source.id, chunk)
        done += len(chunk)
        report.progress(Progress(done, 0, "files", "Listing"))
    for start in range(0, len(changed), CHUNK):
        yield FilesListed(source.id, tuple(changed[start : start + CHUNK]))
    yield TableRead(source.id, done, (*folder.notes, *_told(passed)))


def _is_known(one: FoundFile, listed: Mapping[bytes, FoundFile], changed: list[FoundFile]) -> bool:
    """Whether a file is listed already; ``changed`` grows by those that are no longer what they were then."""
    before = listed.get(one.path)
    if before is not None and (before.size, before.modified) != (one.size, one.modified):
        changed.append(replace(before, size=one.size, modified=one.modified))
    return before is not None


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
