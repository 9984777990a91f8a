"""A project of real short messages, some of them answered, for the tests of learning and running."""

import csv
from collections.abc import Iterator
from pathlib import Path

from deskhand import jobs
from deskhand.domain.acts import QuestionAsked, SourceAdded
from deskhand.domain.jobs import AnswersTaken, Event, Finished, ItemsRead, Progress, Request, TableRead
from deskhand.engine import recipe, shelf
from deskhand.storage.project import Project

INTENTS = ("translate", "timer", "definition", "payday")
ANSWERED = 15  # messages of each intent with an answer
OPEN = 5  # and without one
INTENT = 1


class Quiet:
    """Hears how far a job is; keeps the steps."""

    def __init__(self) -> None:
        self.heard: list[Progress] = []

    def progress(self, progress: Progress) -> None:
        self.heard.append(progress)


def taught(data: Path, folder: Path) -> Project:
    """60 answered and 20 open messages, and one without words. The precision is set, so that nothing is measured."""
    recipe.remember(shelf.find(), recipe.Precision.FULL)
    project = Project.create(folder, "Messages")
    project.record(SourceAdded(1, str(folder / "messages.csv"), "", 1, ("Message", "Intent"), (0,)))
    rows = [*_rows(data), ("", "")]
    project.record(ItemsRead(1, tuple((place + 2, cells) for place, cells in enumerate(rows))))
    project.record(TableRead(1, len(rows)))
    project.record(QuestionAsked(INTENT, "Intent"))
    answers = tuple((item.id, item.cells[1]) for item in project.items.each() if item.cells[1])
    project.record(AnswersTaken(INTENT, answers))
    return project


def _rows(data: Path) -> Iterator[tuple[str, str]]:
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["Intent"] in INTENTS]
    for intent in INTENTS:
        some = [row["Message"] for row in rows if row["Intent"] == intent][: ANSWERED + OPEN]
        yield from ((text, intent if place < ANSWERED else "") for place, text in enumerate(some))


def truth_of(project: Project) -> dict[int, str]:
    """What each message really asks for, also the open ones: they stand in the order of ``INTENTS``."""
    ids = [item.id for item in project.items.each() if item.cells[0]]
    return {item_id: INTENTS[place // (ANSWERED + OPEN)] for place, item_id in enumerate(ids)}


def perform(project: Project, request: Request) -> list[Event]:
    """All events, recorded as they come. Fails unless the job finished."""
    events = []
    for event in jobs.perform(request, project, Quiet()):
        project.record(event)
        events.append(event)
    assert isinstance(events[-1], Finished), events[-1]
    return events


def only(kind: type, events: list[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]
