"""A worker that dies while it listens takes nothing with it: the window's way, with real kills."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from deskhand.domain.acts import RunEnded, WorkerDied
from deskhand.domain.jobs import Finished, ItemFailed, ItemStarted, PartHeard, Transcribe, Transcribed
from deskhand.domain.recordings import Hearing
from deskhand.storage.project import Project
from readers.making_sounds import wav
from voicemails import RATE, RUN, copied, joined, listed, planned, sound_of
from worker.conversation import Conversation, worker

LONG = 2  # the recording with three parts
PROMPTS = ("account_number.wav", "altitude.wav", "cafeteria.wav")


@pytest.fixture
def project(data: Path, tmp_path: Path, speech_model: Path) -> Iterator[Project]:
    """Three recordings of a second, and a longer one between them, with a run planned."""
    prompts = [data / "phone-prompts" / name for name in PROMPTS]
    calls = copied(tmp_path / "calls", *prompts)
    wav(calls / "01 long.wav", joined(*(sound_of(prompt) for prompt in prompts), pause=6), RATE)
    with closing(listed(tmp_path / "project", calls, Hearing(str(speech_model), "en"))) as project:
        planned(project)
        yield project


def recorded_until(conversation: Conversation, project: Project, kind: type, item_id: int = 0) -> list[Any]:
    """Order the run and record what comes, up to the first event of this kind (of that item)."""
    conversation.order(1, Transcribe(RUN, one_by_one=True), project.folder)
    events: list[Any] = []
    while not (events and isinstance(events[-1], kind) and (not item_id or events[-1].item_id == item_id)):
        events.append(conversation.event()[1])
        project.record(events[-1])
    return events


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGABRT], ids=["killed", "aborts natively"])
def test_a_killed_worker_goes_on_with_nothing_lost_and_nothing_double(project: Project, how: signal.Signals) -> None:
    heard: list[int] = []
    for kind, item_id in ((Transcribed, 1), (PartHeard, LONG)):
        with worker("heavy") as conversation:
            events = recorded_until(conversation, project, kind, item_id)
            os.kill(conversation.process.pid, how)
        project.record(WorkerDied(RUN))
        heard += [event.item_id for event in events if isinstance(event, Transcribed)]
    assert len(project.transcripts.parts(RUN, LONG)) == 1
    with worker("heavy") as conversation:
        events = recorded_until(conversation, project, Finished)
    heard += [event.item_id for event in events if isinstance(event, Transcribed)]
    project.record(RunEnded(RUN))
    assert heard == [1, 2, 3, 4]
    assert project.runs.counts(RUN).failed == 0
    assert len(project.transcripts.of(LONG).passages) == 3


def test_a_recording_that_kills_the_worker_twice_is_passed_over(project: Project) -> None:
    for _ in range(2):
        with worker("heavy") as conversation:
            recorded_until(conversation, project, ItemStarted, LONG)
            conversation.process.kill()
        project.record(WorkerDied(RUN))
    with worker("heavy") as conversation:
        events = recorded_until(conversation, project, Finished)
    (failed,) = (event for event in events if isinstance(event, ItemFailed))
    assert failed.item_id == LONG
    assert "stopped twice" in failed.problem.happened
    assert [event.item_id for event in events if isinstance(event, Transcribed)] == [3, 4]
    assert project.transcripts.of(1) is not None
