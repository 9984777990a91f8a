"""Texts to embeddings, by a pretrained sentence model, as fast as this computer allows.

Four things make it quick: texts of the same number of tokens go together, so that nothing is padded (and a
text's embedding does not depend on its company); a batch holds about as many numbers as the processor's
memory next to it; a text that occurs twice is read once; and the numbers are bfloat16 where that was measured
to be quicker and to agree (see ``measuring``).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import torch

from deskhand.engine import devices
from deskhand.engine.encoders.loading import load_network, load_tokenizer
from deskhand.engine.encoders.placed import PlacedNetwork
from deskhand.engine.encoders.reading import pooled, reading_of
from deskhand.engine.inputs import Rows, Vectors
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_BLOCK = 4096  # texts tokenized at a time, so that a million texts need little memory
_TOKENS = {"cpu": 2048, "cuda": 32768, "mps": 8192}  # tokens a batch; on the CPU measured best of 512, 2048, 8192


class TextEncoder:
    """A loaded model. A text longer than the model's maximum is cut there (MiniLM: 256 tokens, some 200 words)."""

    def __init__(self, files: ModelFiles, precision: Precision, device: torch.device) -> None:
        self._reading = reading_of(files)
        self._tokenizer = load_tokenizer(files, self._reading.longest)
        self._placed = PlacedNetwork(load_network(files, precision), device, _TOKENS, self._reading.longest)

    @property
    def size(self) -> int:
        """How many numbers an embedding has."""
        return int(self._placed.network.config.hidden_size)  # type: ignore[union-attr,arg-type]

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> Vectors:
        """One row of length 1 (L2) a text: (texts, size). ``done`` hears after each batch how many texts are read."""
        distinct = list(dict.fromkeys(texts))
        vectors = np.zeros((len(distinct), self.size), np.float32)
        read = 0
        for start in range(0, len(distinct), _BLOCK):
            block = [self._reading.wanted(text) for text in distinct[start : start + _BLOCK]]
            encodings = self._tokenizer.encode_batch_fast(block)
            for rows, tokens in self._batches([encoding.ids for encoding in encodings]):
                vectors[start + rows] = self._placed.compute(tokens, self._pooled)
                read += len(rows)
                done(read * len(texts) // len(distinct))
        place = {text: row for row, text in enumerate(distinct)}
        return vectors[[place[text] for text in texts]]

    def _batches(self, tokens: list[list[int]]) -> Iterator[tuple[Rows, torch.Tensor]]:
        """Row numbers and token ids (rows, length), all of one length, longest first: memory fails early or never."""
        lengths = np.array([len(row) for row in tokens])
        for length in sorted(set(lengths.tolist()) - {0}, reverse=True):
            rows = np.flatnonzero(lengths == length)
            step = max(1, self._placed.amount // length)
            for start in range(0, len(rows), step):
                part = rows[start : start + step]
                yield part, torch.tensor([tokens[row] for row in part])

    def _pooled(self, network: torch.nn.Module, tokens: torch.Tensor) -> torch.Tensor:
        return pooled(network(input_ids=tokens).last_hidden_state, self._reading.pooling)


@lru_cache(maxsize=2)  # two while they are measured against each other
def load(files: ModelFiles, precision: Precision) -> TextEncoder:
    """The encoder on the best processor, kept for the next job of this worker."""
    return TextEncoder(files, precision, devices.best())
