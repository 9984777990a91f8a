"""What was heard, what people corrected in it, and how both are counted, shown and taken back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from deskhand.domain.acts import (
    Act,
    CallsChecked,
    HearingChosen,
    PassageCorrected,
    RunEnded,
    RunPlanned,
    RunTask,
    SaidCorrected,
    SourceAdded,
    SourceRemoved,
)
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import ItemFailed, PartHeard, RecordingsListed, Transcribed
from deskhand.domain.problems import Problem
from deskhand.domain.recordings import (
    COLUMNS,
    WORDS_COLUMN,
    CallState,
    Doubt,
    HeardPart,
    Hearing,
    Passage,
    Recording,
    Said,
    SaidKind,
    Transcript,
    sure_of,
)
from deskhand.storage.project import Project
from storage.projects import contents

RUN, CALL, SILENT, CLEAR, UNREAD, WAITING = 1, 1, 2, 3, 4, 5
PASSAGES = (
    Passage(0.0, 4.0, "Hello this is Victoria.", 0.9, probability=0.9),
    Passage(4.0, 8.0, "Ring me on 555 0147.", 0.3, (Doubt.UNSURE,), probability=0.3),
)
NUMBER = Said(SaidKind.CALL_BACK, "555 0147", 5.0, 7.0, agreed=False, doubtful=(6,))
HEARD = Transcript(CallState.DONE, 8.0, "en", sure_of(PASSAGES), PASSAGES, (NUMBER,))
CLEARLY = Transcript(CallState.DONE, 3.0, "en", 0.9, PASSAGES[:1])
BROKEN = Problem("Damaged", "No sound could be read.", "It was passed over.", "Play it elsewhere.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A doubtful call, a silent one, a clear one, one that could not be read, and one that waits."""
    project = Project.create(tmp_path / "project", "Calls", "voicemails")
    project.record(SourceAdded(1, "/calls", "", 0, COLUMNS, (WORDS_COLUMN,), (), SourceKind.RECORDINGS))
    days = ("2026-03-09", "2026-03-01", "2026-03-05", "", "")
    listed = (Recording(row, b"%d.wav" % row, 100, day, "Bell") for row, day in enumerate(days, 1))
    project.record(RecordingsListed(1, tuple(listed)))
    project.record(RunPlanned(RUN, (), 1, task=RunTask.TRANSCRIBE))
    project.record(PartHeard(RUN, CALL, 0, HeardPart(PASSAGES[:1])))
    project.record(Transcribed(RUN, CALL, HEARD, "a"))
    project.record(Transcribed(RUN, SILENT, Transcript(CallState.NO_SPEECH, 6.0), "b"))
    project.record(Transcribed(RUN, CLEAR, CLEARLY, "c"))
    project.record(ItemFailed(RUN, UNREAD, BROKEN))
    yield project
    project.close()


def row(project: Project, item_id: int = CALL) -> dict[str, str]:
    return dict(zip(COLUMNS, project.items.get(item_id).cells, strict=True))


