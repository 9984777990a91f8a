"""Sounds are learned by hiding moments of them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from transformers import HubertConfig, HubertModel, Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2Model

from deskhand.domain.models import Modality
from deskhand.engine import shelf
from deskhand.engine.adapting.frame_clusters import FrameClusters
from deskhand.engine.adapting.frames import frames_of, real, spans
from deskhand.engine.adapting.masked_frames import MaskedFrames
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.trainees.sound import SoundTrainee
from deskhand.engine.trainees.text import TextTrainee
from engine.self_taught import fell, probe, teach
from engine.tiny_sounds import FAMILIES, make

Sounds = list[NDArray[np.float32]]
ALL: tuple[Objective, ...] = (MaskedFrames(), FrameClusters())
RATE, PITCHES, TONE = 16_000, (300, 900, 2400), 1920  # samples a second, Hz, samples of a tone
QUICK = {
    "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64,
    "conv_dim": (32, 32, 32), "conv_kernel": (32, 8, 4), "conv_stride": (20, 4, 4), "num_feat_extract_layers": 3,
    "num_conv_pos_embeddings": 16, "num_conv_pos_embedding_groups": 4, "vocab_size": 32,
    "hidden_dropout": 0.0, "attention_dropout": 0.0, "feat_proj_dropout": 0.0, "activation_dropout": 0.0,
}  # fmt: skip
NETWORKS = {
    "hubert": lambda: HubertModel(HubertConfig(**QUICK)),
    "wav2vec2": lambda: Wav2Vec2Model(Wav2Vec2Config(**QUICK)),
}


@pytest.fixture
def hearing(tmp_path: Path) -> Callable[[str], SoundTrainee]:
    def make_one(family: str) -> SoundTrainee:
        folder = tmp_path / family
        torch.manual_seed(0)
        NETWORKS[family]().save_pretrained(folder)
        Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)
        return SoundTrainee(shelf.find_sound(str(folder)))  # type: ignore[arg-type]

    return make_one


def tunes(count: int) -> tuple[Sounds, list[int]]:
    """Three tones over and over, in one order or the other, from anywhere on, with hiss: only the order differs."""
    rng = np.random.default_rng(2)
    labels = rng.integers(2, size=count).tolist()
    sounds = []
    for kind in labels:
        order = PITCHES if kind else PITCHES[::-1]
        first, start = int(rng.integers(3)), int(rng.integers(TONE))
        times = np.arange(TONE) / RATE
        tones = [np.sin(2 * np.pi * order[(first + number) % 3] * times + rng.uniform(0, 7)) for number in range(7)]
        heard = np.concatenate(tones)[start : start + 6 * TONE]
        sounds.append((0.1 * (heard + rng.normal(0, 0.3, len(heard)))).astype(np.float32))
    return sounds, labels


@pytest.mark.parametrize(
    ("objective", "family", "rate", "less"),
    [(FrameClusters(groups=6), "hubert", 5e-3, 0.8), (MaskedFrames(book=8), "wav2vec2", 5e-3, 0.97)],
)
def test_hidden_moments_teach_in_which_order_tones_come(
    hearing: Callable[[str], SoundTrainee], objective: Objective, family: str, rate: float, less: float
) -> None:
    trainee = hearing(family)
    contents, labels = tunes(300)
    before = probe(trainee, contents, labels)
    losses = teach(objective, trainee, contents, epochs=10, rate=rate, batch=16)
    after = probe(trainee, contents, labels)
    assert fell(losses) < less
    assert after > before + 0.15


@pytest.mark.parametrize("family", FAMILIES)
def test_networks_with_convolutions_in_front_can_and_others_say_why_not(tmp_path: Path, family: str) -> None:
    trainee = SoundTrainee(shelf.find_sound(str(make(family, tmp_path))))  # type: ignore[arg-type]
    able = family in ("hubert", "wavlm", "wav2vec2")
    for objective in ALL:
        assert bool(objective.misfit(trainee)) != able
    frames = frames_of(trainee)
    assert (frames is not None) == able
    if frames is not None:
        assert (frames.window, frames.hop) == (400, 320)


@pytest.mark.parametrize("family", ["hubert", "wav2vec2"])
@pytest.mark.parametrize("objective", ALL, ids=lambda one: one.name)
def test_sounds_of_any_length_go_together(tmp_path: Path, objective: Objective, family: str) -> None:
    trainee = SoundTrainee(shelf.find_sound(str(make(family, tmp_path))))  # type: ignore[arg-type]
    rng = np.random.default_rng(0)
    contents = [rng.normal(0, 0.1, length).astype(np.float32) for length in (300, 900, 4000, 9000, 16_000, 30_000)]
    losses = teach(objective, trainee, contents, epochs=1, rate=1e-3, batch=6)
    assert np.isfinite(losses).all()


def test_only_sound_is_hidden_never_what_was_added(tmp_path: Path) -> None:
    trainee = SoundTrainee(shelf.find_sound(str(make("hubert", tmp_path))))  # type: ignore[arg-type]
    frames = frames_of(trainee)
    assert frames is not None
    batch = trainee.batch([np.ones(RATE, np.float32), np.ones(4 * RATE, np.float32)])
    there = real(batch, frames)
    assert there.sum(dim=1).tolist() == [49, 199]
    torch.manual_seed(0)
    hidden = spans(there.repeat(50, 1), 0.065, 10)
    assert not (hidden & ~there.repeat(50, 1)).any()
    assert 0.4 < float(hidden[1::2].sum() / (50 * 199)) < 0.6
    assert hidden.any(dim=1).all()


def test_a_model_that_reads_is_not_made_to_listen() -> None:
    trainee = TextTrainee(shelf.find(""))
    assert trainee.modality is Modality.TEXT
    assert {one.misfit(trainee) for one in ALL} == {"This model does not listen to sounds."}
