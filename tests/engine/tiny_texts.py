"""Tiny models of texts with random weights, of the real classes of each family, with real tokenizers of their kind."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import BPE, Unigram, WordPiece
from tokenizers.normalizers import NFKC, BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer, ByteLevel, Metaspace
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import BpeTrainer, UnigramTrainer, WordPieceTrainer
from transformers import (
    BertConfig,
    BertForPreTraining,
    BertModel,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GPT2Config,
    GPT2LMHeadModel,
    GPT2Model,
    GraniteConfig,
    GraniteForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    ModernBertConfig,
    ModernBertForMaskedLM,
    ModernBertModel,
    PreTrainedModel,
    Qwen3Config,
    Qwen3ForCausalLM,
    Qwen3Model,
    RobertaConfig,
    RobertaForMaskedLM,
    RobertaModel,
    XLMRobertaConfig,
    XLMRobertaForMaskedLM,
)

from deskhand.engine import shelf
from deskhand.engine.trainees.text import TextTrainee

_SPREAD = {"initializer_range": 0.15}  # of weights; about 1 over the root of the size, as 0.02 is for large ones
_SMALL = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 128, **_SPREAD}
_DROPS_NOTHING = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}  # so small, they have none to spare
_WORDS = 400  # tokens


def bert(folder: Path, texts: Sequence[str]) -> None:
    config = BertConfig(vocab_size=_WORDS, max_position_embeddings=64, **_SMALL, **_DROPS_NOTHING)
    _save(folder, _word_pieces(texts), BertModel(config))


def roberta(folder: Path, texts: Sequence[str]) -> None:
    tokenizer = _bytes(texts, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"], "<s>", "</s>")
    ends = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2}
    small = {**_SMALL, "initializer_range": 0.02}  # as its makers have it: all that it sees looks much alike
    config = RobertaConfig(vocab_size=_WORDS, max_position_embeddings=66, type_vocab_size=1, **ends, **small)
    _save(folder, tokenizer, RobertaModel(config))


def modernbert(folder: Path, texts: Sequence[str]) -> None:
    tokenizer = _bytes(texts, ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"], "[CLS]", "[SEP]")
    ends = {"pad_token_id": 3, "bos_token_id": 1, "eos_token_id": 2, "cls_token_id": 1, "sep_token_id": 2}
    config = ModernBertConfig(vocab_size=_WORDS, max_position_embeddings=64, **ends, **_SMALL)
    _save(folder, tokenizer, ModernBertModel(config))


def gpt2(folder: Path, texts: Sequence[str]) -> None:
    tokenizer = _bytes(texts, ["<|endoftext|>"])
    ends = {"bos_token_id": 0, "eos_token_id": 0, **_SPREAD}
    config = GPT2Config(vocab_size=_WORDS, n_positions=64, n_embd=64, n_layer=2, n_head=2, **ends)
    _save(folder, tokenizer, GPT2Model(config))


def qwen3(folder: Path, texts: Sequence[str]) -> None:
    tokenizer = _bytes(texts, ["<|endoftext|>"], last="<|endoftext|>")
    heads = {"num_key_value_heads": 1, "head_dim": 16, "max_position_embeddings": 64}
    _save(folder, tokenizer, Qwen3Model(Qwen3Config(vocab_size=_WORDS, **heads, **_SMALL)))


def bert_of_old(folder: Path, texts: Sequence[str]) -> None:
    """As BERT was first published: with what it was trained by, its norms by their old names."""
    config = BertConfig(vocab_size=_WORDS, max_position_embeddings=64, **_SMALL)
    _save(folder, _word_pieces(texts), BertForPreTraining(config))
    rename_weights(folder, {"LayerNorm.weight": "LayerNorm.gamma", "LayerNorm.bias": "LayerNorm.beta"})


def minilm(folder: Path, texts: Sequence[str]) -> None:
    bert(folder, texts)
    _sentences(folder, "mean", 32)


def bge(folder: Path, texts: Sequence[str]) -> None:
    bert(folder, texts)
    _sentences(folder, "cls", 48)


def e5(folder: Path, texts: Sequence[str]) -> None:
    """The small one for many languages: a BERT that reads in the pieces of XLM-R."""
    tokenizer = _pieces(texts)
    config = BertConfig(vocab_size=_WORDS, max_position_embeddings=64, pad_token_id=1, **_SMALL)
    _save(folder, tokenizer, BertModel(config))
    _sentences(folder, "mean", 64)


def roberta_that_fills_in(folder: Path, texts: Sequence[str]) -> None:
    roberta(folder, texts)
    config = RobertaConfig.from_pretrained(folder)
    RobertaForMaskedLM(config).save_pretrained(folder)


def xlm_roberta(folder: Path, texts: Sequence[str]) -> None:
    ends = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2}
    config = XLMRobertaConfig(vocab_size=_WORDS, max_position_embeddings=66, type_vocab_size=1, **ends, **_SMALL)
    _save(folder, _pieces(texts), XLMRobertaForMaskedLM(config))


def modernbert_that_fills_in(folder: Path, texts: Sequence[str]) -> None:
    modernbert(folder, texts)
    ModernBertForMaskedLM(ModernBertConfig.from_pretrained(folder)).save_pretrained(folder)
    _sentences(folder, "cls", 64)


def gpt2_that_writes(folder: Path, texts: Sequence[str]) -> None:
    gpt2(folder, texts)
    GPT2LMHeadModel(GPT2Config.from_pretrained(folder)).save_pretrained(folder)


def qwen3_that_writes(folder: Path, texts: Sequence[str]) -> None:
    qwen3(folder, texts)
    Qwen3ForCausalLM(Qwen3Config.from_pretrained(folder, tie_word_embeddings=True)).save_pretrained(folder)


def qwen3_embedding(folder: Path, texts: Sequence[str]) -> None:
    qwen3(folder, texts)
    _sentences(folder, "lasttoken", 64)


def llama(folder: Path, texts: Sequence[str]) -> None:
    """As SmolLM2."""
    _writer(folder, texts, LlamaForCausalLM, LlamaConfig)


def gemma3(folder: Path, texts: Sequence[str]) -> None:
    """As Harrier."""
    _writer(folder, texts, Gemma3ForCausalLM, Gemma3TextConfig)
    _sentences(folder, "lasttoken", 64)


def granite(folder: Path, texts: Sequence[str]) -> None:
    _writer(folder, texts, GraniteForCausalLM, GraniteConfig)


def _writer(folder: Path, texts: Sequence[str], model: Any, config: Any) -> None:
    heads = {"num_key_value_heads": 1, "head_dim": 32, "max_position_embeddings": 64}
    ends = {"bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
    tokenizer = _bytes(texts, ["<|endoftext|>"], last="<|endoftext|>")
    _save(folder, tokenizer, model(config(vocab_size=_WORDS, **heads, **ends, **_SMALL)))


FAMILIES: dict[str, Callable[[Path, Sequence[str]], None]] = {
    made.__name__: made for made in (bert, roberta, modernbert, gpt2, qwen3)
}
PUBLISHED: dict[str, Callable[[Path, Sequence[str]], None]] = {
    made.__name__: made
    for made in (
        *(bert_of_old, minilm, bge, e5, roberta_that_fills_in, xlm_roberta, modernbert_that_fills_in),
        *(gpt2_that_writes, qwen3_that_writes, qwen3_embedding, llama, gemma3, granite),
    )
}
"""The same and others with all that their makers publish: heads, old names of weights, files of sentence models."""
ENCODERS, DECODERS = ("bert", "roberta", "modernbert"), ("gpt2", "qwen3")


def make(family: str, folder: Path, texts: Sequence[str]) -> Path:
    """The model of a family in ``folder``, always the same; its tokenizer is learned from ``texts``."""
    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    (FAMILIES | PUBLISHED)[family](folder, texts)
    return folder


def trainee(family: str, folder: Path, texts: Sequence[str]) -> TextTrainee:
    """The same, found by the shelf and ready to learn."""
    return found(make(family, folder, texts))


def found(folder: Path) -> TextTrainee:
    """A model in a folder, ready to learn."""
    return TextTrainee(shelf.find(str(folder)))


def _word_pieces(texts: Sequence[str]) -> Tokenizer:
    signs = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    tokenizer.train_from_iterator(texts, WordPieceTrainer(vocab_size=_WORDS, special_tokens=signs, show_progress=False))
    return _between(tokenizer, "[CLS]", "[SEP]")


def _pieces(texts: Sequence[str]) -> Tokenizer:
    signs = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer = Tokenizer(Unigram())
    tokenizer.normalizer, tokenizer.pre_tokenizer = NFKC(), Metaspace()
    trainer = UnigramTrainer(vocab_size=_WORDS, special_tokens=signs, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return _between(tokenizer, "<s>", "</s>")


def _bytes(texts: Sequence[str], signs: list[str], first: str = "", last: str = "") -> Tokenizer:
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=True)
    alphabet = ByteLevel.alphabet()
    trainer = BpeTrainer(
        vocab_size=_WORDS, special_tokens=signs, initial_alphabet=sorted(alphabet), show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _between(tokenizer, first, last)


def _between(tokenizer: Tokenizer, first: str, last: str) -> Tokenizer:
    signs = [(sign, tokenizer.token_to_id(sign)) for sign in (first, last) if sign]
    if signs:
        whole = " ".join(part for part in (first, "$A", last) if part)
        tokenizer.post_processor = TemplateProcessing(single=whole, special_tokens=signs)
    return tokenizer


def _save(folder: Path, tokenizer: Tokenizer, model: PreTrainedModel) -> None:
    tokenizer.save(str(folder / "tokenizer.json"))
    model.save_pretrained(folder)


def _sentences(folder: Path, pooling: str, longest: int) -> None:
    """What sentence-transformers lays beside a model, with the names that it had for years."""
    modes = ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens", "lasttoken")
    told = {f"pooling_mode_{mode}": mode.split("_tokens")[0].split("_token")[0] == pooling for mode in modes}
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": 64, **told}))
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": longest}))


def rename_weights(folder: Path, names: Mapping[str, str]) -> None:
    """Parts of the names of weights get others."""
    weights = load_file(folder / "model.safetensors")
    for part, other in names.items():
        weights = {name.replace(part, other): each for name, each in weights.items()}
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
