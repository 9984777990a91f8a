"""The files as the list shows them, read from the project a page at a time and without their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.files import FileState, length_of
from deskhand.domain.findings import Finding
from deskhand.storage.view import ProjectView

_MOST_FOUND = 20_000  # files of one finding that are shown


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line. ``why`` says what stood in the way of a file that could not be read, ``notes`` what was left out.

    ``length`` is that of a sound.
    """

    item_id: int
    file: str
    folder: str
    state: FileState
    kind: str = ""
    date: str = ""
    pages: int = 0
    why: str = ""
    notes: str = ""
    length: str = ""


class FileRows:
    """All files of a project, a folder after another; or ``unread`` that could not be read; or those of a finding."""

    def __init__(self, view: ProjectView, *, unread: int | None = None, finding: Finding | None = None) -> None:
        self._view = view
        self._unread = unread
        self._parts = [(source, view.items.count(source.id)) for source in view.sources.all()]
        self._found = None if finding is None else view.findings.page(finding.id, 0, _MOST_FOUND)
        if self._found is not None:
            self.count = len(self._found)
        elif unread is not None:
            self.count = unread
        else:
            self.count = sum(count for _, count in self._parts)

    def fetch(self, start: int, count: int) -> list[FileRow]:
        return rows_of(self._view, self._ids(start, count))

    def _ids(self, start: int, count: int) -> Sequence[int]:
        if self._found is not None:
            return self._found[start : start + count]
        if self._unread is not None:
            return self._view.files.of_state(FileState.UNREADABLE, start, count)
        ids: list[int] = []
        for source, there in self._parts:
            if count and start < there:
                taken = min(count, there - start)
                ids += self._view.items.ids(source.id, start, taken)
                count -= taken
            start = max(0, start - there)
        return ids


def rows_of(view: ProjectView, ids: Sequence[int]) -> list[FileRow]:
    """These files, in that order."""
    names, brief, failures = view.files.names(ids), view.files.brief(ids), view.files.failures(ids)
    rows = []
    for item_id in ids:
        (file, folder), (state, content) = names.get(item_id, ("", "")), brief.get(item_id, (FileState.WAITING, None))
        if content is not None and state is FileState.READ:
            date, notes = content.date[:16].replace("T", " "), " ".join(content.notes)
            length = length_of(content.seconds) if content.seconds else ""
            rows.append(FileRow(item_id, file, folder, state, content.kind, date, content.pages, "", notes, length))
        else:
            problem = failures.get(item_id)
            why = "" if problem is None else f"{problem.title}. {problem.happened} {problem.advice}"
            rows.append(FileRow(item_id, file, folder, state, why=why))
    return rows
