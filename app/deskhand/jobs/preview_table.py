"""Looking at a table: its sheets, columns and first rows, with guesses of what to read."""

from collections.abc import Iterator

from deskhand.domain.jobs import Event, PreviewTable, Progress, Report, TablePreviewed
from deskhand.readers import tables
from deskhand.storage.view import ProjectView


def preview_table(request: PreviewTable, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """Answers with one ``TablePreviewed``. Needs no project. Raises ``ProblemError``."""
    report.progress(Progress(0, 0, "rows", "Opening the table"))
    yield TablePreviewed(tables.look(request.path, request.sheet, request.header_row, request.limit))
