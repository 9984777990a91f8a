"""A recording that is sorted by its sound: opened apart, with its length and a picture of it."""

import wave
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deskhand.domain.files import PICTURE_EDGE, SOUND, Content, FileState, cells_of, length_of
from deskhand.domain.items import SourceKind
from deskhand.domain.problems import ProblemError
from deskhand.readers.apart.pool import Apart
from deskhand.readers.sound_picture import picture_of
from readers.making_sounds import FORMATS, Format, recorded

SOUNDS = SourceKind.SOUNDS


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart(1) as apart:
        yield apart


def problem_of(apart: Apart, path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        apart.read(path, SOUNDS)
    assert caught.value.problem.advice
    return caught.value.problem.title


@pytest.mark.parametrize("form", [FORMATS[0], FORMATS[3], FORMATS[6], FORMATS[9]], ids=lambda form: form.codec)
def test_it_has_a_length_and_a_picture(apart: Apart, tmp_path: Path, form: Format) -> None:
    opened = apart.read(recorded(tmp_path / f"tone.{form.ending}", form, 2.0), SOUNDS)
    assert opened.content.kind == SOUND
    assert opened.content.seconds == pytest.approx(2.0, abs=0.2)
    assert opened.content.has_picture
    picture = Image.open(BytesIO(opened.jpeg))
    assert picture.size == (PICTURE_EDGE, PICTURE_EDGE * 3 // 4)


def test_a_picture_drawn_large_is_the_same_one(apart: Apart, tmp_path: Path) -> None:
    path = recorded(tmp_path / "tone.wav", FORMATS[0], 1.0)
    assert Image.open(BytesIO(apart.draw(path, SOUNDS, 0, 800))).width == 800


def test_silence_is_a_sound(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000))
    opened = apart.read(path, SOUNDS)
    assert opened.content.seconds == pytest.approx(1.0)
    assert opened.jpeg


def test_what_is_no_sound_is_said_in_words(apart: Apart, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "letter.wav").write_text("Dear Ms Holmes,\n\nthank you for your letter.", encoding="utf-8")
    (tmp_path / "noise.mp3").write_bytes(np.random.default_rng(3).bytes(4000))
    assert problem_of(apart, tmp_path / "empty.wav") == "The file is empty"
    assert problem_of(apart, tmp_path / "letter.wav") == "This is not a recording"
    assert problem_of(apart, tmp_path / "noise.mp3") == "The recording is damaged"


def test_hours_of_sound_are_too_long(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "hours.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 1000, 0, "NONE", ""))
        file.writeframes(b"\x80" * 1000 * 3700)
    assert problem_of(apart, path) == "The recording is too long to be sorted by its sound"


def test_odd_recordings_are_read_or_refused_with_words(apart: Apart, data: Path) -> None:
    refused = {"odd_corrupt.wav"}
    for path in sorted((data / "voicemails").glob("odd_*")):
        if path.suffix == ".json":
            continue
        if path.name in refused:
            assert problem_of(apart, path)
        else:
            assert apart.read(path, SOUNDS).content.seconds > 0.5
    assert "ends early" in apart.read(data / "voicemails" / "odd_truncated.wav", SOUNDS).content.notes[0]


def test_its_row_says_how_long_it_is() -> None:
    assert [length_of(seconds) for seconds in (0.04, 0.64, 5, 59.6, 125)] == [
        "0.1 s",
        "0.6 s",
        "5 s",
        "1:00 min",
        "2:05 min",
    ]
    cells = cells_of("a.wav", "rain", FileState.READ, Content(SOUND, seconds=5.0))
    assert "5 s" in cells


def test_loud_stretches_stand_out_in_the_picture() -> None:
    picture = np.asarray(picture_of([10] * 100 + [200] * 100, 120).convert("L")).astype(int)
    ink = (picture < 200).sum(axis=0)
    assert ink[70:110].sum() > 4 * max(1, ink[10:50].sum())
