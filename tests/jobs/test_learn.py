"""Learning, from answers in the project to a skill on disk and a report card."""

from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import Labelled, QuestionAsked
from deskhand.domain.evaluations import Method
from deskhand.domain.jobs import AnswersTaken, Cancelled, Failed, HeldOutTested, Learn, Progress, SkillLearned, Stopped
from deskhand.domain.questions import QuestionKind
from deskhand.storage.project import Project
from jobs.taught import ANSWERED, INTENT, INTENTS, Quiet, only, perform, taught


@pytest.fixture
def project(data: Path, tmp_path: Path) -> Project:
    return taught(data, tmp_path / "project")


def test_a_question_is_learned_with_a_report_card_and_a_skill_on_disk(project: Project) -> None:
    events = perform(project, Learn((INTENT,)))
    skill = only(SkillLearned, events)[0].skill
    assert skill.evaluation.score.right > 50
    assert skill.evaluation.items == ANSWERED * len(INTENTS)
    assert {file.name for file in project.skill_folder(skill.id).iterdir()} == {
        "skill.json",
        "words.json",
        "head.safetensors",
    }
    assert sum(len(event.items) for event in only(HeldOutTested, events)) == skill.evaluation.score.of
    in_use = project.skills.in_use(INTENT)
    assert in_use is not None
    assert in_use.id == skill.id


def test_learning_again_gives_the_same_figure_and_another_skill(project: Project) -> None:
    first, second = (only(SkillLearned, perform(project, Learn((INTENT,))))[0].skill for _ in range(2))
    assert first.id != second.id
    assert first.evaluation.score == second.evaluation.score


def test_a_lost_embedding_cache_costs_nothing_but_time(project: Project) -> None:
    first = only(SkillLearned, perform(project, Learn((INTENT,))))[0].skill
    for file in project.folder.glob("embeddings.db*"):
        file.unlink()
    again = only(SkillLearned, perform(project, Learn((INTENT,))))[0].skill
    assert again.evaluation.score == first.evaluation.score


def test_numbers_and_choices_are_learned_in_one_go(project: Project) -> None:
    project.record(QuestionAsked(2, "Length", QuestionKind.NUMBER))
    answers = tuple((item.id, str(len(item.cells[0]))) for item in project.items.each() if item.cells[1])
    project.record(AnswersTaken(2, answers))
    skills = [event.skill for event in only(SkillLearned, perform(project, Learn((INTENT, 2))))]
    assert [skill.question_id for skill in skills] == [INTENT, 2]
    assert skills[1].evaluation.score.error > 0


@pytest.mark.parametrize("answers", [{}, {"Only": 5}])
def test_a_question_with_nothing_to_tell_apart_is_a_clear_problem(project: Project, answers: dict[str, int]) -> None:
    project.record(QuestionAsked(2, "Other"))
    ids = [item.id for item in project.items.each()][:5]
    project.record(AnswersTaken(2, tuple((item_id, label) for label in answers for item_id in ids)))
    ending = list(jobs.perform(Learn((2,)), project, Quiet()))[-1]
    assert isinstance(ending, Failed)
    assert "cannot be learned yet" in ending.problem.title


def test_a_question_with_nothing_to_tell_apart_does_not_stop_the_others(project: Project) -> None:
    project.record(QuestionAsked(2, "Other"))
    events = list(jobs.perform(Learn((2, INTENT)), project, Quiet()))
    assert [event.skill.question_id for event in only(SkillLearned, events)] == [INTENT]
    assert isinstance(events[-1], Failed)
    assert "“Other” cannot be learned yet" in events[-1].problem.title


def test_one_answer_of_each_category_is_learned_without_a_figure(project: Project) -> None:
    project.record(QuestionAsked(2, "Other"))
    ids = [item.id for item in project.items.each()][:2]
    project.record(Labelled(2, ((ids[0], "Yes"), (ids[1], "No"))))
    evaluation = only(SkillLearned, perform(project, Learn((2,))))[0].skill.evaluation
    assert evaluation.score.of == 0
    assert set(evaluation.left_out) == {"Yes", "No"}
    assert evaluation.method is Method.MODEL


def test_learning_can_be_stopped(project: Project) -> None:
    class Impatient:
        def progress(self, progress: Progress) -> None:
            if progress.done:
                raise Stopped

    ending = list(jobs.perform(Learn((INTENT,)), project, Impatient()))[-1]
    assert isinstance(ending, Cancelled)
    assert project.skills.in_use(INTENT) is None


def test_an_unknown_model_is_a_clear_problem(project: Project) -> None:
    ending = list(jobs.perform(Learn((INTENT,), "no-such-model"), project, Quiet()))[-1]
    assert isinstance(ending, Failed)
    assert "all-MiniLM-L6-v2" in ending.problem.advice
