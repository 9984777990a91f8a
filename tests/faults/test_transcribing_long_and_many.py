"""Hours of sound, and thousands of recordings, take no more memory than a few."""

import gc
import os
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from deskhand import jobs
from deskhand.domain.jobs import Transcribed
from deskhand.domain.recordings import Hearing
from deskhand.jobs.sound_pieces import Call
from readers.making_sounds import wav
from voicemails import RATE, Report, listed, planned, sound_of

PHONE = 8000  # values a second
CALLS = 8  # in each long recording, so that as much is heard at once
MOST_GROWTH = 100  # MB


def mu_law(sound: np.ndarray) -> bytes:
    """One byte a value, as telephone lines have it."""
    size = np.log1p(255 * np.abs(np.clip(sound, -1, 1))) / np.log(256)
    return (~((np.signbit(sound) * 128).astype(np.uint8) | (size * 127).astype(np.uint8))).astype(np.uint8).tobytes()


def long_call(path: Path, call: np.ndarray, hours: float) -> Path:
    """Somebody speaks ``CALLS`` times in so many hours of silence."""
    said = mu_law(call)
    silence = b"\xff" * (int(hours * 3600 * PHONE) // CALLS - len(said))
    form = b"WAVEfmt " + (18).to_bytes(4, "little") + b"\7\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0\0\0"
    size = (len(said) + len(silence)) * CALLS
    with path.open("wb") as file:
        file.write(b"RIFF" + (len(form) + 8 + size).to_bytes(4, "little") + form + b"data" + size.to_bytes(4, "little"))
        file.writelines([silence, said] * CALLS)
    return path


def most_memory(recording: Path, model: Path) -> int:
    """MB that the command takes at most while it turns a recording into words."""
    out = recording.with_suffix(".csv")
    command = ["-m", "deskhand", "transcribe", recording, "--model", model, "--language", "en", "--out", out]
    child = os.posix_spawn(sys.executable, [sys.executable, *map(str, command)], dict(os.environ))
    _, status, used = os.wait4(child, 0)
    assert status == 0
    words = out.read_text("utf-8-sig").lower()
    assert words.count("your account number") == CALLS
    return int(used.ru_maxrss) // (1024 * 1024 if sys.platform == "darwin" else 1024)


@pytest.mark.skipif(os.name != "posix", reason="wait4")
def test_three_hours_take_no_more_memory_than_twenty_minutes(data: Path, tmp_path: Path, speech_model: Path) -> None:
    call = sound_of(data / "phone-prompts" / "account_number.wav")[:: RATE // PHONE]
    short = most_memory(long_call(tmp_path / "short.wav", call, 1 / 3), speech_model)
    long = most_memory(long_call(tmp_path / "long.wav", call, 3), speech_model)
    assert long - short < MOST_GROWTH


def test_a_job_of_many_recordings_keeps_few_of_them_in_mind(
    tmp_path: Path, speech_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskhand.jobs.transcribe._REMEMBERED", 20)
    monkeypatch.setattr("deskhand.jobs.transcribe._ROUND", 0.05)
    (tmp_path / "calls").mkdir()
    for number in range(300):
        wav(tmp_path / "calls" / f"{number:03}.wav", np.full(400, number / 1000))
    with closing(listed(tmp_path / "project", tmp_path / "calls", Hearing(str(speech_model), "en"))) as project:
        alive = [
            sum(type(one) is Call for one in gc.get_objects())
            for event in jobs.perform(planned(project), project, Report())
            if isinstance(event, Transcribed) and event.item_id % 100 == 0
        ]
    assert len(alive) == 3
    assert max(alive) < 60
