"""Tiny models of sounds with random weights, of the real classes of each family, as their makers publish them."""

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import (
    ASTConfig,
    ASTFeatureExtractor,
    ASTForAudioClassification,
    ClapConfig,
    ClapFeatureExtractor,
    ClapModel,
    HubertConfig,
    HubertModel,
    Wav2Vec2Config,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForPreTraining,
    WavLMConfig,
    WavLMForCTC,
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
)

_SMALL = {"hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 48}
_WAVES = {
    **_SMALL,
    "conv_dim": (16,) * 7,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 4,
    "vocab_size": 12,
}


def hubert(folder: Path) -> None:
    """Its convolutions norm over time: it is given no mask."""
    HubertModel(HubertConfig(**_WAVES)).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)


def wavlm(folder: Path) -> None:
    """With a head for words of its own."""
    WavLMForCTC(WavLMConfig(**_WAVES)).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)


def wav2vec2(folder: Path) -> None:
    """The large kind, which is given a mask, as it was before it learned words."""
    config = Wav2Vec2Config(
        **_WAVES,
        feat_extract_norm="layer",
        do_stable_layer_norm=True,
        codevector_dim=16,
        proj_codevector_dim=16,
        num_codevectors_per_group=8,
    )
    Wav2Vec2ForPreTraining(config).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=True).save_pretrained(folder)


def whisper(folder: Path) -> None:
    _whisper(folder, 80)


def _whisper(folder: Path, mels: int) -> None:
    config = WhisperConfig(
        vocab_size=64,
        num_mel_bins=mels,
        d_model=32,
        encoder_layers=8,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_target_positions=16,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=1,
        decoder_start_token_id=2,
        begin_suppress_tokens=None,
    )
    WhisperForConditionalGeneration(config).save_pretrained(folder)
    WhisperFeatureExtractor(feature_size=mels).save_pretrained(folder)


def ast(folder: Path) -> None:
    """With a head for sounds of its own."""
    config = ASTConfig(**_SMALL, num_mel_bins=32, max_length=256, patch_size=16, frequency_stride=16, time_stride=16)
    ASTForAudioClassification(config).save_pretrained(folder)
    ASTFeatureExtractor(num_mel_bins=32, max_length=256).save_pretrained(folder)


def clap(folder: Path) -> None:
    reads = {**_SMALL, "vocab_size": 64, "max_position_embeddings": 16}
    hears = {
        "hidden_size": 64,
        "patch_embeds_hidden_size": 16,
        "depths": [1, 1, 1],
        "num_attention_heads": [1, 2, 4],
        "spec_size": 64,
        "num_mel_bins": 16,
        "window_size": 4,
        "num_hidden_layers": 3,
    }
    ClapModel(ClapConfig(text_config=reads, audio_config=hears, projection_dim=16)).save_pretrained(folder)
    ClapFeatureExtractor(feature_size=16, max_length_s=2, truncation="rand_trunc").save_pretrained(folder)


def hubert_of_old(folder: Path) -> None:
    """As most of its kind lie on the hub: one norm by the names that it had before torch 2.1."""
    hubert(folder)
    old = {"parametrizations.weight.original0": "weight_g", "parametrizations.weight.original1": "weight_v"}
    weights = load_file(folder / "model.safetensors")
    for name, before in old.items():
        weights = {each.replace(name, before): weight for each, weight in weights.items()}
    save_file(weights, folder / "model.safetensors", {"format": "pt"})


def whisper_turbo(folder: Path) -> None:
    """128 pitches, and a decoder that is small beside what hears."""
    _whisper(folder, 128)


FAMILIES: dict[str, Callable[[Path], None]] = {
    made.__name__: made for made in (hubert, wavlm, wav2vec2, whisper, ast, clap)
}

PUBLISHED: dict[str, Callable[[Path], None]] = {made.__name__: made for made in (hubert_of_old, whisper_turbo)}
"""Others, as their makers publish them."""


def make(family: str, folder: Path) -> Path:
    """The model of a family in ``folder``, always the same."""
    torch.manual_seed(0)
    (FAMILIES | PUBLISHED)[family](folder)
    return folder
