"""Speech models of a few kilobytes: real files of the real kind, with weights left to chance."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from transformers import GenerationConfig, PreTrainedTokenizerFast, WhisperConfig, WhisperForConditionalGeneration

LANGUAGES = ("en", "de", "es", "fr")
_TASKS = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")


def tiny_whisper(folder: Path, mels: int = 80, decoders: int = 1, *, english: bool = False) -> Path:
    """A model of four languages, as their makers publish it, that says nonsense. Its ids are in Whisper's order.

    ``english``: of that one only. large-v3-turbo has 128 ``mels``, its distilled like 2 ``decoders``.
    """
    words = sorted(ByteLevel.alphabet())
    if not english:
        words.append("")  # by the empty one CTranslate2 knows a model of several languages
    special = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{one}|>" for one in (*LANGUAGES, *_TASKS))]
    moments = [f"<|{step * 0.02:.2f}|>" for step in range(1501)]
    ids = {word: number for number, word in enumerate([*words, *special, *moments])}
    _save_tokenizer(folder, {word: ids[word] for word in words}, special, moments)
    ends = {"bos_token_id": ids[special[0]], "eos_token_id": ids[special[0]], "pad_token_id": ids[special[0]]}
    config = WhisperConfig(
        vocab_size=len(ids), num_mel_bins=mels, d_model=32, encoder_layers=1, decoder_layers=decoders,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64,
        decoder_start_token_id=ids[special[1]], begin_suppress_tokens=None, **ends,
    )  # fmt: skip
    model = WhisperForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=ids[special[1]], no_timestamps_token_id=ids["<|notimestamps|>"], max_length=448, **ends,
        alignment_heads=[[0, 0], [decoders - 1, 1]],
    )  # fmt: skip
    if not english:
        model.generation_config.lang_to_id = {f"<|{one}|>": ids[f"<|{one}|>"] for one in LANGUAGES}
    model.generation_config._from_model_config = False
    model.save_pretrained(folder)
    return folder


def silent_whisper(made: Path, target: Path) -> Path:
    """The same model, but its decoder ends whatever it was about to say."""
    shutil.copytree(made, target)
    edit(target, lambda network: _always(network, network.config.eos_token_id))
    return target


def babbling_whisper(made: Path, target: Path) -> Path:
    """The same model, but its decoder says "aaa…" whatever it hears."""
    shutil.copytree(made, target)
    edit(target, lambda network: _always(network, sorted(ByteLevel.alphabet()).index("a")))
    return target


def _always(network: Any, token: int) -> None:
    network.model.decoder.layer_norm.bias.fill_(5.0)
    network.model.decoder.embed_tokens.weight[token] = 1.0


def edit(folder: Path, change: Callable[[Any], object]) -> None:
    """Change the weights of a model; what lies beside them stays."""
    network = WhisperForConditionalGeneration.from_pretrained(folder)
    settings = (folder / "generation_config.json").read_bytes()
    with torch.no_grad():
        change(network)
    network.save_pretrained(folder)
    (folder / "generation_config.json").write_bytes(settings)


def _save_tokenizer(folder: Path, vocabulary: dict[str, int], special: list[str], moments: list[str]) -> None:
    tokenizer = Tokenizer(BPE(vocabulary, []))
    tokenizer.pre_tokenizer, tokenizer.decoder = ByteLevel(add_prefix_space=False), ByteLevelDecoder()
    tokenizer.add_special_tokens([AddedToken(one, special=True) for one in special])
    tokenizer.add_tokens([AddedToken(one, normalized=False) for one in moments])
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=special[0]).save_pretrained(folder)
