"""Courses on a computer that is short of memory, and in projects in which other things happen."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import torch

from deskhand.domain.acts import Labelled, QuestionAsked, RemedySwitched, RunPlanned, SourceRemoved
from deskhand.domain.courses import Decision, Way
from deskhand.domain.findings import Finding, FindingKind
from deskhand.domain.jobs import Found, KeepBest, Learn, Noticed, Run, TakeCourse
from deskhand.engine import finetuning
from deskhand.engine.competing import competition
from deskhand.engine.competing.budget import Plan
from deskhand.engine.winning import Comparison
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.courses_taken import decision_of, fixed, problem, until_tested
from jobs.taught import only, perform
from jobs.word_orders import ACTS, COURSE, NEW, asked, planned, sentences

PLAN = Plan(2, 2)
BESIDE = 2  # another question


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    return str(tiny_texts.make("bert", tmp_path / "tiny", [text for text, _ in sentences(80)]))


@pytest.fixture
def project(tmp_path: Path, data: Path) -> Iterator[Project]:
    with closing(asked(tmp_path / "project", 40)) as project:
        yield project


# --- short of memory ----------------------------------------------------------------------------


def room_for(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """The computer has memory for so many rows at a time."""
    loss = finetuning._Training._gradients

    def gradients(self: Any, prepared: dict[str, torch.Tensor], step: int) -> torch.Tensor:
        if -(-len(next(iter(prepared.values()))) // self._parts) > rows:
            raise torch.OutOfMemoryError("rehearsed")
        return loss(self, prepared, step)

    monkeypatch.setattr(finetuning._Training, "_gradients", gradients)


def test_short_of_memory_a_course_says_so_and_comes_to_the_same_decision(
    tmp_path: Path, data: Path, tiny: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[Decision] = []
    for name, rows in (("roomy", 1000), ("narrow", 3)):
        room_for(monkeypatch, rows)
        with closing(asked(tmp_path / name, 40)) as project:
            fixed(project, planned(project, Way.FULL, model=tiny), PLAN)
            events = perform(project, TakeCourse(COURSE))
            told = [event.words for event in only(Noticed, events) if isinstance(event, Noticed)]
            assert ("Memory is short: Deskhand takes smaller portions and goes on." in told) == (name == "narrow")
            decided.append(decision_of(project))
    assert decided[0] == decided[1]


def test_where_not_even_one_fits_what_learns_in_seconds_is_used(
    project: Project, tiny: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room_for(monkeypatch, 0)
    fixed(project, planned(project, Way.FULL, model=tiny), PLAN)
    perform(project, TakeCourse(COURSE))
    assert "the memory of this computer is too small" in decision_of(project).words
    assert project.skills.in_use(ACTS) is not None


# --- what happens beside it ---------------------------------------------------------------------


@pytest.mark.parametrize("request_of", [TakeCourse, KeepBest])
def test_a_source_that_is_taken_out_meanwhile_is_a_problem_with_advice_and_nothing_is_lost(
    project: Project, tiny: str, request_of: Callable[[int], Any]
) -> None:
    fixed(project, planned(project, Way.FULL, model=tiny), PLAN)
    until_tested(project, 1)
    project.record(SourceRemoved(1))
    failed = problem(project, request_of(COURSE))
    assert "inside Deskhand" not in failed.problem.title
    assert failed.problem.advice
    assert project.courses.unfinished() is not None


def test_a_question_whose_rare_answers_weigh_more_is_learned_as_thoroughly(project: Project, tiny: str) -> None:
    project.record(Found(Finding(1, FindingKind.LOPSIDED, 40, ACTS)))
    project.record(RemedySwitched(1, applied=True))
    assert project.findings.balanced(ACTS)
    fixed(project, planned(project, Way.FULL, model=tiny), PLAN)
    perform(project, TakeCourse(COURSE))
    assert decision_of(project).tested > 0


def test_that_rare_answers_weigh_more_from_now_on_is_for_the_next_course(project: Project, tiny: str) -> None:
    fixed(project, planned(project, Way.FULL, model=tiny), PLAN)
    until_tested(project, 1)
    project.record(Found(Finding(1, FindingKind.LOPSIDED, 40, ACTS)))
    project.record(RemedySwitched(1, applied=True))
    assert not only(Noticed, perform(project, TakeCourse(COURSE)))
    assert decision_of(project).tested > 0


def test_two_questions_with_a_model_each_are_answered_in_one_run(
    project: Project, tiny: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(competition, "compare", lambda *_: Comparison(0.1, 0.05, 0.15, wins=True))
    fixed(project, planned(project, Way.FULL, model=tiny), Plan(1, 1))
    perform(project, TakeCourse(COURSE))
    project.record(QuestionAsked(BESIDE, "Length"))
    answered = [item.id for item in project.items.each() if item.cells[1]]
    project.record(Labelled(BESIDE, tuple((item, ("short", "long")[item % 2]) for item in answered)))
    perform(project, Learn((BESIDE,)))
    models = {one: project.skills.in_use(one).model for one in (ACTS, BESIDE)}  # type: ignore[union-attr]
    assert models[ACTS].startswith("skills/")
    assert not models[BESIDE].startswith("skills/")
    project.record(RunPlanned(1, (ACTS, BESIDE)))
    perform(project, Run(1))
    new = [item.id for item in project.items.each() if not item.cells[1]]
    assert len(new) == NEW
    for question in (ACTS, BESIDE):
        assert set(project.predictions.of_items(question, new)) == set(new)
