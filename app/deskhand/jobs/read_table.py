"""Reading all rows of a source into the project."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from deskhand.domain.items import Source
from deskhand.domain.jobs import Event, ItemsRead, Progress, ReadTable, Report, TableRead
from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers import tables
from deskhand.storage.view import ProjectView

CHUNK = 500
"""Rows an event: small enough that nothing piles up, large enough that a million rows are 2,000 transactions."""


def read_table(request: ReadTable, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``ItemsRead`` of at most 500 rows each, then ``TableRead``. Raises ``ProblemError``.

    Rows come in order, so those up to the last one that is there have been read already.
    """
    source = view.sources.get(request.source_id)
    report.progress(Progress(0, 0, "rows", "Opening the table"))
    table = tables.open_table(source.path, source.sheet, source.header_row)
    if table.columns != source.columns:
        raise _changed(source)
    last_row = view.items.rows_read(source.id)
    count = view.items.count(source.id)
    unread = (row for row in table.rows() if row[0] > last_row)
    while chunk := tuple(islice(unread, CHUNK)):
        yield ItemsRead(source.id, chunk)
        count += len(chunk)
        report.progress(Progress(count, 0, "rows", "Reading"))
    yield TableRead(source.id, count, table.notes)


def _changed(source: Source) -> ProblemError:
    return ProblemError(
        Problem(
            title="The table has changed",
            happened=f"{Path(source.path).name} no longer has the columns that it had when it was chosen.",
            did="Deskhand has read nothing from it.",
            advice="Choose the file again, so that the columns can be set anew.",
        )
    )
