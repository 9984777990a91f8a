"""The rehearsal answers about recordings as the real worker does, so that the window can be tried without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.acts import RunPlanned, RunTask, SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    DrawWaveform,
    Event,
    Finished,
    ItemStarted,
    ListRecordings,
    Request,
    Transcribe,
    Transcribed,
    WaveformDrawn,
)
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN, CallState, Doubt, SaidKind
from deskhand.storage.project import Project
from deskhand.worker import rehearsal
from jobs.reading import Heard


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Calls", "voicemails")
    made.record(
        SourceAdded(1, str(tmp_path), "", 0, COLUMNS, (WORDS_COLUMN,), kind=SourceKind.RECORDINGS),
    )
    yield made
    made.close()


def rehearsed(request: Request, project: Project) -> list[Event]:
    events = []
    for event in rehearsal.perform(request, project, Heard()):
        project.record(event)
        events.append(event)
    assert isinstance(events[-1], Finished)
    return events


def test_rehearsed_calls_fill_their_rows(project: Project) -> None:
    rehearsed(ListRecordings(1), project)
    project.record(RunPlanned(1, (), 1, task=RunTask.TRANSCRIBE))
    events = rehearsed(Transcribe(1), project)
    heard = [event.transcript for event in events if isinstance(event, Transcribed)]
    assert len(heard) == project.items.count(1) == 30
    assert {transcript.state for transcript in heard} == {CallState.DONE, CallState.NO_SPEECH}
    doubts = {doubt for transcript in heard for passage in transcript.passages for doubt in passage.doubts}
    assert doubts >= {Doubt.UNSURE, Doubt.LOOP, Doubt.PHANTOM}
    assert any(transcript.first(SaidKind.CALL_BACK) for transcript in heard)
    assert "Corsa" in project.items.get(1).cells[WORDS_COLUMN]
    assert [type(event) for event in rehearsed(Transcribe(1), project)].count(Transcribed) == 0


def test_rehearsed_calls_are_announced_one_by_one(project: Project) -> None:
    rehearsed(ListRecordings(1), project)
    project.record(RunPlanned(1, (), 1, limit=5, task=RunTask.TRANSCRIBE))
    kinds = [type(event) for event in rehearsed(Transcribe(1, one_by_one=True), project)]
    assert kinds.count(ItemStarted) == kinds.count(Transcribed) == 5


def test_a_rehearsed_call_is_drawn(project: Project) -> None:
    rehearsed(ListRecordings(1), project)
    (drawn,) = (event for event in rehearsed(DrawWaveform(1), project) if isinstance(event, WaveformDrawn))
    assert len(drawn.peaks) == 240
