"""Models of sounds as files, what they make of sounds, and what needs no model."""

import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.measuring import sound_recipe_for
from deskhand.engine.encoders.sound import SoundEncoder
from deskhand.engine.encoders.tones import SIZE, tones_of
from deskhand.engine.hearing import SoundEmbedder
from deskhand.engine.inputs import RATE, SOUND_VIEWS, Samples, View
from deskhand.engine.recipe import Precision, remembered
from deskhand.storage.embeddings import EmbeddingCache
from engine.tiny_sounds import FAMILIES, make

LAYERS = {"hubert": 3, "wavlm": 3, "wav2vec2": 3, "whisper": 6, "ast": 3, "clap": 1}


def tone(pitch: float, seconds: float = 0.6) -> Samples:
    return (0.3 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def hiss(seconds: float = 0.6) -> Samples:
    return (0.2 * np.random.default_rng(0).standard_normal(round(seconds * RATE))).astype(np.float32)


@pytest.fixture(scope="module")
def hubert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make("hubert", tmp_path_factory.mktemp("models") / "hubert")


def opened(folder: Path) -> SoundEncoder:
    files = shelf.find_sound(str(folder))
    assert files is not None
    return SoundEncoder(files, Precision.FULL, CPU)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_tells_of_its_layers_the_same_of_a_sound_whatever_company_it_has(
    family: str, tmp_path: Path, home: Path
) -> None:
    del home
    encoder = opened(make(family, tmp_path / family))
    assert encoder.views == SOUND_VIEWS[: LAYERS[family]]
    sounds = [tone(300), hiss(), tone(300), tone(900, 1.1), np.zeros(0, np.float32), tone(300, 0.01)]
    rows = encoder.encode(sounds)
    views = np.split(rows, len(encoder.views), axis=1)
    assert all(np.allclose(np.linalg.norm(view[:4], axis=1), 1, atol=1e-4) for view in views)
    assert np.isfinite(rows).all()
    assert np.allclose(rows[0], rows[2], atol=1e-5)
    assert np.allclose(rows[1:2], encoder.encode(sounds[1:2]), atol=1e-5)
    assert not np.allclose(rows[0], rows[1], atol=1e-3)


@pytest.mark.parametrize("family", ["wav2vec2", "ast", "clap"])
def test_a_sound_that_is_longer_than_the_model_hears_at_once_is_heard_to_its_end(
    family: str, tmp_path: Path, home: Path
) -> None:
    del home
    encoder = opened(make(family, tmp_path / family))
    half = tone(300, 31 if family == "wav2vec2" else 3)
    rows = encoder.encode([np.concatenate([half, np.zeros_like(half)]), np.concatenate([half, hiss(len(half) / RATE)])])
    assert not np.allclose(rows[0], rows[1], atol=1e-3)


def test_silence_that_fills_a_sound_up_is_not_counted(tmp_path: Path, home: Path) -> None:
    """Half a tone is as a whole one: the rest of the quarter of a second is nothing that was heard."""
    del home
    encoder = opened(make("wav2vec2", tmp_path / "wav2vec2"))
    whole, half = encoder.encode([tone(400, 0.5), tone(400, 0.4)])
    assert whole @ half / len(encoder.views) > 0.99


def test_of_a_speech_model_only_what_hears_is_loaded(tmp_path: Path, home: Path) -> None:
    del home
    folder = make("whisper", tmp_path / "whisper")
    weights = load_file(folder / "model.safetensors")
    rest = {name: tensor for name, tensor in weights.items() if "decoder" not in name}
    before = opened(folder).encode([tone(300)])
    save_file(rest, folder / "model.safetensors", {"format": "pt"})
    assert np.array_equal(opened(folder).encode([tone(300)]), before)


def test_a_model_of_sounds_is_known_as_one_and_its_pickles_are_never_opened(
    hubert: Path, tmp_path: Path, home: Path
) -> None:
    del home
    folder = shutil.copytree(hubert, tmp_path / "hubert")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04never opened")
    files = shelf.find_sound(str(folder))
    assert files is not None
    assert files.model.modality is Modality.SOUND
    assert opened(folder).views == SOUND_VIEWS[:3]
    assert shelf.find_sound("") is None


@pytest.mark.parametrize("family", ["hubert", "whisper", "clap"])
def test_a_model_without_all_its_weights_is_refused(family: str, tmp_path: Path, home: Path) -> None:
    del home
    folder = make(family, tmp_path / family)
    weights = load_file(folder / "model.safetensors")
    first = next(name for name in weights if "decoder" not in name and "text" not in name and "layers.0" in name)
    kept = {name: tensor for name, tensor in weights.items() if name != first}
    save_file(kept, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ProblemError, match="missing"):
        opened(folder)


@pytest.mark.parametrize("lacking", ["config.json", "preprocessor_config.json", "model.safetensors"])
def test_a_folder_that_is_no_model_of_sounds_says_what_it_lacks(
    hubert: Path, tmp_path: Path, home: Path, lacking: str
) -> None:
    del home
    folder = shutil.copytree(hubert, tmp_path / "hubert")
    (folder / lacking).unlink()
    with pytest.raises(ProblemError, match=lacking):
        shelf.find_sound(str(folder))


def test_a_model_of_another_kind_cannot_hear_and_says_so(hubert: Path, tmp_path: Path, home: Path) -> None:
    del home
    folder = shutil.copytree(hubert, tmp_path / "hubert")
    (folder / "config.json").write_text('{"model_type": "vit"}')
    with pytest.raises(ProblemError, match="does not hear"):
        opened(folder)


def test_each_sound_is_heard_once_and_loaded_once(hubert: Path, tmp_path: Path, home: Path) -> None:
    del home
    kept = {sha256(sound.tobytes()).hexdigest(): sound for sound in (tone(300), hiss())}
    asked: list[str] = []
    heard: list[int] = []

    def load(digests: list[str]) -> dict[str, Samples]:
        asked.extend(digests)
        return {digest: kept[digest] for digest in digests}

    files = shelf.find_sound(str(hubert))
    first = SoundEmbedder(files, EmbeddingCache(tmp_path / "e.db"), load).embed([*kept, *kept], heard.append)
    assert sorted(asked) == sorted(kept)
    assert heard[-1] == 4
    again = SoundEmbedder(files, EmbeddingCache(tmp_path / "e.db"), lambda _: {}).embed([*kept, *kept])
    assert set(first) == {View.TONES, *SOUND_VIEWS[:3]}
    assert all(np.array_equal(first[view], again[view]) for view in first)
    assert all(len(rows) == 4 for rows in first.values())


def test_what_was_measured_of_a_model_is_remembered_with_its_views(hubert: Path, home: Path) -> None:
    del home
    files = shelf.find_sound(str(hubert))
    assert files is not None
    assert remembered(files) is None
    assert sound_recipe_for(files) == remembered(files)


def test_what_has_no_sound_is_like_silence(tmp_path: Path) -> None:
    gone = "ab" * 32
    views = SoundEmbedder(None, EmbeddingCache(tmp_path / "e.db"), lambda _: {}).embed(["", gone])
    assert set(views) == {View.TONES}
    assert np.array_equal(*views[View.TONES])


def test_loudness_and_pitch_tell_sounds_apart_without_a_model() -> None:
    low, near, high, noise = (tones_of(sound) for sound in (tone(300), tone(310, 0.9), tone(3000), hiss()))
    assert low.shape == (SIZE,)
    assert np.isclose(np.linalg.norm(low), 1)
    assert max(low @ high, low @ noise) < low @ near
    assert np.isfinite(tones_of(np.zeros(0, np.float32))).all()
    assert np.isfinite(tones_of(tone(300, 40))).all()
