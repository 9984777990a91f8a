"""From the files of a model to a tokenizer and a network; refuses with words what does not fit."""

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.encoders.whole_numbers import in_whole_numbers
from deskhand.engine.quiet_libraries import quiet_transformers
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_TYPES = {Precision.FULL: torch.float32, Precision.HALF: torch.bfloat16, Precision.WHOLE: torch.float32}
_ANY = 1 << 31
Untyped: TypeAlias = Any
"""What the library makes: it says little of its kinds."""


def load_tokenizer(files: ModelFiles, longest: int) -> Tokenizer:
    """The tokenizer, without padding, cutting after ``longest`` tokens."""
    try:
        tokenizer = Tokenizer.from_file(str(files.folder / "tokenizer.json"))
    except Exception as error:  # the library raises plain Exception for every kind of damage
        raise does_not_fit(files, "its tokenizer.json cannot be read") from error
    if tokenizer.get_vocab_size() > _words_of(files):
        raise does_not_fit(files, "its tokenizer knows words that its weights do not")
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def _words_of(files: ModelFiles) -> int:
    """How many tokens the weights know, as far as the files say."""
    words = settings_in(files, "config.json").get("vocab_size", _ANY)
    if not isinstance(words, int) or words < 1:
        raise does_not_fit(files, "vocab_size is no number of words", str(words))
    return words


def load_network(files: ModelFiles, precision: Precision) -> torch.nn.Module:
    """The network with every weight from the files. Raises ``ProblemError`` if one is missing or has another shape.

    The pooler may be missing: it is not used.
    """
    network, loading = load_with_report(files)
    missing = [name for name in loading["missing_keys"] if not name.startswith("pooler.")]
    network = frozen(files, network, missing, loading, precision)
    return in_whole_numbers(network) if precision is Precision.WHOLE else network


def load_with_report(
    files: ModelFiles, kind: Untyped = AutoModel, **told: object
) -> tuple[torch.nn.Module, dict[str, Any]]:
    """The network in float32, and what the library says was missing. Raises ``ProblemError``.

    ``kind`` is the part of the model that is wanted, ``told`` what the library is told besides: another ``config`` than
    that of the folder, the names that its weights have there.
    """
    quiet_transformers()
    try:
        network, loading = kind.from_pretrained(
            str(files.folder),
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
            dtype=torch.float32,
            **told,
        )
    except Exception as error:  # the library has a kind of error for every kind of damage, and more each year
        raise does_not_fit(files, "its files are damaged or do not fit each other", type(error).__name__) from error
    return network, loading


def frozen(
    files: ModelFiles, network: torch.nn.Module, missing: Sequence[str], loading: dict[str, Any], precision: Precision
) -> torch.nn.Module:
    """The network, to be used and not changed. Raises ``ProblemError`` if weights are missing or no numbers.

    What is missing would silently be random numbers.
    """
    misfits = [str(name) for name in loading["mismatched_keys"]]
    if missing or misfits:
        names = ", ".join(sorted([*missing, *misfits])[:5])
        raise does_not_fit(files, "some of its weights are missing or have another shape", names)
    if not all(bool(weight.isfinite().all()) for weight in network.parameters()):
        raise does_not_fit(files, "some of its weights are no numbers")
    still: torch.nn.Module = network.to(_TYPES[precision]).eval().requires_grad_(requires_grad=False)
    return still


def settings_in(files: ModelFiles, name: str) -> dict[str, Any]:
    """What a file of the model says, nothing if it is not there. Raises ``ProblemError`` if it is damaged."""
    file = files.folder / name
    try:
        settings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError as error:
        raise does_not_fit(files, f"{name} cannot be read") from error
    if not isinstance(settings, dict):
        raise does_not_fit(files, f"{name} cannot be read")
    return settings


def does_not_fit(files: ModelFiles, because: str, details: str = "") -> ProblemError:
    return ProblemError(
        Problem(
            title="This model cannot be used",
            happened=f"The model “{files.model.name}” could not be loaded: {because}.",
            did="Deskhand stopped before learning or answering anything with it.",
            advice="Use the model that comes with Deskhand, or get this one again from its makers.",
            details=details,
        )
    )
