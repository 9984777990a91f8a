"""Every kind of recording becomes the same sound: one channel, 16,000 values a second."""

import os
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.readers.sound.decoding import RATE, Side, Sound, open_sound
from deskhand.readers.sound.loudness import drawn, loudest
from readers.making_sounds import FORMATS, TONE, Format, long_wav, recorded, tone, wav

PLAIN = Format("wav", "pcm_s16le")


def heard(path: Path, side: Side = Side.BOTH) -> tuple[np.ndarray, Sound]:
    with open_sound(path) as sound:
        return np.concatenate(list(sound.blocks(side))), sound


def pitch(values: np.ndarray) -> float:
    """The loudest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(values * np.hanning(len(values))))
    return float(spectrum.argmax() * RATE / len(values))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: f"{form.codec}.{form.ending}")
def test_every_format_sounds_as_it_was_recorded(tmp_path: Path, form: Format) -> None:
    values, sound = heard(recorded(tmp_path / f"call.{form.ending}", form))
    assert values.dtype == np.float32
    assert sound.seconds == pytest.approx(3, abs=0.12)
    assert pitch(values) == pytest.approx(TONE, abs=2)
    assert 0.25 < np.abs(values[RATE:-RATE]).max() < 0.8
    assert sound.notes == ()


def test_gsm_and_wide_amr_are_read(tmp_path: Path, data: Path) -> None:
    _, sound = heard(data / "documents-ordinary" / "tika--testAMR-WB.amr")
    assert sound.seconds == pytest.approx(4)
    path = tmp_path / "call.gsm"
    path.write_bytes((b"\xd8" + bytes(32)) * 100)
    assert heard(path)[1].seconds == pytest.approx(2)


def test_the_two_sides_of_a_call_can_be_heard_alone(tmp_path: Path) -> None:
    both = np.stack([tone(2, 8000)[:, 0], np.zeros(16000)], axis=1)
    path = wav(tmp_path / "call.wav", both)
    assert heard(path)[1].channels == 2
    loud = {side: float(np.abs(heard(path, side)[0]).max()) for side in Side}
    assert loud[Side.LEFT] == pytest.approx(0.5, abs=0.02)
    assert loud[Side.RIGHT] == 0
    assert loud[Side.BOTH] == pytest.approx(0.25, abs=0.02)


def test_both_sides_of_one_channel_are_the_same(tmp_path: Path) -> None:
    path = wav(tmp_path / "call.wav", tone(1, 8000))
    assert np.array_equal(heard(path, Side.LEFT)[0], heard(path, Side.RIGHT)[0])


def test_blocks_are_half_minutes_and_the_rest(tmp_path: Path) -> None:
    with open_sound(wav(tmp_path / "call.wav", tone(65, 8000))) as sound:
        assert sound.seconds == 65
        assert [len(block) / RATE for block in sound.blocks()] == [30, 30, 5]


def test_many_channels_clipped_sound_and_a_blink_are_read(tmp_path: Path) -> None:
    assert heard(wav(tmp_path / "eleven.wav", tone(1, 48000, 11), 48000))[1].channels == 11
    clipped, _ = heard(wav(tmp_path / "clipped.wav", 40 * tone(1, 8000)))
    assert np.abs(clipped).max() > 0.99
    assert heard(wav(tmp_path / "blink.wav", tone(0.2, 8000)))[1].seconds == pytest.approx(0.2)


def test_what_is_no_number_or_far_too_loud_does_no_harm(tmp_path: Path) -> None:
    path = recorded(tmp_path / "call.wav", Format("wav", "pcm_f32le", 16000, samples="flt"), 2)
    content = bytearray(path.read_bytes())
    content[-64000:-32000] = np.resize(np.array([np.nan, np.inf, -np.inf, 1e30], "<f4"), 8000).tobytes()
    path.write_bytes(content)
    values, _ = heard(path)
    assert np.isfinite(values).all()
    assert np.abs(values).max() <= 1
    assert pitch(values[:RATE]) == pytest.approx(TONE, abs=2)


def test_a_truncated_recording_is_read_as_far_as_it_goes(tmp_path: Path, data: Path) -> None:
    _, sound = heard(data / "voicemails" / "odd_truncated.wav")
    assert sound.notes == ("The file ends early: 8 of 25 seconds are there.",)
    whole = recorded(tmp_path / "whole.flac", Format("flac", "flac", 16000), 20)
    half = tmp_path / "half.flac"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    values, sound = heard(half)
    assert 8 < len(values) / RATE < 12
    assert any("ends early" in note for note in sound.notes)


def test_a_broken_piece_is_passed_over_and_told(tmp_path: Path) -> None:
    path = recorded(tmp_path / "call.mp3", Format("mp3", "libmp3lame", 22050, samples="s16p"), 20)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 400] = bytes(400)
    path.write_bytes(content)
    values, _ = heard(path)
    assert len(values) / RATE > 18


def test_when_and_who_are_taken_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = {"creation_time": "2024-01-02T09:12:33", "title": "Voicemail from +1 650-555-0134 at 9:12"}
    _, sound = heard(recorded(tmp_path / "call.m4a", Format("m4a", "aac", 44100, samples="fltp"), tags=tags))
    assert sound.received.startswith("2024-01-0")
    assert sound.caller == "+1 650-555-0134"
    path = recorded(tmp_path / "call.wav", PLAIN)
    content = path.read_bytes()
    chunk = bytes(256) + b"PBX".ljust(32, b"\0") + bytes(32) + b"2024-01-0209:12:33" + bytes(8 + 2 + 254)
    path.write_bytes(content[:12] + b"bext" + len(chunk).to_bytes(4, "little") + chunk + content[12:])
    assert heard(path)[1].received == "2024-01-02T09:12:33"


def test_the_year_of_a_song_is_not_when_a_call_came(data: Path) -> None:
    for name in ("tika--testFLAC.flac", "tika--testMP3id3v1.mp3"):
        _, sound = heard(data / "documents-ordinary" / name)
        assert (sound.received, sound.caller) == ("", "")


def test_a_name_of_any_bytes_is_opened_and_shown(tmp_path: Path) -> None:
    names = [b"call \xf0\x9f\x93\x9e 'quoted\".wav", b"n" * 246 + b".wav", b"\xff\xfe call.wav"]
    for name in names if os.name == "posix" else names[:1]:
        path = tmp_path / os.fsdecode(name)
        wav(tmp_path / "plain.wav", tone(0.5, 8000)).rename(path)
        assert heard(path)[1].seconds == 0.5
        path.write_bytes(b"%PDF-1.7")
        with pytest.raises(ProblemError) as caught, open_sound(path):
            pass
        assert str(caught.value).encode()


def test_loudness_is_drawn_in_equal_stretches(tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros(8000), 2 * tone(1, 8000)[:, 0], np.zeros(16000)])
    with open_sound(wav(tmp_path / "call.wav", sound)) as opened:
        peaks = drawn(loudest(opened.blocks()), 4)
    assert peaks[1] > 250
    assert max(peaks[0], *peaks[2:]) < 15
    assert drawn([], 4) == ()
    assert len(drawn([0.5, 0.25], 240)) == 2


def test_more_than_six_hours_are_not_read(tmp_path: Path) -> None:
    with open_sound(long_wav(tmp_path / "day.wav", 7)) as sound:
        for _ in sound.blocks():
            pass
    assert sound.seconds == 6 * 3600
    assert sound.notes == ("It is longer than 6 hours; only those were read.",)
