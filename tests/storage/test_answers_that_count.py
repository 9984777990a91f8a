"""Which answers count, and how many items are answered: right against a plain loop, whatever was undone or removed."""

import random
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled, RunPlanned, RunUndone, SourceRemoved, Unlabelled
from deskhand.domain.jobs import ItemFailed, Predicted
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.storage.project import Project
from deskhand.storage.tables.predictions import PredictionFilter
from storage.projects import TYPE, URGENCY, add_source, make

BOTH = (TYPE, URGENCY)
ITEMS = range(1, 41)
RUNS = (1, 2, 3, 4)


class Plain:
    """The same things, kept as one would without a database."""

    def __init__(self) -> None:
        self.said: dict[tuple[int, int], dict[int, str]] = {}  # (question, item): answer by run
        self.labels: set[tuple[int, int]] = set()
        self.failed: set[tuple[int, int]] = set()  # (run, item)
        self.undone: set[int] = set()
        self.removed: set[int] = set()

    def here(self) -> list[int]:
        return [item for item in ITEMS if (item - 1) // 20 + 1 not in self.removed]

    def answer(self, question: int, item: int) -> str | None:
        live = {run: said for run, said in self.said.get((question, item), {}).items() if run not in self.undone}
        return live[max(live)] if live and item in self.here() else None

    def answers(self, question: int) -> dict[int, str]:
        return {item: said for item in ITEMS if (said := self.answer(question, item)) is not None}

    def lacks(self, item: int, questions: tuple[int, ...]) -> bool:
        return any((q, item) not in self.labels and self.answer(q, item) is None for q in questions)

    def unanswered(self, questions: tuple[int, ...]) -> int:
        failed = {item for run, item in self.failed if run not in self.undone}
        return sum(self.lacks(item, questions) and item not in failed for item in self.here())

    def ahead(self, questions: tuple[int, ...]) -> int:
        return sum(any((q, item) not in self.labels for q in questions) for item in self.here())


def _predict(project: Project, plain: Plain, chance: random.Random) -> None:
    run, first = chance.choice(RUNS), chance.choice(ITEMS)
    said = []
    for question in chance.choice([BOTH, (TYPE,), (URGENCY,)]):
        for item in range(first, min(first + chance.choice((3, 40)), 41)):
            said.append(Prediction(item, question, f"{chance.random()}", 0.5))
            plain.said.setdefault((question, item), {})[run] = said[-1].answer
            plain.failed.discard((run, item))
    project.record(Predicted(run, tuple(said)))


def _fail(project: Project, plain: Plain, chance: random.Random) -> None:
    run, item = chance.choice(RUNS), chance.choice(ITEMS)
    plain.failed.add((run, item))
    project.record(ItemFailed(run, item, Problem("Could not be read", "", "", "")))


def _label(project: Project, plain: Plain, chance: random.Random) -> None:
    question, items = chance.choice(BOTH), chance.sample(ITEMS, chance.choice((2, 20)))
    if chance.random() < 0.3:
        plain.labels -= {(question, item) for item in items}
        project.record(Unlabelled(question, tuple(items)))
    else:
        plain.labels |= {(question, item) for item in items}
        project.record(Labelled(question, tuple((item, "Pain") for item in items)))


def _undo(project: Project, plain: Plain, chance: random.Random) -> None:
    run = chance.choice(RUNS)
    plain.undone ^= {run}
    project.record(RunUndone(run, undone=run in plain.undone))


def _remove(project: Project, plain: Plain, chance: random.Random) -> None:
    source = chance.choice((1, 2))
    back = project.inverse(SourceRemoved(source))
    project.record(back if source in plain.removed else SourceRemoved(source))
    plain.removed ^= {source}


@pytest.mark.parametrize("seed", range(6))
def test_what_counts_is_of_the_newest_run_that_was_not_undone(tmp_path: Path, seed: int) -> None:
    chance, plain, project = random.Random(seed), Plain(), make(tmp_path / "project")
    add_source(project)
    for run in RUNS:
        project.record(RunPlanned(run, BOTH, answered_too=True))
    for _ in range(60):
        chance.choice((_predict, _predict, _predict, _fail, _label, _undo, _undo, _remove))(project, plain, chance)
        for question in BOTH:
            answers, predictions = plain.answers(question), project.predictions
            assert {one: said.answer for one, said in predictions.of_items(question, ITEMS).items()} == answers
            assert predictions.count(question) == len(answers)
            assert predictions.ids(question, order="row") == sorted(answers)
            decided = [item for item in answers if (question, item) in plain.labels]
            assert predictions.count(question, PredictionFilter(decided=True)) == len(decided)
        for questions in (BOTH, (TYPE,), (URGENCY,)):
            assert project.runs.unanswered(questions) == plain.unanswered(questions)
            assert project.runs.ahead(questions) == plain.ahead(questions)
    project.close()
