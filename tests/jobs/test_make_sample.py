"""The samples: the same on every computer, and as untidy as real life."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import av
import pytest
from python_calamine import CalamineWorkbook

from deskhand.domain.jobs import Event, Failed, MakeSample, SampleMade
from deskhand.jobs import perform
from deskhand.readers.name_lists import read_names
from deskhand.readers.tables import look
from deskhand.storage.places import resources
from jobs.saving import Listening

TYPES = {
    "Appointment", "Pain or problem", "Billing", "Insurance", "X-rays and papers", "Complaint", "None of these",
}  # fmt: skip


def make(folder: Path, kind: str = "tickets") -> list[Event]:
    return list(perform(MakeSample(str(folder), kind), None, Listening()))


@pytest.fixture
def made(tmp_path: Path) -> SampleMade:
    """The sample, in a folder that was not there."""
    events = make(tmp_path / "a" / "new folder")
    return next(event for event in events if isinstance(event, SampleMade))


@pytest.fixture
def inbox(made: SampleMade) -> list[tuple[str, ...]]:
    """Its rows, as they look."""
    sheet = CalamineWorkbook.from_path(made.path).get_sheet_by_name("Inbox")
    return [tuple(map(str, row)) for row in sheet.to_python()[1:]]


def test_the_sample_is_the_same_to_the_byte_every_time(made: SampleMade, tmp_path: Path) -> None:
    make(tmp_path / "again")
    assert Path(made.path).read_bytes() == (tmp_path / "again" / "Front desk messages.xlsx").read_bytes()


def test_a_sample_that_a_person_has_worked_on_is_left_alone(made: SampleMade) -> None:
    Path(made.path).write_bytes(b"worked on")
    make(Path(made.path).parent)
    make(Path(made.path).parent)
    assert Path(made.path).read_bytes() == b"worked on"
    assert sorted(path.name for path in Path(made.path).parent.iterdir()) == [
        "Front desk messages (2).xlsx", "Front desk messages.xlsx",
    ]  # fmt: skip


def test_it_reads_as_a_table_with_its_headings_and_ids(made: SampleMade) -> None:
    preview = look(made.path)
    assert preview.sheets == ("Inbox", "How we sort")
    assert preview.columns == ("No.", "Received", "From", "Patient?", "Message", "Type", "Urgency")
    assert preview.rows[0][:2] == ("00381", "2026-01-05 08:05")
    assert (made.rows, preview.header_row) == (720, 1)


def test_two_questions_are_partly_answered_in_seven_and_three_ways(inbox: list[tuple[str, ...]]) -> None:
    answered = [row for row in inbox if row[5]]
    assert 250 <= len(answered) <= 350
    assert {row[5].strip().capitalize() for row in answered} == {kind.capitalize() for kind in TYPES}
    assert {row[6] for row in answered} == {"Today", "Soon", "Can wait"}
    assert all(row[6] for row in answered)
    assert min(Counter(row[5] for row in answered if row[5] in TYPES).values()) >= 15


def test_it_has_the_mess_of_real_life(inbox: list[tuple[str, ...]]) -> None:
    messages = Counter(row[4] for row in inbox)
    assert 3 <= messages[""] <= 15
    assert sum(count - 1 for message, count in messages.items() if message) >= 8  # exact repeats
    assert max(map(len, messages)) > 4000
    assert any("muela" in message or "cita" in message for message in messages)
    assert {row[5] for row in inbox} - TYPES - {""}  # spellings such as "billing "


def test_a_message_never_shows_a_gap_that_was_not_filled(inbox: list[tuple[str, ...]]) -> None:
    assert not [row for row in inbox if "{" in row[4] or "}" in row[4]]


def test_a_folder_that_cannot_be_made_is_a_problem_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ending = make(tmp_path / "file" / "folder")[-1]
    assert isinstance(ending, Failed)
    assert ending.problem.title == "The folder is not there"


@pytest.fixture
def calls(tmp_path: Path) -> list[Path]:
    """The sample of voicemails."""
    (made,) = (event for event in make(tmp_path / "calls", "voicemails") if isinstance(event, SampleMade))
    assert (made.path, made.rows) == (str(tmp_path / "calls"), 30)
    return sorted((tmp_path / "calls").glob("2*"))


def test_thirty_small_voicemails_of_several_kinds_are_named_as_a_phone_system_names_them(calls: list[Path]) -> None:
    assert len(calls) == 30
    assert {path.suffix for path in calls} == {".ogg", ".mp3", ".m4a", ".wav", ".amr"}
    assert all(re.fullmatch(r"202601\d\d-\d{6}_201_(07700900\d{3}|unknown)", path.stem) for path in calls)
    assert sum(path.stat().st_size for path in calls) < 1_500_000


def test_every_voicemail_but_one_is_sound(calls: list[Path]) -> None:
    heard = {path.name: seconds_of(path) for path in calls}
    assert [name for name, seconds in heard.items() if seconds is None] == ["20260114-150637_201_07700900799.wav"]
    assert all(5 < seconds < 25 for seconds in heard.values() if seconds)


def seconds_of(path: Path) -> float | None:
    """How long a recording is; ``None`` if it is none."""
    try:
        with av.open(str(path)) as file:
            return sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))
    except av.error.InvalidDataError:
        return None


def test_what_was_spoken_is_written_down_for_every_file(calls: list[Path]) -> None:
    told = tomllib.loads((resources() / "samples" / "voicemails.toml").read_text(encoding="utf-8"))
    assert sorted(call["file"] for call in told["call"]) == [path.name for path in calls]
    spoken = [call for call in told["call"] if call["text"]]
    assert len(spoken) == 27
    assert all(call["file"].partition(".")[0][-6:] in call["text"] for call in spoken)
    assert {call["urgency"] for call in spoken} == {"Today", "Soon", "Can wait"}
    assert min(Counter(call["about"] for call in spoken).values()) >= 4


def test_names_of_the_garage_lie_beside_its_calls(calls: list[Path]) -> None:
    assert "Qashqai" in read_names(calls[0].with_name("Names.txt"))
