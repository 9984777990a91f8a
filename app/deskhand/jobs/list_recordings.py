"""Listing the recordings of a source into the project."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from deskhand.domain.jobs import Event, ListRecordings, Progress, RecordingsListed, Report, TableRead
from deskhand.domain.recordings import Recording
from deskhand.readers.recordings.folder import RecordingsFolder
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView

CHUNK = 500
"""Recordings an event."""


def list_recordings(request: ListRecordings, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``RecordingsListed`` of at most 500 each, then ``TableRead``. Raises ``ProblemError``.

    Files that came into the folder since it was listed go behind those that are there.
    """
    source = view.sources.get(request.source_id)
    report.progress(Progress(0, 0, "recordings", "Looking through the folder"))
    folder = RecordingsFolder(source.path, source.files, str(Settings().get("calls.patterns")))
    listed = view.recordings.paths(source.id)
    new = _numbered((one for one in folder.each() if one.path not in listed), view.items.rows_read(source.id) + 1)
    done = len(listed)
    while chunk := tuple(islice(new, CHUNK)):
        yield RecordingsListed(source.id, chunk)
        done += len(chunk)
        report.progress(Progress(done, 0, "recordings", "Listing"))
    yield TableRead(source.id, done, folder.notes)


def _numbered(recordings: Iterator[Recording], first: int) -> Iterator[Recording]:
    return (replace(recording, row=row) for row, recording in zip(count(first), recordings))
