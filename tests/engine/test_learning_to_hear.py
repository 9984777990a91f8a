"""Whisper learns from corrected words: from what, into which form, and when what it learned may be used."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer as Vocabulary

from deskhand.domain.problems import ProblemError
from deskhand.domain.recordings import Passage
from deskhand.engine import devices
from deskhand.engine.finetuning import Processor, Schedule, train
from deskhand.engine.speech import clips as kept
from deskhand.engine.speech import pupil as pupils
from deskhand.engine.speech.accepting import decide, exam_of, heard_by, marked
from deskhand.engine.speech.agreement import says_the_same
from deskhand.engine.speech.clips import Clip, Line, Origin, clips_of, parted
from deskhand.engine.speech.learning import Hearing, Script
from deskhand.engine.speech.models import make_ready, open_whisper
from deskhand.engine.speech.no_speech import no_speech
from deskhand.engine.speech.varying import at_another_speed, by_telephone, varied
from deskhand.engine.speech.voice import RATE, voiced
from deskhand.engine.speech.whisper import Whisper
from engine.tiny_whisper import LANGUAGES, babbling_whisper, edit, silent_whisper, tiny_whisper
from voicemails import sound_of

CALL = Origin("7", "Bell", "en")
QUIET = np.zeros(60 * RATE, np.int16)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As in a model that was trained, its words are far from each other, and what it says hangs on what it hears."""
    folder = tiny_whisper(tmp_path_factory.mktemp("tiny") / "tiny")
    edit(folder, _listening)
    return folder


def _listening(network: Any) -> None:
    network.model.decoder.embed_tokens.weight.mul_(15)
    listening = network.model.decoder.layers[0].encoder_attn
    for part in (listening.v_proj, listening.out_proj):
        part.weight.mul_(15)


def passage(start: float, end: float, words: str, heard: str | None = None) -> Passage:
    return Passage(start, end, words, 0.9, heard=heard)


def tone(seconds: float, pitch: float) -> Clip:
    sound = 6000 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * RATE)) / RATE)
    words = "yes" if pitch > 500 else "no"
    return Clip(sound.astype(np.int16), (Line(0.0, seconds, words),), words, language="en")


def ready(folder: Path, target: Path) -> Whisper:
    make_ready(folder, target)
    return Whisper(target, lambda _: None)


# --- from what it learns --------------------------------------------------------------------------


def test_passages_that_follow_each_other_are_one_clip_and_a_long_pause_parts_them() -> None:
    passages = [passage(1, 4, "Hello."), passage(4.5, 9, "It is Bell."), passage(20, 24, "Goodbye.")]
    first, second = clips_of(QUIET, passages, CALL, all_of_them=True)
    assert (first.words, second.words) == ("Hello. It is Bell.", "Goodbye.")
    assert first.lines == (Line(1, 4, "Hello."), Line(4.5, 9, "It is Bell."))
    assert second.lines == (Line(1, 5, "Goodbye."),)
    assert (first.call, first.caller, first.language) == ("7", "Bell", "en")


def test_a_clip_is_no_longer_than_the_model_hears_at_once() -> None:
    passages = [passage(second, second + 3.9, "and so on") for second in range(0, 56, 4)]
    found = clips_of(QUIET, passages, CALL, all_of_them=True)
    assert sum(len(clip.lines) for clip in found) == len(passages)
    assert max(clip.seconds for clip in found) <= 28


def test_of_a_call_that_nobody_was_done_with_only_corrected_passages_count() -> None:
    passages = [passage(1, 4, "Hello."), passage(4.2, 9, "It is Bell.", heard="It is bale."), passage(9.2, 12, "Bye.")]
    (clip,) = clips_of(QUIET, passages, CALL, all_of_them=False)
    assert clip.words == "It is Bell."
    assert clip.seconds == pytest.approx(5.0, abs=0.01)  # up to the middle of the pauses, not into other words


def test_words_that_a_person_took_away_are_no_speech() -> None:
    (clip,) = clips_of(QUIET, [passage(3, 6, "", heard="Thanks for watching.")], CALL, all_of_them=False)
    assert (clip.lines, clip.words) == ((), "")