def kept(project: Project, item_id: int = CALL) -> sqlite3.Row:
    """What is kept beside a transcript, to count and to sort by."""
    with closing(sqlite3.connect(project.folder / "project.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM transcripts WHERE item_id = ?", (item_id,)).fetchone()


def test_the_row_of_a_recording_says_what_was_heard_in_it(project: Project) -> None:
    assert row(project) == {
        "File": "1.wav", "Received": "2026-03-09", "Seconds": "8.0", "Caller": "Bell", "Call back": "",
        "Words": "Hello this is Victoria. Ring me on 555 0147.", "Sure": "57%", "State": "done",
    }  # fmt: skip
    assert row(project, SILENT)["State"] == "no speech"
    assert row(project, UNREAD)["State"] == "could not be read"
    assert row(project, WAITING)["State"] == "waiting"


def test_a_corrected_passage_is_in_the_row_and_what_was_heard_is_kept(project: Project) -> None:
    project.record(PassageCorrected(CALL, 1, "Ring me on 555 0142."))
    transcript = project.transcripts.of(CALL)
    assert transcript.passages[1].heard == PASSAGES[1].words
    assert row(project)["Words"].endswith("555 0142.")
    project.record(PassageCorrected(CALL, 1, "Ring me at noon."))
    assert project.transcripts.of(CALL).passages[1].heard == PASSAGES[1].words


def test_how_sure_a_call_is_follows_its_corrections(project: Project) -> None:
    project.record(PassageCorrected(CALL, 1, "Ring me on 555 0142."))
    assert project.transcripts.of(CALL).sure == pytest.approx((4 * 0.9 + 5 * 1) / 9, abs=1e-4)
    assert row(project)["Sure"] == "96%"
    assert kept(project)["sure"] == project.transcripts.of(CALL).sure


def test_what_is_doubtful_gets_less_with_every_correction(project: Project) -> None:
    assert (kept(project)["doubtful"], project.transcripts.waiting()) == (2, 1)
    project.record(PassageCorrected(CALL, 1, "Ring me on 555 0142."))
    assert (kept(project)["doubtful"], project.transcripts.waiting()) == (1, 1)
    project.record(SaidCorrected(CALL, SaidKind.CALL_BACK, "555 0142"))
    assert (kept(project)["doubtful"], project.transcripts.waiting()) == (0, 0)


def test_a_number_that_a_person_wrote_is_the_one_to_call_back(project: Project) -> None:
    project.record(SaidCorrected(CALL, SaidKind.CALL_BACK, "555 0142"))
    assert row(project)["Call back"] == "555 0142"
    project.record(SaidCorrected(CALL, SaidKind.CALL_BACK, ""))
    assert row(project)["Call back"] == ""
    assert sum(one.corrected for one in project.transcripts.of(CALL).said) == 1


ACTS = (
    PassageCorrected(CALL, 0, "Hello, this is Victor."),
    SaidCorrected(CALL, SaidKind.CALL_BACK, "555 0142"),
    SaidCorrected(CALL, SaidKind.DATE, "2026-03-12"),
    CallsChecked((CALL, SILENT)),
    CallsChecked((CALL, CLEAR)),  # one of them is checked already
    HearingChosen(Hearing("model", "de", ("Porter",), speakers=True)),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_what_a_person_does_to_a_call_is_taken_back_exactly_and_done_again(project: Project, act: Act) -> None:
    project.record(CallsChecked((CLEAR,)))
    project.record(HearingChosen(Hearing("model", "en")))
    before = contents(project)
    undo = project.inverse(act)
    project.record(act)
    after = contents(project)
    redo = project.inverse(undo)
    project.record(undo)
    assert contents(project) == before
    project.record(redo)
    assert contents(project) == after != before


def test_two_corrections_are_taken_back_one_after_the_other(project: Project) -> None:
    first, second = PassageCorrected(CALL, 0, "Hello, Victor here."), PassageCorrected(CALL, 1, "Ring me at noon.")
    undo_first = project.inverse(first)
    project.record(first)
    undo_second = project.inverse(second)
    project.record(second)
    project.record(undo_second)
    assert kept(project)["corrected"]
    project.record(undo_first)
    assert not kept(project)["corrected"]
    assert project.transcripts.of(CALL) == HEARD


def test_a_call_heard_anew_replaces_its_words_and_their_corrections(project: Project) -> None:
    project.record(PassageCorrected(CALL, 1, "Ring me at noon."))
    project.record(CallsChecked((CALL,)))
    project.record(RunPlanned(2, (), 1, answered_too=True, task=RunTask.TRANSCRIBE))
    anew = replace(HEARD, passages=PASSAGES[:1], said=())
    project.record(Transcribed(2, CALL, anew, "a"))
    assert project.transcripts.of(CALL) == anew
    assert not kept(project)["corrected"]
    assert not project.transcripts.is_checked(CALL)
    assert project.runs.counts(2).done == 1
    assert CALL not in project.runs.todo(2)


def test_the_same_result_told_twice_counts_once(project: Project) -> None:
    project.record(Transcribed(RUN, CALL, HEARD, "a"))
    assert project.runs.counts(RUN).done == 3


def test_parts_are_kept_until_the_call_is_heard_whole(project: Project) -> None:
    assert project.transcripts.parts(RUN, CALL) == {}
    part = HeardPart(PASSAGES, (NUMBER,), "en", retried=True)
    project.record(PartHeard(RUN, WAITING, 3, part))
    assert project.transcripts.parts(RUN, WAITING) == {3: part}
    project.record(Transcribed(RUN, WAITING, HEARD, "e"))
    assert project.transcripts.parts(RUN, WAITING) == {}


def test_parts_heard_another_way_are_not_gone_on_with(project: Project) -> None:
    hearing = Hearing("model", "en")
    project.record(HearingChosen(hearing))
    project.record(PartHeard(RUN, WAITING, 0, HeardPart(PASSAGES)))
    project.record(HearingChosen(hearing))
    assert list(project.transcripts.parts(RUN, WAITING)) == [0]
    project.record(HearingChosen(replace(hearing, speakers=True)))
    assert project.transcripts.parts(RUN, WAITING) == {}


def test_a_removed_folder_takes_its_calls_out_of_sight_and_brings_them_back(project: Project) -> None:
    act = SourceRemoved(1)
    undo = project.inverse(act)
    project.record(act)
    assert (project.transcripts.counts(), project.transcripts.waiting()) == ({}, 0)
    assert project.transcripts.seconds() == 0
    project.record(undo)
    assert project.transcripts.counts() == {CallState.DONE: 2, CallState.NO_SPEECH: 1}
    assert project.transcripts.waiting() == 1


def test_calls_are_counted_by_how_they_stand(project: Project) -> None:
    assert project.transcripts.counts(1) == {CallState.DONE: 2, CallState.NO_SPEECH: 1}
    assert project.transcripts.counts(2) == {}
    assert project.transcripts.seconds(1) == project.transcripts.seconds_of_run(RUN) == 17
    assert (project.runs.unopened(RunTask.TRANSCRIBE), project.calls.unread(), project.runs.todo(RUN)) == (
        2,
        1,
        [WAITING],
    )


def test_corrections_of_a_recording_that_was_not_heard_are_refused(project: Project) -> None:
    with pytest.raises(KeyError):
        project.record(PassageCorrected(WAITING, 0, "Hello."))


def test_a_new_run_tries_those_again_that_could_not_be_read(project: Project) -> None:
    project.record(RunEnded(RUN))
    project.record(RunPlanned(2, (), 1, task=RunTask.TRANSCRIBE))
    assert project.runs.todo(2) == [UNREAD, WAITING]
    project.record(Transcribed(2, UNREAD, HEARD, "d"))
    assert row(project, UNREAD)["State"] == "done"
    assert project.calls.unread() == 0
