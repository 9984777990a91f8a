"""A project with rows and a question, and the window's end of the rehearsal, for tests of the window."""

from pathlib import Path

from deskhand.domain.acts import Labelled, LabelOffered, QuestionAsked, SourceAdded
from deskhand.domain.jobs import ItemsRead, TableRead
from deskhand.storage.project import Project

MESSAGES = ("My invoice is wrong", "Can I come on Tuesday?", "The crown fell out, it hurts")
CATEGORIES = ("Billing", "Appointment", "Emergency")


def make_project(folder: Path, rows: int = 30, answered: int = 9) -> Project:
    """``rows`` messages of which the first ``answered`` have an answer to the question "Type"."""
    project = Project.create(folder, "Inbox")
    project.record(SourceAdded(1, str(folder / "inbox.xlsx"), "Inbox", 1, ("Message", "Type"), (0,)))
    each = tuple((row + 2, (f"{MESSAGES[row % 3]} {row}", "")) for row in range(rows))
    project.record(ItemsRead(1, each))
    project.record(TableRead(1, rows))
    project.record(QuestionAsked(1, "Type"))
    for category in CATEGORIES:
        project.record(LabelOffered(1, category))
    ids = [item.id for item in project.items.page(1, 0, answered)] if answered else []
    if ids:
        project.record(Labelled(1, tuple((item, CATEGORIES[place % 3]) for place, item in enumerate(ids))))
    return project
