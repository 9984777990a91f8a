"""Whatever a person does can be taken back, exactly, and done again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.acts import (
    Act,
    AnswersPutBack,
    CarefulSet,
    Labelled,
    LabelOffered,
    LabelWithdrawn,
    ProjectMade,
    QuestionAsked,
    QuestionDropped,
    RemedySwitched,
    RunPlanned,
    RunUndone,
    SkillChosen,
    SourceAdded,
    SourceRemoved,
    TextColumnsChosen,
    TogetherChosen,
    Unlabelled,
)
from deskhand.domain.findings import Finding, FindingKind
from deskhand.domain.jobs import AnswersTaken, Found, ResultsSaved, SkillLearned
from deskhand.domain.questions import LabelSource
from deskhand.storage.project import Project
from storage.projects import TYPE, contents, make, predict, skill

ACTS = (
    Labelled(TYPE, ((1, "Pain"),)),  # had none
    Labelled(TYPE, ((11, "Pain"),), LabelSource.CORRECTION),  # had the workbook's
    Labelled(TYPE, ((1, "Pain"), (11, "Pain"), (12, "Billing"), (13, "Pain"))),  # some of each
    Unlabelled(TYPE, (1, 11, 12)),
    AnswersPutBack(TYPE, (), (11, 12)),
    SourceRemoved(1),
    TextColumnsChosen(1, (0, 1)),
    TogetherChosen(1, 2),
    QuestionDropped(TYPE),
    QuestionAsked(TYPE, "Kind"),
    LabelOffered(TYPE, "Refund"),
    LabelWithdrawn(TYPE, "Offered"),
    RemedySwitched(1, applied=True),
    CarefulSet(TYPE, 0.7),
    SkillChosen("skill-1"),
    RunUndone(2),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """One with a bit of everything."""
    project = make(tmp_path / "project")
    project.record(AnswersTaken(TYPE, ((11, "Billing"), (12, "Billing"), (14, "Pain"))))
    project.record(Labelled(TYPE, ((13, "Billing"),), why="random"))
    project.record(LabelOffered(TYPE, "Offered"))
    project.record(Found(Finding(1, FindingKind.EMPTY, 1)))
    project.record(skill(1))
    project.record(skill(2))
    for run_id in (1, 2):
        predict(project, run_id, dict.fromkeys((1, 2, 11), ("Pain", 0.9)))
    yield project
    project.close()


def without_places(state: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """A category that is offered again comes last; nothing else moves."""
    return state | {"question_labels": sorted((row[0], row[1], row[3]) for row in state["question_labels"])}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_taking_an_act_back_restores_everything_and_doing_it_again_too(project: Project, act: Act) -> None:
    before = contents(project)
    back = project.inverse(act)
    project.record(act)
    after = contents(project)
    assert after != before
    again = project.inverse(back)
    project.record(back)
    assert without_places(contents(project)) == without_places(before)
    project.record(again)
    assert without_places(contents(project)) == without_places(after)


def test_an_added_source_or_question_is_taken_back_by_leaving_it_out(project: Project) -> None:
    assert project.inverse(SourceAdded(9, "/x", "", 1, ("A",), (0,))) == SourceRemoved(9)
    assert project.inverse(QuestionAsked(9, "Doctor")) == QuestionDropped(9)
    assert project.inverse(LabelOffered(TYPE, "Offered")) is None


def test_an_older_run_counts_again_when_the_newer_is_undone(project: Project) -> None:
    predict(project, 3, {1: ("Billing", 0.4), 5: ("Billing", 0.4)})
    assert project.predictions.get(TYPE, 1).answer == "Billing"
    project.record(RunUndone(3))
    assert project.predictions.get(TYPE, 1).answer == "Pain"
    assert project.predictions.get(TYPE, 5) is None
    project.record(RunUndone(3, undone=False))
    assert project.predictions.get(TYPE, 1).answer == "Billing"


def test_the_history_tells_what_happened_newest_first(project: Project) -> None:
    project.record(ResultsSaved("/x.xlsx", 20))
    kinds = [type(entry.message) for entry in project.history.all()]
    assert kinds == [ResultsSaved, RunPlanned, RunPlanned, SkillLearned, SkillLearned, ProjectMade]


def test_each_entry_of_the_history_can_be_undone_and_redone(project: Project) -> None:
    project.record(Labelled(TYPE, ((1, "Pain"), (11, "Pain"))))
    count = len(project.history.all())
    for entry in project.history.all():
        if entry.inverse is None:
            continue
        again = project.inverse(entry.inverse)
        project.record(entry.inverse)
        assert [one.id for one in project.history.all() if one.undone] == [entry.id]
        project.record(again)
        assert [one.id for one in project.history.all() if one.undone] == []
    assert len(project.history.all()) == count
    can_be = [type(entry.message) for entry in project.history.all() if entry.inverse is not None]
    assert can_be == [Labelled, RunPlanned, RunPlanned, SkillLearned]  # the first skill replaced none


def test_one_answer_alone_is_no_entry_of_the_history(project: Project) -> None:
    before = project.history.all()
    project.record(Labelled(TYPE, ((1, "Pain"),)))
    assert project.history.all() == before
