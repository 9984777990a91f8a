"""Recordings as words, as the job tells it: in order, each once, and what is wrong with one is no other's matter."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deskhand.domain.jobs import (
    Cancelled,
    Failed,
    Finished,
    ItemFailed,
    ItemStarted,
    PartHeard,
    Transcribe,
    Transcribed,
)
from deskhand.domain.recordings import CallState, Doubt, Hearing
from deskhand.storage.project import Project
from engine.tiny_whisper import LANGUAGES, tiny_whisper
from readers.making_sounds import Format, long_wav, recorded, wav
from voicemails import RATE, RUN, Report, copied, joined, listed, performed, plain, planned, sound_of

SHORT = ("account_number.wav", "altitude.wav", "call-fwd-cancelled.wav", "cafeteria.wav", "agent-loginok.wav")
Make = Callable[..., Project]


@pytest.fixture
def prompts(data: Path) -> list[Path]:
    return [data / "phone-prompts" / name for name in SHORT]


@pytest.fixture
def calls(tmp_path: Path, prompts: list[Path]) -> Path:
    """Five recordings of a second."""
    return copied(tmp_path / "calls", *prompts)


@pytest.fixture
def make(tmp_path: Path, speech_model: Path) -> Iterator[Make]:
    """Projects of recordings, closed in the end."""
    made: list[Project] = []

    def call(calls: Path, **hearing: Any) -> Project:
        made.append(listed(tmp_path / f"project {len(made)}", calls, Hearing(str(speech_model), "en", **hearing)))
        return made[-1]

    yield call
    for project in made:
        project.close()


def heard(events: list[Any]) -> list[int]:
    return [event.item_id for event in events if isinstance(event, Transcribed)]


def test_words_come_in_the_order_of_the_list(make: Make, calls: Path) -> None:
    project = make(calls)
    events = list(performed(project, planned(project)))
    assert heard(events) == [1, 2, 3, 4, 5]
    assert isinstance(events[-1], Finished)
    words = [" ".join(plain(project.transcripts.of(item_id).words)) for item_id in heard(events)]
    assert (words[0], words[2]) == ("your account number", "call forward cancelled")


def test_the_same_recording_twice_is_heard_once_and_listed_twice(
    make: Make, tmp_path: Path, prompts: list[Path]
) -> None:
    first, second = prompts[0], prompts[2]
    project = make(copied(tmp_path / "calls", first, second, first, first))
    events = list(performed(project, planned(project)))
    assert heard(events) == [1, 2, 3, 4]
    one = project.transcripts.many([1, 3, 4])
    assert one[1] == one[3] == one[4] != project.transcripts.of(2)


def test_the_same_recording_is_not_heard_again_by_a_run_that_goes_on(
    make: Make, tmp_path: Path, prompts: list[Path]
) -> None:
    project = make(copied(tmp_path / "calls", prompts[0], prompts[0]))
    request = planned(project)
    begun = performed(project, request)
    next(event for event in begun if isinstance(event, Transcribed))
    begun.close()
    spoiled = project.transcripts.of(1)
    (again,) = (event for event in performed(project, request) if isinstance(event, Transcribed))
    assert (again.item_id, again.transcript) == (2, spoiled)


def test_what_a_file_says_of_its_call_is_in_the_rows_of_all_its_copies(make: Make, tmp_path: Path) -> None:
    form, tags = (
        Format("mp3", "libmp3lame", 22050, samples="s16p"),
        {"date": "2026-03-01T10:00:00", "artist": "555 0142"},
    )
    recorded(tmp_path / "one.mp3", form, 1.0, tags)
    project = make(copied(tmp_path / "calls", tmp_path / "one.mp3", tmp_path / "one.mp3"))
    list(performed(project, planned(project)))
    assert {item.cells[1:4] for item in project.items.each()} == {("2026-03-01 10:00:00", "1.0", "555 0142")}


def test_recordings_that_cannot_be_read_fail_alone(make: Make, calls: Path, data: Path) -> None:
    (calls / "bad empty.wav").touch()
    (calls / "bad text.wav").write_text("This is no recording.")
    (calls / "bad broken.wav").write_bytes((data / "voicemails" / "odd_corrupt.wav").read_bytes())
    (calls / "bad gone.wav").write_bytes(b"RIFF")
    project = make(calls)
    bad = {item.id for item in project.items.each() if item.cells[0].startswith("bad")}
    (calls / "bad gone.wav").unlink()
    events = list(performed(project, planned(project)))
    failed = {event.item_id: event.problem for event in events if isinstance(event, ItemFailed)}
    assert set(failed) == bad
    assert len(heard(events)) == 5
    assert all(problem.advice and "inside Deskhand" not in problem.title for problem in failed.values())
    assert {project.items.get(item_id).cells[-1] for item_id in failed} == {"could not be read"}


def test_the_two_sides_of_a_stereo_recording_are_two_speakers(make: Make, tmp_path: Path, prompts: list[Path]) -> None:
    left = joined(sound_of(prompts[0]), pause=4)
    right = joined(np.zeros(3 * RATE, np.float32), sound_of(prompts[2]), pause=0)
    size = max(len(left), len(right))
    (tmp_path / "calls").mkdir()
    both = np.stack([np.pad(side, (0, size - len(side))) for side in (left, right)], axis=1)
    wav(tmp_path / "calls" / "both.wav", both, RATE)
    project = make(tmp_path / "calls", speakers=True)
    list(performed(project, planned(project)))
    transcript = project.transcripts.of(1)
    assert [passage.speaker for passage in transcript.passages] == [1, 2]
    assert transcript.words.startswith("Left: Your account number")
    assert "\nRight: " in transcript.words
    assert transcript.passages[1].start >= 2


def test_a_model_of_many_languages_that_says_nonsense_does_no_harm(tmp_path: Path, calls: Path) -> None:
    hearing = Hearing(str(tiny_whisper(tmp_path / "tiny")), names=("Porter",))
    with closing(listed(tmp_path / "project", calls, hearing)) as project:
        events = list(performed(project, planned(project)))
        assert heard(events) == [1, 2, 3, 4, 5]
        for transcript in project.transcripts.many([1, 2, 3, 4, 5]).values():
            assert transcript.language in (*LANGUAGES, "")
            assert (transcript.state is CallState.DONE) == bool(transcript.words)
            assert all(0 <= passage.start <= passage.end <= 10 for passage in transcript.passages)


def test_silence_heard_anyway_is_never_done_without_words(make: Make, tmp_path: Path, data: Path) -> None:
    odd = data / "voicemails"
    project = make(copied(tmp_path / "calls", odd / "odd_silence.wav", odd / "odd_noise.wav"))
    list(performed(project, planned(project)))
    assert project.transcripts.counts() == {CallState.NO_SPEECH: 2}
    list(performed(project, Transcribe(RUN, anyway=(1, 2))))
    for transcript in project.transcripts.many([1, 2]).values():
        assert (transcript.state is CallState.DONE) == bool(transcript.words)
        assert all(Doubt.NO_VOICE in passage.doubts for passage in transcript.passages)


def test_a_folder_that_is_unplugged_stops_the_job_and_it_goes_on_when_it_is_back(make: Make, calls: Path) -> None:
    project = make(calls)
    request = planned(project)
    away = calls.with_name("away")
    calls.rename(away)
    first = list(performed(project, request))
    assert isinstance(first[-1], Failed)
    assert first[-1].problem.title == "The folder of recordings is gone"
    assert project.runs.counts(RUN).failed == 0
    away.rename(calls)
    assert heard(list(performed(project, request))) == [1, 2, 3, 4, 5]


def test_what_was_heard_before_the_folder_was_unplugged_is_kept(
    make: Make, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskhand.jobs.transcribe._FIRST_ROUND", 2)
    project = make(calls)
    request = planned(project)
    begun = []
    for event in performed(project, request):
        begun.append(event)
        if isinstance(event, Transcribed) and calls.exists():
            calls.rename(calls.with_name("away"))
    assert isinstance(begun[-1], Failed)
    kept = heard(begun)
    calls.with_name("away").rename(calls)
    assert kept == list(range(1, len(kept) + 1)) != [1, 2, 3, 4, 5]
    assert kept + heard(list(performed(project, request))) == [1, 2, 3, 4, 5]


def test_progress_in_seconds_never_goes_back_and_ends_at_the_total(
    make: Make, calls: Path, data: Path, tmp_path: Path
) -> None:
    (calls / "03 broken.wav").write_bytes((data / "voicemails" / "odd_corrupt.wav").read_bytes())
    call = sound_of(data / "voicemails" / "vm04_order.wav")
    long = joined(call, call, call, pause=4)
    wav(calls / "06 stereo.wav", np.stack([long, long[::-1]], axis=1), RATE)
    project = make(calls, speakers=True)
    report = Report()
    events = list(performed(project, planned(project), report))
    told = [progress.done for progress in report.told]
    assert told == sorted(told)
    assert all(progress.done <= progress.total for progress in report.told if progress.total)
    last = report.told[-1]
    assert last.done == last.total == round(project.transcripts.seconds_of_run(RUN)) > 40
    assert len(heard(events)) == 6


def test_a_cancelled_job_keeps_what_it_has_told_and_goes_on_from_there(make: Make, calls: Path) -> None:
    project = make(calls)
    request = planned(project)
    first = list(performed(project, request, Report(stop_after=8)))
    assert isinstance(first[-1], Cancelled)
    assert heard(first) + heard(list(performed(project, request))) == [1, 2, 3, 4, 5]


def test_hours_of_silence_can_be_cancelled_while_they_are_read(make: Make, tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    long_wav(tmp_path / "calls" / "silence.wav", 0.1)
    project = make(tmp_path / "calls")
    events = list(performed(project, planned(project), Report(stop_after=4)))
    assert isinstance(events[-1], Cancelled)
    assert heard(events) == []


def test_a_trial_of_two_does_two_also_when_it_goes_on(make: Make, calls: Path) -> None:
    project = make(calls)
    request = planned(project, limit=2)
    begun = performed(project, request)
    next(event for event in begun if isinstance(event, Transcribed))
    begun.close()
    assert heard(list(performed(project, request))) == [2]
    assert heard(list(performed(project, request))) == []


def test_after_a_death_each_recording_is_announced_before_it_is_even_read(make: Make, calls: Path, data: Path) -> None:
    (calls / "00 broken.wav").write_bytes((data / "voicemails" / "odd_corrupt.wav").read_bytes())
    (calls / "02 silence.wav").write_bytes((data / "voicemails" / "odd_silence.wav").read_bytes())
    project = make(calls)
    events = performed(project, Transcribe(planned(project).run_id, one_by_one=True))
    now = 0
    for event in events:
        if isinstance(event, ItemStarted):
            now = event.item_id
        elif isinstance(event, Transcribed | ItemFailed | PartHeard):
            assert event.item_id == now
    assert now == 7


def test_a_recording_in_parts_is_told_part_by_part(make: Make, tmp_path: Path, prompts: list[Path]) -> None:
    (tmp_path / "calls").mkdir()
    wav(tmp_path / "calls" / "long.wav", joined(*(sound_of(prompt) for prompt in prompts), pause=5), RATE)
    project = make(tmp_path / "calls")
    request = Transcribe(planned(project).run_id, one_by_one=True)
    begun = performed(project, request)
    parts = [next(event for event in begun if isinstance(event, PartHeard)).part for _ in range(2)]
    begun.close()
    assert set(project.transcripts.parts(RUN, 1)) == set(parts) == {0, 1}
    rest = [event.part for event in performed(project, request) if isinstance(event, PartHeard)]
    assert rest == [0, 1, 2, 3, 4]
    assert project.transcripts.parts(RUN, 1) == {}
    starts = [passage.start for passage in project.transcripts.of(1).passages]
    assert starts == sorted(starts)
    assert len(starts) >= 5
