"""Short sentences of which only the order of words tells who acts: word counts cannot, vectors of a model hardly."""

import random
from pathlib import Path

from deskhand.domain.acts import CoursePlanned, QuestionAsked, SourceAdded
from deskhand.domain.courses import Aim, Course, Way
from deskhand.domain.jobs import AnswersTaken, ItemsRead, TableRead
from deskhand.engine import recipe, shelf
from deskhand.storage.project import Project

ANIMALS, PEOPLE = ("dog", "horse", "cat", "goose"), ("man", "girl", "cook", "guard")
VERBS = ("bites", "chases", "hears", "follows", "watches", "pushes")
BESIDE = ("today", "often", "there", "quickly", "again", "later", "slowly", "once")
ACTS, COURSE = 1, 1  # the question, and the course
ANSWERED, NEW = 80, 20


def sentences(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Each with who acts, and each also the other way round: the same words, with the same words beside them."""
    rng, found = random.Random(seed), []
    for _ in range(count // 2):
        animal, person, verb = rng.choice(ANIMALS), rng.choice(PEOPLE), rng.choice(VERBS)
        first, after, between = (rng.choice(BESIDE) for _ in range(3))
        for one, other, answer in ((animal, person, "animal"), (person, animal, "person")):
            found.append((f"{first} the {one} {after} {verb} {between} the {other} {after}", answer))
    return found


def asked(folder: Path, answered: int = ANSWERED) -> Project:
    """A project with so many of them answered, and some new ones without an answer."""
    recipe.remember(shelf.find(), recipe.Precision.FULL)
    project = Project.create(folder, "Who acts")
    project.record(SourceAdded(1, str(folder / "sentences.csv"), "", 1, ("Sentence", "Who"), (0,)))
    rows = [*sentences(answered), *((text, "") for text, _ in sentences(NEW, seed=2))]
    project.record(ItemsRead(1, tuple((place + 2, cells) for place, cells in enumerate(rows))))
    project.record(TableRead(1, len(rows)))
    project.record(QuestionAsked(ACTS, "Who acts"))
    answers = tuple((item.id, item.cells[1]) for item in project.items.each() if item.cells[1])
    project.record(AnswersTaken(ACTS, answers))
    return project


def planned(project: Project, way: Way = Way.FULL, minutes: float = 30.0, model: str = "") -> Course:
    course = Course(COURSE, Aim.QUESTION, ACTS, minutes, way, model=model)
    project.record(CoursePlanned(course))
    return course
