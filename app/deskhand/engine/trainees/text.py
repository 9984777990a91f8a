"""A sentence model that can be changed."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.encoders.loading import load_network, load_tokenizer
from deskhand.engine.encoders.reading import pooled, reading_of, save_prefix
from deskhand.engine.inputs import View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.trainees.saving import save_network
from deskhand.engine.trainees.trainee import Batch

_BESIDE = (
    *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", "merges.txt", "vocab.json"),
    *("sentence_bert_config.json", "modules.json", "1_Pooling/config.json"),
)
_EIGHT = 8  # lengths are padded to multiples of it: processors like that better


class TextTrainee:
    """``files`` in float32, free to change. Texts are cut where the encoder cuts them."""

    modality = Modality.TEXT
    views = (View.TEXT,)

    def __init__(self, files: ModelFiles) -> None:
        self.files = files
        self._reading = reading_of(files)
        self.tokenizer = load_tokenizer(files, self._reading.longest)
        torch.manual_seed(0)  # a pooler that is missing, and never used, is the same each time
        self.network = load_network(files, Precision.FULL).requires_grad_(requires_grad=True)
        self._padding = int(getattr(self.network.config, "pad_token_id", None) or 0)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The token numbers of each text, special ones included; never none at all."""
        wanted = [self._reading.wanted(text) for text in texts]
        return [encoding.ids or [self._padding] for encoding in self.tokenizer.encode_batch_fast(wanted)]

    def padded(self, tokens: Sequence[Sequence[int]]) -> dict[str, torch.Tensor]:
        """ "input_ids" and "attention_mask", (rows, longest rounded up to eight)."""
        longest = -(-max(map(len, tokens)) // _EIGHT) * _EIGHT
        ids = np.full((len(tokens), min(longest, max(self._reading.longest, 1))), self._padding, np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(tokens):
            ids[row, : len(each)], mask[row, : len(each)] = each, 1
        return {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}

    def batch(self, contents: Sequence[str], rng: np.random.Generator | None = None) -> Batch:
        """Words are not varied: dropout does that."""
        return self.padded(self.tokens(contents))

    def vectors(self, batch: Batch) -> dict[View, torch.Tensor]:
        states = self.network(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
        return {View.TEXT: pooled(states, self._reading.pooling, batch["attention_mask"])}

    def save(self, folder: Path, network: torch.nn.Module | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _BESIDE:
            if (self.files.folder / name).is_file():
                (folder / name).parent.mkdir(exist_ok=True)
                shutil.copyfile(self.files.folder / name, folder / name)
        if self._reading.prefix:
            save_prefix(self._reading.prefix, folder)
        save_network(network or self.network, folder)
