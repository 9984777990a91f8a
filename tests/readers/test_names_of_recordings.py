"""When a call came and who called, from names, notes and lists; and nothing that was not said."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.readers.recordings.call_names import CallNames, CallPattern, Told, as_regex, usual
from deskhand.readers.recordings.folder import RecordingsFolder
from readers.making_tables import xlsx


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    _ = time.tzset() if os.name == "posix" else None
    yield
    monkeypatch.undo()
    _ = time.tzset() if os.name == "posix" else None


def told(folder: Path) -> dict[str, tuple[str, str]]:
    listed = RecordingsFolder(folder).each()
    return {os.fsdecode(one.path): (one.received, one.caller) for one in listed}


@pytest.mark.parametrize("pattern", usual(), ids=lambda pattern: pattern.name)
def test_every_pattern_reads_its_example_first(pattern: CallPattern) -> None:
    assert CallNames().told_by(pattern.example) == Told(pattern.received, pattern.caller)
    stem = Path(pattern.example).stem
    assert next(one.name for one in usual() if as_regex(one.form).fullmatch(stem)) == pattern.name


@pytest.mark.parametrize(
    "name",
    [
        "New Recording 5.m4a", "Voicemail-123.m4a", "msg0001.wav", "vm01_callback.wav", "07700 900566.wav",
        "Voicemail 14-11 09.12.wav", "01-02-2024.wav", "03-04-2024 09.12.wav", "20241302_091233.wav", "20240230.wav",
        "20240230_091233_+15551234567.wav", "99999999999999999999.wav", "1-1-1.wav", ".wav", "",
    ],
)  # fmt: skip
def test_what_a_name_does_not_say_is_left_open(name: str) -> None:
    assert CallNames().told_by(name) == Told()


def test_noon_and_midnight_are_told_apart() -> None:
    for half, hour in (("12.05.00 AM", "00"), ("12.05.00 PM", "12"), ("1.05.00 PM", "13")):
        name = f"WhatsApp Audio 2024-01-02 at {half}.ogg"
        assert CallNames().told_by(name).received == f"2024-01-02T{hour}:05:00"
    assert CallNames().told_by("WhatsApp Audio 2024-01-02 at 13.05.00 PM.ogg").received == "2024-01-02"


def test_a_caller_without_a_number_is_nobody() -> None:
    assert CallNames().told_by("Unknown - Voicemail - 2024-01-02T09_12_33Z.mp3").caller == ""


def test_forms_of_a_persons_own_come_first() -> None:
    names = CallNames("{day}.{month}.{year} {hour}h{minute} {number}\n\nfront desk {name} ({year})")
    assert names.told_by("02.01.2024 9h12 07700 900566.wav") == Told("2024-01-02T09:12", "07700 900566")
    assert names.told_by("front desk Ann (2024).wav") == Told("", "Ann")
    assert names.told_by("PTT-20240102-WA0003.opus").received == "2024-01-02"


@pytest.mark.parametrize(
    "form", ["{nonsense}", "no field", "{date} {date}", "{any}" * 9, "{", "(((", "{any}" + "a" * 500]
)
def test_a_form_that_is_none_is_passed_over_and_told(form: str) -> None:
    names = CallNames(form)
    assert len(names.notes) == 1
    assert names.told_by("PTT-20240102-WA0003.opus").received == "2024-01-02"


def test_no_name_takes_long_to_read() -> None:
    begin = time.monotonic()
    names = CallNames("{any}{number}{any}{name}{any}{number}x")
    for name in ("1 2-" * 63, "9" * 255, "a1" * 127, " " * 255, "-" * 255):
        names.told_by(name)
    assert time.monotonic() - begin < 5


def test_a_note_beside_a_voicemail_wins_over_its_name(tmp_path: Path) -> None:
    (tmp_path / "msg0001.wav").write_bytes(b"x")
    (tmp_path / "msg0001.txt").write_text('[message]\norigtime=1704186753\ncallerid="Ann" <07700900566>\n')
    (tmp_path / "msg0002 2024-01-02.wav").write_bytes(b"x")
    (tmp_path / "msg0002 2024-01-02.txt").write_bytes(b"\xff\xfe no note")
    assert told(tmp_path) == {
        "msg0001.wav": ("2024-01-02T09:12:33", "07700900566"),
        "msg0002 2024-01-02.wav": ("2024-01-02", ""),
    }


def test_a_workbook_beside_the_recordings_wins_over_their_names(tmp_path: Path) -> None:
    for name in ("Call 1.wav", "call 2 2024-05-06.wav", "other 2024-01-02.wav"):
        (tmp_path / name).write_bytes(b"x")
    rows = [["Recording", "Came", "Phone number"], [r"C:\calls\call 1.WAV", "2024-03-04 10:11", "07700 900566"]]
    xlsx(tmp_path / "calls.xlsx", [*rows, ["call 2 2024-05-06.wav", "2024-03-05 12:00", ""]])
    folder = RecordingsFolder(tmp_path)
    found = {one.path: (one.received, one.caller) for one in folder.each()}
    assert found == {
        b"Call 1.wav": ("2024-03-04T10:11", "07700 900566"),
        b"call 2 2024-05-06.wav": ("2024-03-05T12:00", ""),
        b"other 2024-01-02.wav": ("2024-01-02", ""),
    }
    assert folder.notes == ("Times and callers were taken from calls.xlsx.",)


@pytest.mark.parametrize(
    ("moments", "read"),
    [
        (("03/04/2024 10:11", "25/04/2024 9:05"), ("2024-04-03T10:11", "2024-04-25T09:05")),
        (("03/04/2024 10:11 PM", "04/25/2024 9:05 AM"), ("2024-03-04T22:11", "2024-04-25T09:05")),
        (("03/04/2024 10:11", "05/06/2024 9:05"), ("", "")),
        (("03.04.2024 10:11", "30.02.2024 9:05"), ("2024-04-03T10:11", "")),
    ],
)
def test_whether_the_day_comes_first_must_show_itself(
    tmp_path: Path, moments: tuple[str, ...], read: tuple[str]
) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    (tmp_path / "b.wav").write_bytes(b"x")
    (tmp_path / "calls.csv").write_text(f"File,Received\na.wav,{moments[0]}\nb.wav,{moments[1]}\n")
    assert tuple(received for received, _ in told(tmp_path).values()) == read


def test_a_day_and_a_time_in_two_columns_are_joined(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"x")
    headings = "File,Order number,Date of birth,Date,Duration,Time,Caller ID"
    (tmp_path / "calls.csv").write_text(f"{headings}\na.wav,5295118,1980-01-02,2024-01-02,00:42,9:12 PM,101\n")
    assert told(tmp_path) == {"a.wav": ("2024-01-02T21:12", "101")}


def test_the_numbers_of_a_real_list_are_taken(data: Path) -> None:
    calls = told(data / "voicemails")
    assert calls["vm01_callback.wav"] == ("", "310-555-8987")
    assert sum(1 for _, caller in calls.values() if caller) > 20


def test_a_broken_workbook_beside_them_is_only_a_note(tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"x")
    (tmp_path / "calls.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    folder = RecordingsFolder(tmp_path)
    assert len(list(folder.each())) == 1
    assert "calls.xlsx" in folder.notes[0]
