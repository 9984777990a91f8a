"""The open project and its workers: the queue, cancelling, deaths, drives that are full. Real processes throughout."""

import contextlib
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from deskhand.domain.acts import Labelled, RunPlanned, RunTask, SourceAdded, SourceRemoved
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    Cancelled,
    DrawPicture,
    Failed,
    FindSimilar,
    Finished,
    Learn,
    ListFiles,
    LookForAnswers,
    Predicted,
    Progress,
    ReadFiles,
    Run,
    SkillLearned,
    Teach,
)
from deskhand.gui.open_project import OpenProject
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.codec import encode
from deskhand.storage.project import Project

from .desk import make_project

PATIENCE = 20_000  # milliseconds


@pytest.fixture
def opened(qapp, tmp_path: Path) -> Iterator[OpenProject]:
    workers = [WorkerProcess("rehearsal"), WorkerProcess("rehearsal")]
    project = OpenProject(make_project(tmp_path / "inbox"), *workers)
    yield project
    project.close()
    for worker in workers:
        worker.close()


def ending_of(qtbot, handle):
    if handle.ending is None:
        with qtbot.waitSignal(handle.ended, timeout=PATIENCE):
            pass
    return handle.ending


def test_what_a_job_finds_is_kept_before_it_is_shown(qtbot, opened):
    kept = []
    handle = opened.perform(Learn((1,)))
    handle.event.connect(lambda event: kept.append((event, opened.project.skills.in_use(1))))
    assert isinstance(ending_of(qtbot, handle), Finished)
    learned = [skill for event, skill in kept if isinstance(event, SkillLearned)]
    assert learned == [opened.project.skills.in_use(1)]


def test_a_worker_whose_graphics_processor_is_lost_is_started_anew_and_its_job_is_not_blamed(qtbot, opened):
    handle = opened.perform(Learn((1,), model="lost"))
    ending = ending_of(qtbot, handle)
    assert isinstance(ending, Failed)  # this rehearsal loses one after the other: that is more than there are
    assert handle.losses > 2
    assert isinstance(ending_of(qtbot, opened.perform(Learn((1,)))), Finished)


def test_one_job_a_lane_is_done_at_a_time_and_the_rest_waits_in_order(qtbot, opened):
    first = opened.perform(Learn((1,), model="slow"))
    second = opened.perform(Teach(1))
    beside = opened.perform(FindSimilar(1, (1,), "Billing"))
    assert isinstance(ending_of(qtbot, beside), Finished)
    assert opened.jobs() == [first, second]
    assert first.running
    assert not second.running
    second.cancel()
    assert isinstance(second.ending, Cancelled)
    first.cancel()


@pytest.mark.parametrize("manners", ["slow", "hang"])
def test_a_job_is_cancelled_at_once_whether_its_worker_listens_or_not(qtbot, opened, manners):
    handle = opened.perform(Learn((1,), model=manners))
    qtbot.waitUntil(lambda: handle.running, timeout=PATIENCE)
    qtbot.wait(300)
    before = perf_counter()
    handle.cancel()
    assert isinstance(handle.ending, Cancelled)
    assert perf_counter() - before < 0.2
    assert isinstance(ending_of(qtbot, opened.perform(Teach(1))), Finished)  # the lane is free again


def test_garbage_on_the_pipe_does_no_harm(qtbot, opened):
    assert isinstance(ending_of(qtbot, opened.perform(Learn((1,), model="garbage"))), Finished)


def test_a_worker_that_dies_twice_of_the_same_learning_makes_it_fail_kindly(qtbot, opened):
    handle = opened.perform(Learn((1,), model="crash"))
    ending = ending_of(qtbot, handle)
    assert isinstance(ending, Failed)
    assert handle.deaths == 2
    assert ending.problem.advice
    assert isinstance(ending_of(qtbot, opened.perform(Learn((1,)))), Finished)


def test_a_run_whose_worker_is_killed_goes_on_by_itself_and_answers_each_item_once(qtbot, tmp_path):
    worker = WorkerProcess("rehearsal")
    light = WorkerProcess("rehearsal")
    opened = OpenProject(make_project(tmp_path / "inbox", rows=4000), light, worker)
    opened.record(RunPlanned(1, (1,)))
    handle = opened.perform(Run(1))
    killed = []

    def kill_once(event: object) -> None:
        if isinstance(event, Predicted) and not killed:
            killed.append(worker.process_id)
            os.kill(worker.process_id, signal.SIGKILL)

    handle.event.connect(kill_once)
    assert isinstance(ending_of(qtbot, handle), Finished)
    assert handle.deaths == 1
    assert handle.request == Run(1, one_by_one=True)
    counts = opened.project.runs.counts(1)
    assert (counts.total, counts.done, counts.failed) == (3991, 3991, 0)
    assert opened.project.runs.unfinished() is None
    opened.close()
    worker.close()
    light.close()


