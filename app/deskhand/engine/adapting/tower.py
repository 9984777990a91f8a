"""The side that reads of a model of pictures and words (CLIP, SigLIP), whose other side learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from transformers import AutoConfig

from deskhand.domain.problems import ProblemError
from deskhand.engine.adapting.patches import DOES_NOT_FIT
from deskhand.engine.encoders.loading import load_tokenizer, load_with_report
from deskhand.engine.inputs import Vectors, View
from deskhand.engine.trainees.trainee import Trainee

_AT_ONCE = 64  # texts


@dataclass(frozen=True, slots=True)
class Tower:
    """``vectors`` (texts, size) are what it makes of texts; ``see`` brings what the network pools of a picture to the
    same place; ``scale`` is the logarithm of what likenesses are multiplied by."""

    vectors: Vectors
    see: torch.nn.Module
    scale: float


def tower_of(trainee: Trainee[Any], texts: Sequence[str]) -> Tower | None:
    """``None`` if the model has none, or not all of it. Both sides must have met before: else it is no better than any
    other that reads."""
    files = trainee.files
    if View.POOLED not in trainee.views or not (files.folder / "tokenizer.json").is_file():
        return None
    config = AutoConfig.from_pretrained(str(files.folder), trust_remote_code=False, local_files_only=True)
    if not hasattr(config, "text_config"):
        return None
    try:
        both, loading = load_with_report(files)
        if loading["missing_keys"] or loading["mismatched_keys"]:
            return None
        tokenizer = load_tokenizer(files, int(config.text_config.max_position_embeddings))
        return _read(both.eval(), config.text_config, tokenizer, texts)
    except (ProblemError, *DOES_NOT_FIT):
        return None


def _read(both: Any, config: Any, tokenizer: Any, texts: Sequence[str]) -> Tower:  # noqa: ANN401
    """All texts are filled up to the longest that it reads: SigLIP learned so, and CLIP does not look that far."""
    longest, blank = int(config.max_position_embeddings), int(getattr(config, "pad_token_id", None) or 0)
    distinct = list(dict.fromkeys(texts))
    found = []
    with torch.inference_mode():
        for start in range(0, len(distinct), _AT_ONCE):
            ids = [one.ids for one in tokenizer.encode_batch(distinct[start : start + _AT_ONCE])]
            filled = torch.tensor([each + [blank] * (longest - len(each)) for each in ids])
            found.append(both.get_text_features(input_ids=filled).pooler_output.float().numpy())
    place = {text: row for row, text in enumerate(distinct)}
    vectors = np.concatenate(found)[[place[text] for text in texts]]
    see = getattr(both, "visual_projection", None) or torch.nn.Identity()
    return Tower(vectors, see, float(both.logit_scale.detach()))
