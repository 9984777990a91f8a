"""Recordings as parts to hear: cut where nobody speaks, nothing twice, nothing lost."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from faster_whisper.vad import VadOptions, get_speech_timestamps

from deskhand.domain.recordings import Hearing
from deskhand.engine.speech.cutting import LONGEST, Cutter, SoundPart
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.sureness import Calibration
from deskhand.engine.speech.voice import voiced
from deskhand.engine.speech.whisper import Whisper
from voicemails import RATE, joined, sound_of, true_words, word_errors

CALLS = ("vm02_order.wav", "vm04_order.wav", "vm12_appointment.wav", "vm18_appointment.wav", "vm17_appointment.wav")
MISSED = "vm15_complaint.wav"  # Silero finds a voice in 1.6 of its 21 seconds


@pytest.fixture(scope="module")
def sounds(data: Path) -> list[np.ndarray]:
    return [sound_of(data / "voicemails" / name) for name in CALLS]


def blocks(sound: np.ndarray, seconds: float) -> Iterator[np.ndarray]:
    size = int(seconds * RATE)
    return (sound[start : start + size] for start in range(0, len(sound), size))


def cut(sound: np.ndarray, seconds: float = 30, *, anyway: bool = False) -> list[SoundPart]:
    return list(Cutter(anyway=anyway).parts(blocks(sound, seconds)))


def level(sound: np.ndarray, moment: float) -> float:
    """How loud it is for a twentieth of a second around a moment, of full scale."""
    place = int(moment * RATE)
    return float(np.abs(sound[max(0, place - RATE // 40) : place + RATE // 40]).max(initial=0.0))


@pytest.mark.parametrize("pause", [0.7, 2.0, 8.0])
def test_a_long_recording_is_cut_where_nobody_speaks(sounds: list[np.ndarray], pause: float) -> None:
    long = joined(*sounds, pause=pause)
    parts = cut(long)
    assert len(parts) >= 3
    assert all(len(part.samples) <= LONGEST * RATE for part in parts)
    assert all(level(long, before.end) < 0.02 > level(long, after.start) for before, after in pairwise(parts))


def test_parts_follow_each_other_and_have_the_sound_of_their_place(sounds: list[np.ndarray]) -> None:
    long = joined(*sounds)
    parts = cut(long)
    assert [part.number for part in parts] == list(range(len(parts)))
    assert all(after.start >= before.end - 1e-3 for before, after in pairwise(parts))
    for part in parts:
        place = round(part.start * RATE)
        assert np.array_equal(part.samples, long[place : place + len(part.samples)])


def test_no_voice_is_left_out(sounds: list[np.ndarray]) -> None:
    long = joined(*sounds, pause=5)
    parts = cut(long)
    for span in voiced(long):
        inside = sum(
            min(part.end, span.end) - max(part.start, span.start)
            for part in parts
            if span.overlap(part.start, part.end)
        )
        assert inside == pytest.approx(span.seconds, abs=0.01)


def test_how_a_recording_is_read_makes_no_difference(sounds: list[np.ndarray]) -> None:
    long = joined(*sounds)
    first, again = cut(long, 30), cut(long, 7)
    assert [(part.start, part.end, part.voice) for part in first] == [(one.start, one.end, one.voice) for one in again]


def test_a_call_across_five_minutes_is_not_cut_in_a_word(sounds: list[np.ndarray]) -> None:
    """That much is looked at together."""
    before = np.zeros(int(290.5 * RATE), np.float32)
    long = np.concatenate([before, sounds[0], np.zeros(20 * RATE, np.float32), sounds[1]])
    cutter = Cutter()
    parts = list(cutter.parts(blocks(long, 30)))
    assert cutter.seconds == pytest.approx(len(long) / RATE)
    assert all(level(long, before.end) < 0.02 > level(long, after.start) for before, after in pairwise(parts))
    assert sum(len(part.samples) for part in parts) / RATE < 45


@pytest.mark.parametrize("minutes", [1, 4.2])
def test_a_word_after_minutes_of_silence_is_found(data: Path, minutes: float) -> None:
    silence = np.zeros(int(minutes * 60 * RATE), np.float32)
    (part,) = cut(np.concatenate([silence, sound_of(data / "phone-prompts" / "account_number.wav"), silence[:RATE]]))
    assert sum(span.seconds for span in part.voice) > 1


def test_somebody_who_never_pauses_is_heard_in_parts_all_the_same() -> None:
    tone = np.random.default_rng(2).standard_normal(70 * RATE).astype(np.float32) * 0.1
    parts = cut(tone, anyway=True)
    assert sum(len(part.samples) for part in parts) == len(tone)
    assert max(len(part.samples) for part in parts) <= LONGEST * RATE


def test_silence_heard_anyway_is_all_there_and_has_no_voice() -> None:
    parts = cut(np.zeros(40 * RATE, np.float32), anyway=True)
    assert sum(len(part.samples) for part in parts) == 40 * RATE
    assert all(part.voice == () for part in parts)
    assert cut(np.zeros(40 * RATE, np.float32)) == []


def test_a_recording_knows_how_long_and_how_loud_it_was(sounds: list[np.ndarray]) -> None:
    loud, soft = Cutter(), Cutter()
    list(loud.parts([sounds[0]]))
    list(soft.parts([0.1 * sounds[0]]))
    assert loud.seconds == soft.seconds == pytest.approx(len(sounds[0]) / RATE)
    assert loud.loudest - soft.loudest == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.1])
def test_a_recording_of_next_to_nothing_does_no_harm(seconds: float) -> None:
    assert cut(np.full(int(seconds * RATE), 0.1, np.float32)) == []


def test_the_words_of_a_long_recording_and_of_voices_that_are_hard_to_find_are_all_there(
    data: Path, sounds: list[np.ndarray], speech_model: Path
) -> None:
    missed = sound_of(data / "voicemails" / MISSED)
    alone = get_speech_timestamps(missed, VadOptions(min_silence_duration_ms=100, speech_pad_ms=0))
    assert sum(one["end"] - one["start"] for one in alone) < 0.2 * len(missed)
    assert sum(span.seconds for span in voiced(missed)) > 0.5 * len(missed) / RATE
    parts = cut(joined(*sounds[1:4], missed))
    listener = Listener(Whisper(speech_model, print, "cpu"), Hearing(language="en"), Calibration())
    heard = listener.hear(parts, [""] * len(parts), [""] * len(parts))
    truth = true_words(data)
    words = " ".join(passage.words for part in heard for passage in part.passages)
    assert word_errors(" ".join(truth[name] for name in (*CALLS[1:4], MISSED)), words) < 0.12