def test_work_stands_still_on_a_full_drive_and_goes_on_without_a_loss(qtbot, tmp_path):
    workers = [WorkerProcess("rehearsal"), WorkerProcess("rehearsal")]
    opened = OpenProject(make_project(tmp_path / "inbox", rows=3000), *workers)
    opened.record(RunPlanned(1, (1,)))
    connection = opened.project._connection
    fill_up(connection)
    handle = opened.perform(Run(1))
    with qtbot.waitSignal(opened.paused, timeout=PATIENCE) as paused:
        pass
    assert "full" in paused.args[0].title
    assert opened.trouble is not None
    assert handle.ending is None
    opened.go_on()  # still full: it is said again
    assert opened.trouble is not None
    connection.execute("PRAGMA max_page_count = 1000000")
    opened.go_on()
    assert isinstance(ending_of(qtbot, handle), Finished)
    assert opened.trouble is None
    assert opened.project.runs.counts(1).done == 2991
    opened.close()
    for worker in workers:
        worker.close()


def fill_up(connection: sqlite3.Connection) -> None:
    """SQLite may take no more room: as on a drive that is full."""
    with connection:
        connection.execute("CREATE TABLE filling (stuff BLOB)")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    for size in (2000, 50):
        with contextlib.suppress(sqlite3.OperationalError):
            while True:
                with connection:
                    connection.execute("INSERT INTO filling VALUES (zeroblob(?))", (size,))


def test_an_act_is_undone_and_done_again(qtbot, opened):
    item = opened.project.items.page(1, 20, 1)[0].id
    opened.record(Labelled(1, ((item, "Billing"),)))
    assert opened.project.labels.get(1, item).value == "Billing"
    assert opened.undo()
    assert opened.project.labels.get(1, item) is None
    assert opened.redo()
    assert opened.project.labels.get(1, item).value == "Billing"


def test_many_answers_at_once_leave_the_window_its_turn(qtbot):
    worker = WorkerProcess("rehearsal")
    line = encode(Progress(1, 2, "rows"))
    worker._job = 1
    worker._unread += b"".join(b"[1," + line[1:] + b"\n" for _ in range(100_000))
    counted, gaps, last = [], [], [perf_counter()]
    worker.answered.connect(lambda *_: counted.append(1))
    worker._slices.timeout.connect(lambda: (gaps.append(perf_counter() - last[0]), last.__setitem__(0, perf_counter())))
    worker._slices.start()
    qtbot.waitUntil(lambda: len(counted) == 100_000, timeout=PATIENCE)
    assert sorted(gaps)[len(gaps) // 2] < 0.02
    worker._job = 0


@pytest.fixture
def papers(qapp, tmp_path: Path) -> Iterator[OpenProject]:
    """Forty-eight rehearsed papers whose reading takes ten seconds."""
    workers = [WorkerProcess("rehearsal"), WorkerProcess("rehearsal")]
    project = OpenProject(Project.create(tmp_path / "papers", "Papers", "documents"), *workers)
    project.project.record(SourceAdded(1, "papers", "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    yield project
    project.close()
    for worker in workers:
        worker.close()


def test_reading_files_is_put_aside_for_what_a_person_waits_for_and_goes_on_by_itself(qtbot, papers):
    ending_of(qtbot, papers.perform(ListFiles(1)))
    papers.project.record(SourceAdded(2, "any/slow", "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    papers.project.record(RunPlanned(1, (), 1, task=RunTask.READ))
    reading = papers.perform(ReadFiles(1))
    qtbot.waitUntil(lambda: reading.progress is not None, timeout=PATIENCE)
    before = perf_counter()
    first, second = papers.perform(DrawPicture(1)), papers.perform(LookForAnswers(1))
    assert isinstance(ending_of(qtbot, first), Finished)
    assert isinstance(ending_of(qtbot, second), Finished)
    assert perf_counter() - before < 2
    assert reading.ending is None
    assert papers.jobs() == [reading]
    papers.project.record(SourceRemoved(2))  # nothing slow is left
    papers.perform(DrawPicture(1))
    assert isinstance(ending_of(qtbot, reading), Finished)
    assert papers.project.runs.unfinished(reading=True) is None
    assert sum(papers.project.files.counts().values()) == 48
    assert reading.deaths == 0
