"""From the files of a model to a tokenizer and a network; refuses with words what does not fit."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from tokenizers import Tokenizer
from transformers import AutoModel
from transformers.utils import logging as library_logging

from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_TYPES = {Precision.FULL: torch.float32, Precision.HALF: torch.bfloat16}
_LONGEST = 512  # tokens; for models that do not say


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence model wants its texts: cut after ``longest`` tokens, pooled over all or the first."""

    longest: int
    first_token: bool


def reading_of(files: ModelFiles) -> Reading:
    """What the folder says, in the layout of sentence-transformers; mean pooling where it says nothing."""
    sentence = _settings(files.folder / "sentence_bert_config.json")
    pooling = _settings(files.folder / "1_Pooling" / "config.json")
    positions = int(_settings(files.folder / "config.json").get("max_position_embeddings", _LONGEST))
    longest = sentence.get("max_seq_length") or min(positions, _LONGEST)
    first_token = bool(pooling.get("pooling_mode_cls_token"))
    if pooling and not first_token and not pooling.get("pooling_mode_mean_tokens"):
        raise _does_not_fit(files, "it pools its words in a way that Deskhand does not know")
    return Reading(min(int(longest), positions), first_token)


def load_tokenizer(files: ModelFiles, longest: int) -> Tokenizer:
    """The tokenizer, without padding, cutting after ``longest`` tokens."""
    try:
        tokenizer = Tokenizer.from_file(str(files.folder / "tokenizer.json"))
    except Exception as error:  # the library raises plain Exception for every kind of damage
        raise _does_not_fit(files, "its tokenizer.json cannot be read") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def load_network(files: ModelFiles, precision: Precision) -> torch.nn.Module:
    """The network with every weight from the files. Raises ``ProblemError`` if one is missing or has another shape."""
    library_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    library_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        network, loading = AutoModel.from_pretrained(
            str(files.folder),
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
            dtype=torch.float32,
        )
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise _does_not_fit(files, "its files are damaged or do not fit each other", type(error).__name__) from error
    _all_there(files, loading)
    frozen: torch.nn.Module = network.to(_TYPES[precision]).eval().requires_grad_(requires_grad=False)
    return frozen


def _all_there(files: ModelFiles, loading: dict[str, Any]) -> None:
    """The pooler may be missing: it is not used. Anything else that is missing would silently be random numbers."""
    missing = sorted(name for name in loading["missing_keys"] if not name.startswith("pooler."))
    misfits = sorted(str(name) for name in loading["mismatched_keys"])
    if missing or misfits:
        raise _does_not_fit(
            files, "some of its weights are missing or have another shape", ", ".join((missing + misfits)[:5])
        )


def _settings(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    settings: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return settings


def _does_not_fit(files: ModelFiles, because: str, details: str = "") -> ProblemError:
    return ProblemError(
        Problem(
            title="This model cannot be used",
            happened=f"The model “{files.model.name}” could not be loaded: {because}.",
            did="Deskhand stopped before learning or answering anything with it.",
            advice="Use the model that comes with Deskhand, or get this one again from its makers.",
            details=details,
        )
    )
