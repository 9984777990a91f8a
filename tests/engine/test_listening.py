"""What is heard: the same alone and in company, about what was said, and nothing where nobody speaks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.domain.processors import Work
from deskhand.domain.recordings import HeardPart, Hearing
from deskhand.engine.choosing_processors import chosen
from deskhand.engine.failing import ProcessorLostError
from deskhand.engine.speech.cutting import Cutter, SoundPart
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.sureness import Calibration
from deskhand.engine.speech.whisper import Way, Whisper, Window
from deskhand.storage.computer import last_check
from voicemails import RATE, sound_of, true_words, word_errors

CALLS = ("vm02_order.wav", "vm04_order.wav", "vm12_appointment.wav", "vm18_appointment.wav", "vm32_billing.wav")
PROMPTS = ("account_number.wav", "altitude.wav", "call-fwd-cancelled.wav", "cafeteria.wav", "agent-loginok.wav")
AGAIN = Way(whole=True, no_repeat=4)
NOISE = np.random.default_rng(7)
SECONDS = np.arange(6 * RATE) / RATE


@pytest.fixture(scope="module")
def whisper(speech_model: Path) -> Whisper:
    return Whisper(speech_model, print, "cpu")


def parts_of(sound: np.ndarray) -> list[SoundPart]:
    return list(Cutter().parts([sound.astype(np.float32)]))


def heard(whisper: Whisper, parts: Sequence[SoundPart], hearing: Hearing | None = None) -> list[HeardPart]:
    listener = Listener(whisper, hearing or Hearing(), Calibration())
    return listener.hear(parts, [""] * len(parts), [""] * len(parts))


def words_of(parts: Sequence[HeardPart]) -> str:
    return " ".join(passage.words for part in parts for passage in part.passages)


@pytest.mark.parametrize("way", [Way(), AGAIN], ids=["at first", "once more"])
def test_a_window_is_heard_the_same_alone_and_in_any_company(whisper: Whisper, data: Path, way: Way) -> None:
    sounds = [sound_of(data / "phone-prompts" / name) for name in PROMPTS[: 2 if way.whole else 5]]
    sounds += [sound_of(data / "voicemails" / CALLS[1])]
    windows = [Window(sound) for sound in sounds]
    alone = [whisper.decode([window], way)[0] for window in windows]
    assert whisper.decode(windows, way) == alone
    assert whisper.decode(windows[::-1], way) == alone[::-1]
    assert all(one.segments for one in alone)


def test_parts_are_heard_the_same_alone_and_in_any_company(whisper: Whisper, data: Path) -> None:
    parts = [part for name in CALLS[1:4] for part in parts_of(sound_of(data / "voicemails" / name))]
    together = heard(whisper, parts)
    assert [heard(whisper, [part])[0] for part in parts] == together
    assert heard(whisper, parts[::-1]) == together[::-1]


def test_the_words_of_voicemails_are_about_what_was_said(whisper: Whisper, data: Path) -> None:
    truth = true_words(data)
    parts = [part for name in CALLS for part in parts_of(sound_of(data / "voicemails" / name))]
    told = words_of(heard(whisper, parts))
    assert word_errors(" ".join(truth[name] for name in CALLS), told) < 0.1


def dial_tone() -> np.ndarray:
    return 0.2 * (np.sin(2 * np.pi * 350 * SECONDS) + np.sin(2 * np.pi * 440 * SECONDS))


def clicks() -> np.ndarray:
    sound = np.zeros(len(SECONDS))
    sound[:: RATE // 3] = 0.9
    return sound


NOBODY: dict[str, Callable[[], np.ndarray]] = {
    "silence": lambda: np.zeros(len(SECONDS)),
    "faint noise": lambda: 0.0005 * NOISE.standard_normal(len(SECONDS)),
    "noise": lambda: 0.02 * NOISE.standard_normal(len(SECONDS)),
    "loud noise": lambda: 0.3 * NOISE.standard_normal(len(SECONDS)),
    "hum of the mains": lambda: 0.1 * np.sin(2 * np.pi * 50 * SECONDS) + 0.05 * np.sin(2 * np.pi * 150 * SECONDS),
    "dial tone": dial_tone,
    "engaged tone": lambda: dial_tone() * (SECONDS % 1 < 0.5),
    "a beep at the end": lambda: 0.5 * np.sin(2 * np.pi * 1000 * SECONDS) * (SECONDS > 5.5),
    "clicks": clicks,
}


@pytest.mark.parametrize("what", NOBODY)
def test_where_nobody_speaks_there_is_nothing_to_hear(what: str) -> None:
    assert parts_of(NOBODY[what]()) == []


@pytest.mark.parametrize("name", ["odd_silence.wav", "odd_noise.wav"])
def test_recordings_of_silence_and_noise_have_nothing_to_hear(data: Path, name: str) -> None:
    assert parts_of(sound_of(data / "voicemails" / name)) == []


@pytest.mark.parametrize("name", ["vm02_order.wav", "vm04_order.wav"])
def test_a_soft_call_is_heard_as_well_as_a_loud_one(whisper: Whisper, data: Path, name: str) -> None:
    sound = 0.01 * sound_of(data / "voicemails" / name)
    assert word_errors(true_words(data)[name], words_of(heard(whisper, parts_of(sound)))) < 0.2


@dataclass
class Failing:
    """The decoder of the libraries, but for its first calls: those end as they do on a computer that is short of
    memory, or whose graphics processor fails."""

    decoder: Any
    error: Exception
    times: int = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.decoder, name)

    def generate(self, *arguments: Any, **options: Any) -> Any:
        if self.times:
            self.times -= 1
            raise self.error
        return self.decoder.generate(*arguments, **options)


@pytest.fixture
def failing(speech_model: Path) -> Callable[..., tuple[Whisper, list[str]]]:
    def make(error: Exception, times: int = 1) -> tuple[Whisper, list[str]]:
        noticed: list[str] = []
        whisper = Whisper(speech_model, noticed.append, "cpu")
        whisper._model.model = Failing(whisper._model.model, error, times)
        return whisper, noticed

    return make


SHORT = RuntimeError("CUDA failed with error out of memory")
ABSENT = RuntimeError("Library libcudnn_ops.so.9 is not found or cannot be loaded")
BROKEN = RuntimeError("CUDA failed with error an illegal memory access was encountered")


@pytest.fixture
def windows(data: Path) -> list[Window]:
    """All of a second, so that they are heard together."""
    return [Window(sound_of(data / "phone-prompts" / name)[:RATE]) for name in PROMPTS[:3]]


@pytest.mark.parametrize("error", [SHORT, MemoryError()], ids=["on a graphics processor", "on the main one"])
def test_when_memory_is_short_fewer_are_heard_at_once_and_nothing_is_lost(
    failing: Callable[..., tuple[Whisper, list[str]]], whisper: Whisper, windows: list[Window], error: Exception
) -> None:
    poor, noticed = failing(error)
    before = poor.together
    assert poor.decode(windows, Way()) == whisper.decode(windows, Way())
    assert 1 <= poor.together < before
    assert set(noticed) == {"Memory is short: Deskhand takes smaller portions and goes on."}


def test_memory_for_not_even_one_is_a_problem_with_advice(
    failing: Callable[..., tuple[Whisper, list[str]]], windows: list[Window]
) -> None:
    poor, _ = failing(SHORT, times=1000)
    with pytest.raises(ProblemError) as caught:
        poor.decode(windows, Way())
    assert "smaller speech model" in caught.value.problem.advice


def test_when_the_graphics_processor_fails_the_main_one_goes_on(
    failing: Callable[..., tuple[Whisper, list[str]]], whisper: Whisper, windows: list[Window]
) -> None:
    broken, noticed = failing(ABSENT)
    broken.device, broken._processor, broken._workers = "cuda", "cuda:0", 1
    assert broken.decode(windows, Way()) == whisper.decode(windows, Way())
    assert broken.device == "cpu"
    assert noticed == ["The graphics processor failed. The main processor goes on; it is slower."]
    assert last_check().has_failed("cuda:0", Work.HEARING)


def test_a_driver_that_can_do_no_more_ends_the_worker_and_is_used_no_more_until_tested(
    failing: Callable[..., tuple[Whisper, list[str]]], windows: list[Window]
) -> None:
    broken, _ = failing(BROKEN)
    broken.device, broken._processor, broken._workers = "cuda", "cuda:0", 1
    with pytest.raises(ProcessorLostError):
        broken.decode(windows, Way())
    assert chosen(Work.HEARING, ["cuda:0", "cpu"], lambda _: "") == "cpu"
    assert chosen(Work.READING, ["cuda:0", "cpu"], lambda _: "") == "cuda:0"


def test_a_graphics_processor_that_cannot_even_take_the_model_is_done_without(
    whisper: Whisper, speech_model: Path, windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    noticed: list[str] = []
    without = Whisper(speech_model, noticed.append, "cuda")
    assert (without.device, len(noticed)) == ("cpu", 1)
    assert without.decode(windows[:1], Way()) == whisper.decode(windows[:1], Way())


def test_an_error_of_another_kind_is_not_taken_for_want_of_memory(
    failing: Callable[..., tuple[Whisper, list[str]]], windows: list[Window]
) -> None:
    broken, noticed = failing(RuntimeError("the model is upside down"))
    with pytest.raises(RuntimeError, match="upside down"):
        broken.decode(windows[:1], Way())
    assert noticed == []
