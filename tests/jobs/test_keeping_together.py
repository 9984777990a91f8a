"""Files of one speaker, machine or day lie on one side of every split."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.acts import Labelled, QuestionAsked, TogetherChosen
from deskhand.domain.questions import LabelSource
from deskhand.engine import folds
from deskhand.engine.inputs import Inputs
from deskhand.jobs.reading import Reading
from deskhand.jobs.together import count
from deskhand.storage.project import Project
from jobs.folders_of_files import listed, photo

MACHINES = ("lathe", "mill", "press", "saw", "drill", "crane")
SHOWS = 1


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Photos of six machines, each good on four of them and worn on four."""
    with closing(Project.create(tmp_path / "project", "Machines", "photos")) as project:
        for state in ("good", "worn"):
            for machine in MACHINES:
                for take in range(4):
                    photo(tmp_path / "photos" / f"{state}_{machine}_{take}.png")
        listed(project, tmp_path / "photos")
        project.record(QuestionAsked(SHOWS, "State"))
        answers = tuple((item_id, name.split("_")[0]) for item_id, name in names(project).items())
        project.record(Labelled(SHOWS, answers, LabelSource.PERSON))
        yield project


def names(project: Project) -> dict[int, str]:
    return {item: name for item, (name, _) in project.files.names(project.items.ids(1, 0, 100)).items()}


def groups(project: Project) -> dict[str, int]:
    """The group of each file in what is learned, by its name."""
    named = names(project)
    inputs = Inputs([""] * len(named), {})
    reading = Reading({item_id: row for row, item_id in enumerate(named)}, inputs)
    lesson = reading.lesson(project.questions.get(SHOWS), project.labels.examples(SHOWS), project)
    split = folds.stratified(lesson.truth, lesson.groups)
    assert len(folds.tested(split)) > 1
    sides = {named[item]: int(fold) for item, fold in zip(lesson.items.tolist(), split.tolist(), strict=True)}
    for machine in MACHINES:
        one_side = {fold for name, fold in sides.items() if machine in name}
        assert len(one_side) == 1 or np.unique(lesson.groups).size == len(named)
    return {named[item]: int(group) for item, group in zip(lesson.items.tolist(), lesson.groups.tolist(), strict=True)}


def test_without_a_choice_every_file_is_for_itself(project: Project) -> None:
    assert len(set(groups(project).values())) == 48
    assert count(project, list(names(project))) == 0


def test_each_machine_is_on_one_side_of_every_split(project: Project) -> None:
    project.record(TogetherChosen(1, 2))
    assert project.sources.get(1).together == 2
    found = groups(project)
    assert len(set(found.values())) == len(MACHINES)
    assert found["good_lathe_0.png"] == found["worn_lathe_3.png"] != found["good_mill_0.png"]
    assert count(project, list(names(project))) == len(MACHINES)


def test_the_choice_can_be_taken_back(project: Project) -> None:
    chosen = TogetherChosen(1, 2)
    back = project.inverse(chosen)
    project.record(chosen)
    assert back is not None
    project.record(back)
    assert project.sources.get(1).together == 0
