"""Reading names and words of a business from a list of contacts."""

from collections.abc import Iterator

from deskhand.domain.jobs import Event, NamesRead, ReadNames, Report
from deskhand.readers.name_lists import read_names as names_in
from deskhand.storage.view import ProjectView


def read_names(request: ReadNames, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """All names of the list, each once. Raises ``ProblemError`` if it cannot be read."""
    del view, report
    yield NamesRead(names_in(request.path))
