"""From a table to items and answers in a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.jobs import (
    AnswersTaken,
    Failed,
    Finished,
    ItemsRead,
    PreviewTable,
    Progress,
    ReadTable,
    TablePreviewed,
    TableRead,
    TakeAnswers,
)
from deskhand.domain.questions import QuestionKind
from deskhand.storage.project import Project
from jobs.reading import Heard, add_source, csv, performed, read, recorded

QUESTIONS = {"Kind": QuestionKind.CHOICE, "Minutes": QuestionKind.NUMBER}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Tickets")
    yield made
    made.close()


def test_a_preview_needs_no_project(data: Path) -> None:
    events = list(jobs.perform(PreviewTable(str(data / "tickets" / "tickets.csv"), limit=5), None, Heard()))
    (previewed,) = (event for event in events if isinstance(event, TablePreviewed))
    assert len(previewed.preview.rows) == 5
    assert isinstance(events[-1], Finished)


def test_a_preview_of_a_missing_file_fails_with_advice(tmp_path: Path) -> None:
    failed = list(jobs.perform(PreviewTable(str(tmp_path / "gone.xlsx")), None, Heard()))[-1]
    assert isinstance(failed, Failed)
    assert failed.problem.advice


def test_every_row_becomes_an_item_in_portions_of_at_most_500(data: Path, project: Project) -> None:
    source_id = add_source(project, data / "tickets" / "tickets.csv")
    report = Heard()
    events = performed(ReadTable(source_id), project, report)
    assert max(len(event.rows) for event in events if isinstance(event, ItemsRead)) == 500
    assert TableRead(source_id, 5431) in events
    assert project.items.count(source_id) == project.sources.get(source_id).rows == 5431
    assert report.told[-1] == Progress(5431, 0, "rows", "Reading")
    assert project.items.get(1).row == 2


def test_a_killed_reading_resumes_without_a_lost_or_double_row(data: Path, project: Project) -> None:
    source_id = add_source(project, data / "tickets" / "tickets.csv")
    for event in recorded(ReadTable(source_id), project, Heard()):
        if isinstance(event, ItemsRead) and project.items.count() >= 2000:
            break
    events = performed(ReadTable(source_id), project)
    assert sum(len(event.rows) for event in events if isinstance(event, ItemsRead)) == 5431 - 2000
    assert [item.row for item in project.items.each()] == list(range(2, 5433))


def test_a_table_whose_columns_changed_is_not_mixed_in(tmp_path: Path, project: Project) -> None:
    source_id = add_source(project, csv(tmp_path / "t.csv", "Message,Kind", "my tooth hurts,Pain"))
    csv(tmp_path / "t.csv", "Kind,Message", "Pain,my tooth hurts")
    failed = list(jobs.perform(ReadTable(source_id), project, Heard()))[-1]
    assert isinstance(failed, Failed)
    assert failed.problem.title == "The table has changed"


def test_answers_are_taken_and_empty_ones_left_open(tmp_path: Path, project: Project) -> None:
    rows = ['my tooth hurts, Pain ,"12,5"', "an invoice please,Billing,", 'what now,,"1,250"', "when,Other,soon"]
    read(project, csv(tmp_path / "t.csv", "Message,Kind,Minutes", *rows), **QUESTIONS)
    assert {label.item_id: label.value for label in project.labels.of(1)} == {1: "Pain", 2: "Billing", 4: "Other"}
    assert {label.item_id: label.value for label in project.labels.of(2)} == {1: "12.5", 3: "1.25"}


def test_answers_come_in_portions_of_at_most_500(data: Path, project: Project) -> None:
    """1,200 of the 23,700 messages belong to no intent."""
    source_id = read(project, data / "intents" / "messages.csv", Intent=QuestionKind.CHOICE)
    events = performed(TakeAnswers(source_id, 1, 1), project)
    taken = [len(event.answers) for event in events if isinstance(event, AnswersTaken)]
    assert (max(taken), sum(taken)) == (500, 22500)