def test_what_a_caller_said_is_on_one_side_of_the_split() -> None:
    many = [Clip(QUIET[:RATE], (), str(number), f"caller {number % 20}") for number in range(100)]
    lessons = parted(many, seed=0)
    assert not {clip.caller for clip in lessons.first} & {clip.caller for clip in lessons.second}
    assert 45 <= len(lessons.first) <= 55
    assert len(lessons.all_clips) == len(many)
    assert parted(many, seed=0) == lessons


def test_where_all_calls_come_from_one_number_recordings_are_kept_whole() -> None:
    many = [Clip(QUIET[:RATE], (), str(number // 2), "the switchboard") for number in range(40)]
    lessons = parted(many, seed=0)
    assert not {clip.call for clip in lessons.first} & {clip.call for clip in lessons.second}
    assert len(lessons.first) == len(lessons.second) == 20


def test_where_one_number_calls_most_recordings_are_kept_whole() -> None:
    many = [Clip(QUIET[:RATE], (), str(number), str(max(0, number - 30))) for number in range(40)]
    lessons = parted(many, seed=0)
    assert len(lessons.first) == len(lessons.second) == 20


def test_lessons_are_kept_for_a_course_that_goes_on(tmp_path: Path) -> None:
    lessons = parted([tone(0.5 + number / 10, 300) for number in range(8)], seed=0)
    assert kept.load(tmp_path) is None
    kept.save(lessons, tmp_path)
    again = kept.load(tmp_path)
    assert again is not None
    for side, other in ((lessons.first, again.first), (lessons.second, again.second)):
        assert [clip.lines for clip in side] == [clip.lines for clip in other]
        assert all(np.array_equal(one.sound, two.sound) for one, two in zip(side, other, strict=True))


def test_a_telephone_takes_away_what_is_high_and_keeps_the_length() -> None:
    sound = np.random.default_rng(1).standard_normal(3 * RATE + 1).astype(np.float32) * 0.1
    heard = by_telephone(sound, np.random.default_rng(2))
    loud = np.abs(np.fft.rfft(heard)) ** 2
    pitch = np.fft.rfftfreq(len(heard), 1 / RATE)
    assert len(heard) == len(sound)
    assert loud[pitch > 4000].sum() < 0.01 * loud.sum()
    assert np.array_equal(varied(sound, np.random.default_rng(3)), varied(sound, np.random.default_rng(3)))


def test_a_voice_is_played_higher_and_quicker_or_lower_and_slower_but_still_heard_at_once() -> None:
    second = np.sin(2 * np.pi * 400 * np.arange(RATE) / RATE).astype(np.float32)
    played = [at_another_speed(second, np.random.default_rng(seed)) for seed in range(20)]
    pitches = [float(np.abs(np.fft.rfft(one)).argmax()) * RATE / len(one) for one in played]
    assert min(pitches) < 380
    assert max(pitches) > 420
    assert all(abs(len(one) * pitch - 400 * RATE) < RATE for one, pitch in zip(played, pitches, strict=True))
    assert (
        max(len(at_another_speed(np.tile(second, 29), np.random.default_rng(seed))) for seed in range(20)) < 30 * RATE
    )


def test_in_made_up_silence_nobody_speaks() -> None:
    silent = no_speech(9, seed=4)
    assert not any(voiced(clip.samples) for clip in silent)
    assert all(np.array_equal(one.sound, two.sound) for one, two in zip(silent, no_speech(9, seed=4), strict=True))


# --- how it learns --------------------------------------------------------------------------------


def test_the_decoder_learns_in_the_form_in_which_it_is_asked(tiny: Path) -> None:
    script = Script(tiny, LANGUAGES)
    tokens, after = script.of(tone(1.0, 600))
    asked, words = script.without_times(tone(1.0, 600))
    assert tokens[:3] == asked[:-1]  # begin, English, transcribe
    assert after[:2] == [-100, -100]
    assert after[2:] == [script.times, *words, script.times + 50, script.end]


def test_where_nobody_speaks_it_learns_to_say_so_first_as_whisper_does(tiny: Path) -> None:
    script = Script(tiny, LANGUAGES)
    tokens, after = script.of(Clip(QUIET, (), language="de"))
    nobody = Vocabulary.from_file(str(tiny / "tokenizer.json")).token_to_id("<|nospeech|>")
    assert tokens[3] == script.times
    assert after == [nobody, -100, -100, script.end]


def trained(folder: Path, clips: Sequence[Clip], epochs: int = 20) -> tuple[pupils.Pupil, list[float]]:
    """What has learned from ``clips``, and its loss on all of them before and after."""
    pupil = pupils.pupil_of(pupils.published(str(folder)), 0)
    work = Hearing(pupil, clips, Script(folder, LANGUAGES), 0)
    losses = [_loss_of(work, len(clips))]
    train(work, Schedule(epochs, 8, 1e-2), Processor(devices.CPU))
    return pupil, [*losses, _loss_of(work, len(clips))]


def _loss_of(work: Hearing, rows: int) -> float:
    work.module.eval()
    with torch.no_grad():
        return float(work.loss(work.prepare(range(rows), np.random.default_rng(0))))


def test_what_it_hears_grows_likelier_and_its_base_stays(tiny: Path) -> None:
    before = pupils.pupil_of(pupils.published(str(tiny)), 0).network.state_dict()
    pupil, (untaught, taught) = trained(tiny, [tone(1.0, pitch) for pitch in (200, 250, 300, 700, 800, 900)])
    assert taught < 0.8 * untaught
    after = pupil.network.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before if "lora_" not in name)
    assert any(not torch.equal(before[name], after[name]) for name in before if "lora_" in name)
    assert {"lora_" in name for name in pupil.state_dict()} == {True}


def test_what_learned_is_a_model_as_its_makers_would_publish_it(tiny: Path, tmp_path: Path) -> None:
    clips = [tone(1.0, pitch) for pitch in (200, 300, 700, 900)]
    pupil, _ = trained(tiny, clips)
    files = pupils.published(str(tiny))
    pupils.save(pupil, files, tmp_path / "own")
    assert (tmp_path / "own" / "generation_config.json").read_bytes() == (tiny / "generation_config.json").read_bytes()
    assert open_whisper(str(tmp_path / "own"), lambda _: None).languages
    ready(tmp_path / "own", tmp_path / "own ready")
    ready(tiny, tmp_path / "base ready")
    script = Script(tiny, LANGUAGES)
    assert says_the_same(pupil, tmp_path / "own ready", clips, script)
    fresh = pupils.pupil_of(pupils.published(str(tmp_path / "own")), 0).eval()
    assert says_the_same(fresh, tmp_path / "own ready", clips, script)


def test_what_hears_changes_and_what_says_stays(tiny: Path, tmp_path: Path) -> None:
    pupil, _ = trained(tiny, [tone(1.0, pitch) for pitch in (200, 700)], epochs=3)
    pupils.save(pupil, pupils.published(str(tiny)), tmp_path / "own")
    old, new = (load_file(folder / "model.safetensors") for folder in (tiny, tmp_path / "own"))
    changed = {name for name in old if not torch.equal(old[name], new[name])}
    assert changed
    assert all(name.startswith("model.encoder.layers.") for name in changed)


def test_a_model_that_is_not_the_one_that_learned_is_noticed(data: Path, speech_model: Path, tmp_path: Path) -> None:
    made = data / "models" / "whisper-phone-en"
    sound = kept.stored(sound_of(data / "phone-prompts" / "account_number.wav"))
    clip = Clip(sound, (Line(0, 1.6, "Your account number."),), language="en")
    pupil = pupils.pupil_of(pupils.published(str(made)), 0).eval()
    script = Script(made, ("en",))
    assert says_the_same(pupil, speech_model, [clip], script)
    with torch.no_grad():
        pupil.network.model.decoder.layer_norm.weight.mul_(-1)
    assert not says_the_same(pupil, speech_model, [clip], script)


def test_a_model_in_the_form_that_only_listens_is_refused_with_what_to_get(speech_model: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        pupils.published(str(speech_model))
    assert "model.safetensors" in caught.value.problem.advice


def test_the_gate_hears_the_words_of_a_model_that_speaks_in_silence(tiny: Path, tmp_path: Path) -> None:
    exam = replace(exam_of([tone(1.0, 300)], (), ()), silent=no_speech(2, seed=1, language="en"))
    silent = ready(silent_whisper(tiny, tmp_path / "silent"), tmp_path / "silent ready")
    babbling = ready(babbling_whisper(tiny, tmp_path / "babbling"), tmp_path / "babbling ready")
    before, after = (marked(exam, heard_by(whisper, exam.clips, lambda: None)) for whisper in (silent, babbling))
    assert before.invented == 0 < after.invented
    assert not decide(before, after).kept
