"""A project with a table, two questions and some answers, for the tests of saving."""

from pathlib import Path

import xlsxwriter

from deskhand.domain.acts import Labelled, QuestionAsked, RunPlanned, SourceAdded
from deskhand.domain.jobs import (
    Event,
    ItemsRead,
    OutputKind,
    Predicted,
    Progress,
    ResultsSaved,
    SaveResults,
    Stopped,
    TableRead,
)  # fmt: skip
from deskhand.domain.questions import Prediction, QuestionKind
from deskhand.jobs import perform
from deskhand.storage.project import Project

COLUMNS = ("No.", "Message")
TYPE, DAYS = 1, 2


class Listening:
    """Hears the progress of a job; stops it after ``patience`` reports."""

    def __init__(self, patience: int = 1_000_000) -> None:
        self.heard: list[Progress] = []
        self._patience = patience

    def progress(self, progress: Progress) -> None:
        self.heard.append(progress)
        if len(self.heard) > self._patience:
            raise Stopped


def table_of(path: Path, rows: int) -> tuple[tuple[int, tuple[str, str]], ...]:
    """Write a workbook of ``rows`` messages to ``path``; what a reader finds in it."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Inbox")
    sheet.write_row(0, 0, COLUMNS)
    found = tuple((row, (f"{row:05}", f"message {row}")) for row in range(2, rows + 2))
    for row, cells in found:
        sheet.write_row(row - 1, 0, cells)
    book.close()
    return found


def project_with(folder: Path, rows: int = 5, path: Path | None = None) -> Project:
    """Items 1, 2, 3 … are rows 2, 3, 4 … ; "Type" is a category and "Days" a number."""
    path = path or folder / "theirs.xlsx"
    found = table_of(path, rows) if path.suffix == ".xlsx" else ((2, ("00002", "message 2")),)
    project = Project.create(folder / "project", "Mail")
    project.record(SourceAdded(1, str(path), "Inbox", 1, COLUMNS, (1,)))
    for start in range(0, len(found), 500):
        project.record(ItemsRead(1, found[start : start + 500]))
    project.record(TableRead(1, len(found)))
    project.record(QuestionAsked(TYPE, "Type"))
    project.record(QuestionAsked(DAYS, "Days", QuestionKind.NUMBER))
    return project


def answer(project: Project) -> None:
    """A person answers the first item; a run is sure of it too, sure of the second, not of the third."""
    project.record(Labelled(TYPE, ((1, "Billing"),)))
    predict(project, 1, (1, "Pain", 0.99), (2, "Pain", 0.91), (3, "Billing", 0.42))
    project.record(Predicted(1, (Prediction(2, DAYS, "12.5", 0.85),)))


def predict(project: Project, run_id: int, *answers: tuple[int, str, float]) -> None:
    """A run that says this of these items."""
    project.record(RunPlanned(run_id, (TYPE, DAYS)))
    project.record(Predicted(run_id, tuple(Prediction(item, TYPE, what, sure) for item, what, sure in answers)))


def save(project: Project, path: Path, kind: OutputKind, run_id: int | None = None) -> list[Event]:
    """Save both questions; what the job said."""
    return list(perform(SaveResults(1, (TYPE, DAYS), str(path), kind, run_id), project, Listening()))


def saved(events: list[Event]) -> ResultsSaved:
    """What was saved. Fails if the job failed."""
    found = [event for event in events if isinstance(event, ResultsSaved)]
    assert found, events
    return found[0]
