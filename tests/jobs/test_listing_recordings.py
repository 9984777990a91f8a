"""From a folder of recordings to rows in a project."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from deskhand import jobs
from deskhand.domain.acts import SourceAdded
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    Cancelled,
    DrawWaveform,
    Event,
    Failed,
    ListRecordings,
    Progress,
    RecordingsListed,
    Stopped,
    TableRead,
    WaveformDrawn,
)
from deskhand.domain.problems import Problem
from deskhand.domain.recordings import COLUMNS, WORDS_COLUMN
from deskhand.readers.recordings.folder import RecordingsFolder
from deskhand.storage.project import Project
from deskhand.storage.settings import Settings
from jobs.reading import Heard, performed, recorded
from readers.making_sounds import long_wav, tone, wav


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Calls")
    yield made
    made.close()


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    folder.mkdir()
    return folder


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(b"RIFF")


def add(project: Project, folder: Path, *files: bytes) -> int:
    source_id = project.new_id("sources")
    texts = (WORDS_COLUMN,)
    project.record(
        SourceAdded(source_id, str(folder), "", 0, COLUMNS, texts, kind=SourceKind.RECORDINGS, files=tuple(files))
    )
    return source_id


def names(project: Project) -> list[str]:
    return [item.cells[0] for item in project.items.each()]


def problem_of(project: Project, source_id: int) -> Problem:
    failed = list(jobs.perform(ListRecordings(source_id), project, Heard()))[-1]
    assert isinstance(failed, Failed)
    assert failed.problem.advice
    return failed.problem


def listed(events: list[Event]) -> int:
    return sum(len(event.recordings) for event in events if isinstance(event, RecordingsListed))


def test_recordings_are_listed_as_people_count_and_nothing_else(calls: Path, project: Project) -> None:
    touch(calls, "call 10.wav", "Call 2.WAV", "call 1.mp3", "photo.jpg", ".hidden.wav", "~$call.wav", "._call.wav")
    touch(calls, "b/call 3.opus", "a/x/call 4.m4a", ".trash/call 5.wav")
    source_id = add(project, calls)
    events = performed(ListRecordings(source_id), project)
    inner = [str(Path("a", "x", "call 4.m4a")), str(Path("b", "call 3.opus"))]
    assert names(project) == ["call 1.mp3", "Call 2.WAV", "call 10.wav", *inner]
    assert TableRead(source_id, 5) in events
    assert [item.row for item in project.items.each()] == [1, 2, 3, 4, 5]


def test_ten_thousand_recordings_are_listed_in_under_two_seconds(calls: Path, project: Project) -> None:
    for number in range(10_000):
        (calls / f"out-0770090{number:04d}-101-20240102-091233-17041867{number % 60:02d}.12.wav").touch()
    begin = time.monotonic()
    count = sum(1 for _ in RecordingsFolder(calls).each())
    assert time.monotonic() - begin < 2
    assert count == 10_000
    source_id = add(project, calls)
    report = Heard()
    events = performed(ListRecordings(source_id), project, report)
    assert max(len(event.recordings) for event in events if isinstance(event, RecordingsListed)) == 500
    assert report.told[-1] == Progress(10_000, 0, "recordings", "Listing")


def test_a_killed_listing_resumes_without_a_lost_or_double_row(calls: Path, project: Project) -> None:
    touch(calls, *(f"{number}.wav" for number in range(1200)))
    source_id = add(project, calls)
    for event in recorded(ListRecordings(source_id), project, Heard()):
        if isinstance(event, RecordingsListed):
            break
    assert listed(performed(ListRecordings(source_id), project)) == 700
    assert names(project) == [f"{number}.wav" for number in range(1200)]


def test_what_came_later_goes_behind_what_is_there(calls: Path, project: Project) -> None:
    touch(calls, "b.wav", "c.wav")
    source_id = add(project, calls)
    performed(ListRecordings(source_id), project)
    touch(calls, "a.wav")
    assert TableRead(source_id, 3) in performed(ListRecordings(source_id), project)
    assert names(project) == ["b.wav", "c.wav", "a.wav"]


def test_only_the_chosen_files_are_listed(calls: Path, project: Project) -> None:
    touch(calls, "a.wav", "b.wav", "inner/c.wav", "inner/d.wav")
    source_id = add(project, calls, b"b.wav", os.fsencode(Path("inner", "d.wav")), b"gone.wav")
    (ending,) = (event for event in performed(ListRecordings(source_id), project) if isinstance(event, TableRead))
    assert names(project) == ["b.wav", str(Path("inner", "d.wav"))]
    assert ending.notes == ("Chosen recordings that are no longer there: 1.",)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes")
def test_names_of_any_bytes_are_kept(calls: Path, project: Project) -> None:
    odd = [
        b"n" * 246 + b".wav",
        b"say \"hi\" 'now'.wav",
        "📞 Grüße.opus".encode(),
        b"\xff\xfe caf\xe9.wav",
        b"Call recording Jos\xe9 P_240102_091233.m4a",
        b"a\nb.mp3",
    ]
    for name in odd:
        (calls / os.fsdecode(name)).write_bytes(wav(calls.parent / "x.wav", tone(0.2, 8000)).read_bytes())
    performed(ListRecordings(add(project, calls)), project)
    ids = [item.id for item in project.items.each()]
    assert {one.path for one in project.recordings.many(ids).values()} == set(odd)
    for number in ids:
        assert any(isinstance(event, WaveformDrawn) for event in performed(DrawWaveform(number), project))


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_out_of_the_folder_are_not_followed(calls: Path, tmp_path: Path, project: Project) -> None:
    touch(tmp_path / "elsewhere", "secret.wav")
    touch(calls, "call.wav")
    (calls / "near.wav").symlink_to(calls / "call.wav")
    (calls / "far.wav").symlink_to(tmp_path / "elsewhere" / "secret.wav")
    (calls / "dead.wav").symlink_to(calls / "nothing.wav")
    (calls / "far").symlink_to(tmp_path / "elsewhere")
    (calls / "round").symlink_to(calls)
    performed(ListRecordings(add(project, calls)), project)
    assert names(project) == ["call.wav", "near.wav"]


def test_when_and_who_are_in_the_row_before_anyone_listened(calls: Path, project: Project, home: Path) -> None:
    touch(calls, "Call_+4915112345678_20240102-091233.m4a", "desk 02.01.2024 9h12.wav")
    Settings().set("calls.patterns", "desk {day}.{month}.{year} {hour}h{minute}")
    performed(ListRecordings(add(project, calls)), project)
    rows = [(item.cells[1], item.cells[3]) for item in project.items.each()]
    assert rows == [("2024-01-02 09:12:33", "+4915112345678"), ("2024-01-02 09:12", "")]


def test_a_missing_folder_is_a_problem_with_advice(tmp_path: Path, project: Project) -> None:
    assert problem_of(project, add(project, tmp_path / "gone")).title == "The folder is not there"


def test_a_folder_without_recordings_says_what_it_holds(calls: Path, project: Project) -> None:
    touch(calls, *(f"{number}.jpg" for number in range(12)), "a.pdf", "b.pdf", "c.pdf", "letter.docx", "strange")
    problem = problem_of(project, add(project, calls))
    assert problem.title == "There are no recordings in this folder"
    assert problem.happened == "calls holds 12 pictures, 3 PDFs, 1 document, 1 other file."


def test_a_folder_that_is_unplugged_keeps_what_was_listed(calls: Path, project: Project) -> None:
    touch(calls, *(f"{number:04d}.wav" for number in range(700)), *(f"inner/{number:04d}.wav" for number in range(700)))
    source_id = add(project, calls)
    last = None
    for event in jobs.perform(ListRecordings(source_id), project, Heard()):
        project.record(event)
        last = event
        if isinstance(event, RecordingsListed):
            shutil.rmtree(calls, ignore_errors=True)
    assert isinstance(last, Failed)
    assert last.problem.title == "The folder is not there"
    assert project.items.count(source_id) == 500


def test_the_sound_of_a_call_is_drawn(calls: Path, project: Project) -> None:
    wav(calls / "call.wav", np.concatenate([np.zeros(8000), tone(1, 8000)[:, 0]]))
    performed(ListRecordings(add(project, calls)), project)
    (drawn,) = (event for event in performed(DrawWaveform(1, 10), project) if isinstance(event, WaveformDrawn))
    assert (drawn.item_id, drawn.seconds, len(drawn.peaks)) == (1, 2, 10)
    assert max(drawn.peaks[:4]) < 15 < 110 < min(drawn.peaks[5:])


def test_three_hours_are_drawn_quickly_and_can_be_stopped(calls: Path, project: Project) -> None:
    long_wav(calls / "long.wav", 3)
    performed(ListRecordings(add(project, calls)), project)
    begin = time.monotonic()
    performed(DrawWaveform(1), project)
    assert time.monotonic() - begin < 20

    class Stopping(Heard):
        def progress(self, progress: Progress) -> None:
            super().progress(progress)
            if len(self.told) == 3:
                raise Stopped

    assert isinstance(list(jobs.perform(DrawWaveform(1), project, Stopping()))[-1], Cancelled)
