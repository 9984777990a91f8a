"""Pictures to embeddings, by a pretrained model of pictures: ViT, DINOv2, SigLIP, CLIP, and others that see as they do.

One pass gives several views of a picture, of which the answers decide later. Pictures are decoded and brought into the
model's form by threads, some batches ahead, while the model computes.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import islice

import torch

from deskhand.engine import devices
from deskhand.engine.encoders.placed import PlacedNetwork
from deskhand.engine.encoders.sight import PictureForm, load_network, sight_of
from deskhand.engine.inputs import Vectors, View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_PICTURES = {"cpu": 16, "cuda": 128, "mps": 32}  # a batch; on two cores quicker than 1, 4, 8 and 32 (deit-tiny)
_THREADS = 2  # that decode
_AHEAD = 3  # batches that are decoded before they are wanted


class PictureEncoder:
    """A loaded model. ``views`` are those it can give, of the whole picture."""

    def __init__(self, files: ModelFiles, precision: Precision, device: torch.device) -> None:
        self._form = PictureForm(files)
        network, pooler = load_network(files, precision)
        self._placed = PlacedNetwork(network, device, _PICTURES)
        self._type = next(network.parameters()).dtype
        self._sight = sight_of(files, self._placed.network, self._form, pooler=pooler)
        self.views: tuple[View, ...] = self._sight.views

    def encode(self, jpegs: Iterable[bytes], done: Callable[[int], None] = lambda _: None) -> Iterator[Vectors]:
        """(pictures, views x size) a batch: the views side by side, each of length 1 (L2). ``done`` hears how many."""
        through = 0
        with ThreadPoolExecutor(_THREADS) as threads:
            for batch in self._ahead(iter(jpegs), threads):
                pixels = torch.stack([future.result() for future in batch])
                yield self._placed.compute(pixels, self._seen)
                through += len(batch)
                done(through)

    def _ahead(self, jpegs: Iterator[bytes], threads: ThreadPoolExecutor) -> Iterator[list["Future[torch.Tensor]"]]:
        waiting: deque[list[Future[torch.Tensor]]] = deque()
        while batch := [threads.submit(self._pixels, jpeg) for jpeg in islice(jpegs, self._placed.amount)]:
            waiting.append(batch)
            if len(waiting) >= _AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _pixels(self, jpeg: bytes) -> torch.Tensor:
        return self._form.pixels(jpeg).to(self._type)

    def _seen(self, network: torch.nn.Module, pixels: torch.Tensor) -> torch.Tensor:
        return torch.cat([*self._sight.of(network(pixel_values=pixels)).values()], dim=1)


@lru_cache(maxsize=2)  # two while they are measured against each other
def load(files: ModelFiles, precision: Precision) -> PictureEncoder:
    """The encoder on the best processor, kept for the next job of this worker."""
    return PictureEncoder(files, precision, devices.best())
