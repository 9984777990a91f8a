"""Tiny models of texts with random weights, of the real classes of each family, with real tokenizers of their kind."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tokenizers.models import BPE, WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer, ByteLevel
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import BpeTrainer, WordPieceTrainer
from transformers import (
    BertConfig,
    BertModel,
    GPT2Config,
    GPT2Model,
    ModernBertConfig,
    ModernBertModel,
    PreTrainedModel,
    Qwen3Config,
    Qwen3Model,
    RobertaConfig,
    RobertaModel,
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


FAMILIES: dict[str, Callable[[Path, Sequence[str]], None]] = {
    made.__name__: made for made in (bert, roberta, modernbert, gpt2, qwen3)
}
ENCODERS, DECODERS = ("bert", "roberta", "modernbert"), ("gpt2", "qwen3")


def make(family: str, folder: Path, texts: Sequence[str]) -> Path:
    """The model of a family in ``folder``, always the same; its tokenizer is learned from ``texts``."""
    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    FAMILIES[family](folder, texts)
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
