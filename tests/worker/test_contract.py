"""What the window may rely on, of every worker: the real ones and their rehearsal."""

from pathlib import Path

import pytest

from deskhand.domain.jobs import Failed, Finished, MakeSample, PreviewTable, SampleMade, Started, TablePreviewed
from worker.conversation import worker

KINDS = ["light", "heavy", "rehearsal"]
pytestmark = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    path.write_text("Message,Type\nMy invoice is wrong,Billing\nCan I come on Tuesday?,Appointment\n", encoding="utf-8")
    return path


def test_a_job_answers_started_then_results_then_one_ending(kind: str, table: Path) -> None:
    with worker(kind) as conversation:
        conversation.order(1, PreviewTable(str(table)))
        started, *between, ending = conversation.events(1)
    assert isinstance(started, Started)
    assert isinstance(ending, Finished)
    previews = [event.preview for event in between if isinstance(event, TablePreviewed)]
    assert [preview.columns for preview in previews] == [("Message", "Type")]


def test_jobs_are_done_in_order_and_answer_under_their_number(kind: str, table: Path, tmp_path: Path) -> None:
    with worker(kind) as conversation:
        conversation.order(7, PreviewTable(str(table)))
        conversation.order(3, MakeSample(str(tmp_path / "sample")))
        assert any(isinstance(event, TablePreviewed) for event in conversation.events(7))
        assert any(isinstance(event, SampleMade) for event in conversation.events(3))


@pytest.mark.parametrize(
    "line",
    [
        b"hello\n",
        b"[1, 2\n",
        b'[1,"","Unknown",{}]\n',
        b'[1,"","PreviewTable",{"path":5}]\n',
        b'[1,"","PreviewTable\\"",{}]\n',
        b'[1,"","Finished",{}]\n',
        b"\xff\xfe\x00\n",
        b"[" * 100_000 + b"\n",
        b"x" * 3_000_000 + b"\n",
    ],
    ids=["words", "half", "unknown", "wrong field", "quote", "an event", "bytes", "deep", "long"],
)
def test_a_line_that_is_no_order_is_answered_and_passed_over(kind: str, line: bytes, table: Path) -> None:
    with worker(kind) as conversation:
        conversation.write(line)
        job, failed = conversation.event()
        conversation.order(2, PreviewTable(str(table)))
        assert isinstance(conversation.events(2)[-1], Finished)
    assert job == 0
    assert isinstance(failed, Failed)
    assert failed.problem.advice


def test_blank_lines_are_nothing(kind: str, table: Path) -> None:
    with worker(kind) as conversation:
        conversation.write(b"\n \n")
        conversation.order(2, PreviewTable(str(table)))
        assert conversation.event()[0] == 2


def test_a_project_that_is_gone_is_a_problem_of_that_job_alone(kind: str, table: Path, tmp_path: Path) -> None:
    with worker(kind) as conversation:
        conversation.order(1, PreviewTable(str(table)), folder=tmp_path / "gone")
        assert isinstance(conversation.events(1)[-1], Failed)
        conversation.order(2, PreviewTable(str(table)))
        assert isinstance(conversation.events(2)[-1], Finished)


def test_a_job_that_was_cancelled_while_it_waited_is_not_begun(kind: str, table: Path) -> None:
    with worker(kind) as conversation:
        conversation.write(b'[5,"","Cancel",{}]\n')
        conversation.order(5, PreviewTable(str(table)))
        assert [type(event).__name__ for event in conversation.events(5)] == ["Cancelled"]


def test_a_worker_whose_window_is_gone_leaves(kind: str) -> None:
    with worker(kind) as conversation:
        assert conversation.close() == 0
