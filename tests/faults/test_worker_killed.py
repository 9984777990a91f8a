"""A worker that dies takes nothing with it: real jobs, the real model, real kills."""

import os
import signal
from collections import Counter
from contextlib import closing

import pytest

from deskhand.domain.acts import RunEnded, RunPlanned, WorkerDied
from deskhand.domain.jobs import Finished, Predicted, Run
from deskhand.storage.project import Project
from learned import Learned
from worker.conversation import Conversation, worker

KILLS = 2


def run_until_predicted(conversation: Conversation, project: Project, run: Run, times: int) -> list[tuple[int, int]]:
    """Record the run until ``Predicted`` came ``times`` times, or it ended; (item, question) of every answer."""
    answered: list[tuple[int, int]] = []
    conversation.order(run.run_id, run, project.folder)
    while times:
        _, event = conversation.event()
        project.record(event)
        if isinstance(event, Predicted):
            answered += [(prediction.item_id, prediction.question_id) for prediction in event.predictions]
            times -= 1
        if isinstance(event, Finished):
            break
    return answered


def plan(project: Project) -> int:
    run_id = project.new_id("runs")
    project.record(RunPlanned(run_id, tuple(question.id for question in project.questions.all())))
    return run_id


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGABRT], ids=["killed", "aborts natively"])
def test_a_killed_run_resumes_without_a_lost_or_a_double_answer(learned: Learned, how: signal.Signals) -> None:
    with closing(Project.open(learned.project)) as project:
        run_id = plan(project)
        todo = set(project.runs.todo(run_id))
        answered: list[tuple[int, int]] = []
        for attempt in range(KILLS):
            with worker("heavy") as conversation:
                one_by_one = attempt > 0
                answered += run_until_predicted(conversation, project, Run(run_id, one_by_one), times=1)
                os.kill(conversation.process.pid, how)
            project.record(WorkerDied(run_id))
        left = [len(todo), len(project.runs.todo(run_id))]
        with worker("heavy") as conversation:
            answered += run_until_predicted(conversation, project, Run(run_id, one_by_one=True), times=10_000)
        project.record(RunEnded(run_id))
        questions = [question.id for question in project.questions.all()]
        assert 0 < left[1] < left[0]
        assert Counter(answered) == Counter((item, question) for item in todo for question in questions)
        assert project.runs.todo(run_id) == []
        assert all(set(project.predictions.of_items(question, list(todo))) == todo for question in questions)


def test_an_item_that_kills_the_worker_twice_is_passed_over(learned: Learned) -> None:
    with closing(Project.open(learned.project)) as project:
        run_id = plan(project)
        todo = set(project.runs.todo(run_id))
        for _ in range(2):
            with worker("heavy") as conversation:
                conversation.order(1, Run(run_id, one_by_one=True), project.folder)
                item = announced(conversation, project)
            project.record(WorkerDied(run_id))
        with worker("heavy") as conversation:
            answered = run_until_predicted(conversation, project, Run(run_id, one_by_one=True), times=10_000)
        assert {number for number, _ in answered} == todo - {item}
        assert project.runs.counts(run_id).failed == 1


def announced(conversation: Conversation, project: Project) -> int:
    """Record until the worker says which item it takes in hand: that is when it is killed."""
    while True:
        _, event = conversation.event()
        project.record(event)
        if type(event).__name__ == "ItemStarted":
            return int(event.item_id)
