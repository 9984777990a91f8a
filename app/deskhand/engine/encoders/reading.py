"""How a sentence model wants its texts: what stands before each, where they are cut, and how its words become one
embedding. It is said in the layout of sentence-transformers, beside the weights.

Of a model that says nothing of it the mean over all words is taken, of one that writes (GPT-2, Qwen3) too: its last
word alone is about the next one, unless it was taught otherwise, and then its makers say so (Qwen3-Embedding does;
Tang and Yang, *Pooling and Attention*, 2024; Muennighoff, *SGPT*, 2022).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import torch

from deskhand.engine.encoders.loading import does_not_fit, settings_in
from deskhand.engine.shelf import ModelFiles

_SENTENCE, _POOLING = "sentence_bert_config.json", "1_Pooling/config.json"
_PROMPTS = "config_sentence_transformers.json"
_LONGEST = 512  # tokens; for models that do not say
_PLACES = ("max_position_embeddings", "n_positions")
_PLACES_AFTER_PADDING = {"camembert", "mpnet", "roberta", "xlm-roberta", "xlm-roberta-xl"}
"""Families whose first words have the places after that of the padding: of 514 places 512 are for words."""
_PROMPT = "deskhand"  # what we call the words that stand before each text


class Pooling(StrEnum):
    """How the words of a text become one embedding, by its name in sentence-transformers."""

    FIRST = "cls"
    MEAN = "mean"
    WEIGHTED = "weightedmean"  # the n-th word weighs n
    LAST = "lasttoken"


_OLD_NAMES = {
    "pooling_mode_cls_token": Pooling.FIRST,
    "pooling_mode_mean_tokens": Pooling.MEAN,
    "pooling_mode_weightedmean_tokens": Pooling.WEIGHTED,
    "pooling_mode_lasttoken": Pooling.LAST,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Texts are cut after ``longest`` tokens, ``prefix`` among them, which is put before each."""

    longest: int
    pooling: Pooling
    prefix: str = ""

    def wanted(self, text: str) -> str:
        return self.prefix + text


def reading_of(files: ModelFiles) -> Reading:
    """What the folder says, and the catalogue. Raises ``ProblemError`` if that makes no sense."""
    places = _places(files)
    longest = _count(files, settings_in(files, _SENTENCE), "max_seq_length", min(places, _LONGEST))
    return Reading(min(longest, places), _pooling(files), files.model.prefix or _usual_prompt(files))


def save_prefix(prefix: str, folder: Path) -> None:
    """Beside the weights, where sentence-transformers looks for it too."""
    told = {"prompts": {_PROMPT: prefix}, "default_prompt_name": _PROMPT}
    (folder / _PROMPTS).write_text(json.dumps(told, indent=2), encoding="utf-8")


def pooled(states: torch.Tensor, pooling: Pooling, mask: torch.Tensor | None = None) -> torch.Tensor:
    """(rows, size) of length 1 (L2), float32, from what the network says of each token (rows, length, size).

    ``mask`` (rows, length) is 0 where a row was padded, at its end; ``None``: none was.
    """
    kept = torch.ones(states.shape[:2], device=states.device) if mask is None else mask.float()
    return torch.nn.functional.normalize(_POOL[pooling](states.float(), kept), dim=1)


def _first(states: torch.Tensor, _: torch.Tensor) -> torch.Tensor:
    return states[:, 0]


def _mean(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    return torch.einsum("rts,rt->rs", states, kept / kept.sum(dim=1, keepdim=True).clamp(min=1))


def _weighted(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    return _mean(states, kept * torch.arange(1, kept.shape[1] + 1, device=kept.device))


def _last(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    return states[torch.arange(len(states), device=states.device), kept.long().sum(dim=1).clamp(min=1) - 1]


_POOL: dict[Pooling, Callable[[torch.Tensor, torch.Tensor], torch.Tensor]] = {
    Pooling.FIRST: _first,
    Pooling.MEAN: _mean,
    Pooling.WEIGHTED: _weighted,
    Pooling.LAST: _last,
}


def _places(files: ModelFiles) -> int:
    """How many tokens the network has places for."""
    config = settings_in(files, "config.json")
    name = next((name for name in _PLACES if name in config), _PLACES[0])
    places = _count(files, config, name, _LONGEST)
    return max(1, places - 2) if config.get("model_type") in _PLACES_AFTER_PADDING else places


def _count(files: ModelFiles, settings: Mapping[str, Any], name: str, usual: int) -> int:
    count = settings.get(name) or usual
    if not isinstance(count, int) or count < 1:
        raise does_not_fit(files, f"{name} is no number of words", str(count))
    return count


def _pooling(files: ModelFiles) -> Pooling:
    told = settings_in(files, _POOLING)
    old = [pooling for name, pooling in _OLD_NAMES.items() if told.get(name)]
    named = str(told.get("pooling_mode", old[0] if len(old) == 1 else ""))
    if not told:
        return Pooling.MEAN
    if named not in set(Pooling):
        raise does_not_fit(files, "it pools its words in a way that Deskhand does not know")
    return Pooling(named)


def _usual_prompt(files: ModelFiles) -> str:
    """What sentence-transformers would put before each text when nobody says otherwise."""
    told = settings_in(files, _PROMPTS)
    prompts = told.get("prompts")
    prompt = prompts.get(told.get("default_prompt_name"), "") if isinstance(prompts, dict) else ""
    return prompt if isinstance(prompt, str) else ""
