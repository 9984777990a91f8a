"""The rehearsal behaves and misbehaves as it is told."""

import time

import pytest

from deskhand.domain.jobs import Cancelled, Failed, Finished, PreviewTable, TablePreviewed
from worker.conversation import worker


def test_garbage_on_stdout_does_not_reach_the_pipe() -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("garbage.csv"))
        assert isinstance(conversation.events(1)[-1], Finished)
        conversation.close()
    assert b"native" in conversation.stderr
    assert b"Some weights" in conversation.stderr


def test_a_crash_ends_the_process_without_an_ending() -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("crash.csv"))
        with pytest.raises(EOFError):
            conversation.events(1)
        assert conversation.process.wait(10) != 0


def test_a_crash_leaves_its_place_in_the_log_and_no_contents(home) -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("/secret/crash.csv"))
        conversation.process.wait(10)
    (log,) = home.rglob("worker-rehearsal.log")
    assert "in crash" in log.read_text()
    assert "secret" not in log.read_text()


def test_a_slow_job_hears_that_it_was_cancelled() -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("slow.csv"))
        conversation.event()
        conversation.event()
        asked = time.monotonic()
        conversation.cancel(1)
        assert isinstance(conversation.events(1)[-1], Cancelled)
        assert time.monotonic() - asked < 1


@pytest.mark.parametrize("what", ["fail", "memory"])
def test_a_problem_is_told_and_the_next_job_is_done(what: str) -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable(f"{what}.csv"))
        ending = conversation.events(1)[-1]
        assert isinstance(ending, Failed)
        assert ending.problem.advice
        conversation.order(2, PreviewTable("good.csv"))
        assert any(isinstance(event, TablePreviewed) for event in conversation.events(2))


def test_a_job_that_hangs_can_be_killed_and_a_new_worker_goes_on() -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("hang.csv"))
        conversation.event()
        conversation.cancel(1)
        time.sleep(0.3)
        assert conversation.process.poll() is None
    with worker("rehearsal") as conversation:
        conversation.order(2, PreviewTable("good.csv"))
        assert isinstance(conversation.events(2)[-1], Finished)


def test_a_hanging_worker_leaves_when_its_window_is_gone() -> None:
    with worker("rehearsal") as conversation:
        conversation.order(1, PreviewTable("hang.csv"))
        conversation.event()
        assert conversation.close() == 0
