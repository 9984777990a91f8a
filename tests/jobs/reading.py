"""A project that a test reads a table into."""

from collections.abc import Iterator
from pathlib import Path

from deskhand import jobs
from deskhand.domain.acts import QuestionAsked, SourceAdded
from deskhand.domain.findings import Finding, FindingKind
from deskhand.domain.jobs import CheckData, Event, Failed, Progress, ReadTable, Request, TakeAnswers
from deskhand.domain.questions import QuestionKind
from deskhand.readers.tables import look
from deskhand.storage.project import Project


class Heard:
    """A report that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[Progress] = []

    def progress(self, progress: Progress) -> None:
        self.told.append(progress)


def performed(request: Request, project: Project, report: Heard | None = None) -> list[Event]:
    """All events of a job, recorded as they come. A failure fails the test."""
    return list(recorded(request, project, report or Heard()))


def recorded(request: Request, project: Project, report: Heard) -> Iterator[Event]:
    for event in jobs.perform(request, project, report):
        project.record(event)
        assert not isinstance(event, Failed), event.problem
        yield event


def csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def add_source(project: Project, table: Path, text: str = "Message") -> int:
    """Record ``table`` as a source, not yet read."""
    seen = look(table)
    source_id = project.new_id("sources")
    columns = (seen.columns.index(text),)
    project.record(SourceAdded(source_id, str(table), seen.sheet, seen.header_row, seen.columns, columns))
    return source_id


def read(project: Project, table: Path, **questions: QuestionKind) -> int:
    """Add and read ``table``, and take the answers of ``questions`` from the columns of their names."""
    source_id = add_source(project, table)
    performed(ReadTable(source_id), project)
    for name, kind in questions.items():
        question_id = project.new_id("questions")
        project.record(QuestionAsked(question_id, name, kind, name))
        column = project.sources.get(source_id).columns.index(name)
        performed(TakeAnswers(source_id, question_id, column), project)
    return source_id


def findings(project: Project) -> dict[FindingKind, list[Finding]]:
    """What the data check finds, by kind."""
    performed(CheckData(), project)
    found: dict[FindingKind, list[Finding]] = {}
    for finding in project.findings.all():
        found.setdefault(finding.kind, []).append(finding)
    return found
