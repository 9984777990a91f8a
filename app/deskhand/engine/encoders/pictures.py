"""Pictures to embeddings, by a pretrained model of pictures: ViT, DINOv2, SigLIP, CLIP, and others that see as they do.

One pass gives several views of a picture, of which the answers decide later. Pictures are decoded and brought into the
model's form by threads, some batches ahead, while the model computes.
"""

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import islice

import numpy as np
import torch
from PIL import Image
from transformers import AutoConfig, AutoImageProcessor

from deskhand.engine import devices
from deskhand.engine.encoders.loading import does_not_fit, frozen, load_with_report
from deskhand.engine.encoders.placed import PlacedNetwork
from deskhand.engine.inputs import Vectors, View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_PICTURES = {"cpu": 16, "cuda": 128, "mps": 32}  # a batch; on two cores quicker than 1, 4, 8 and 32 (deit-tiny)
_THREADS = 2  # that decode
_AHEAD = 3  # batches that are decoded before they are wanted


class PictureEncoder:
    """A loaded model. ``views`` are those it can give.

    The whole picture is always seen: a model that was made to look at the middle of a square is shown all of it,
    squeezed, as a page says what it is at its head and foot.
    """

    def __init__(self, files: ModelFiles, precision: Precision, device: torch.device) -> None:
        self._processor, self._frame = _processor(files)
        network, self._pooler = _load(files, precision)
        self._placed = PlacedNetwork(network, device, _PICTURES)
        self._type = next(network.parameters()).dtype
        self._prefix = 0
        self.views: tuple[View, ...] = ()
        self._find_views(files)

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
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            made = self._processor(picture.convert("RGB"), return_tensors="np", **self._frame)
        return torch.from_numpy(np.ascontiguousarray(made["pixel_values"][0])).to(self._type)

    def _seen(self, network: torch.nn.Module, pixels: torch.Tensor) -> torch.Tensor:
        found = self._each_view(network(pixel_values=pixels))
        views = [torch.nn.functional.normalize(found[view].float(), dim=1) for view in self.views]
        return torch.cat(views, dim=1)

    def _each_view(self, seen: object) -> dict[View, torch.Tensor]:
        states: torch.Tensor = seen.last_hidden_state  # type: ignore[attr-defined]
        pooled = getattr(seen, "pooler_output", None) if self._pooler else None
        if states.ndim == 4:  # a convolutional network: (pictures, size, rows, columns)
            return {View.MEAN: states.mean(dim=(2, 3))}
        found = {View.CLASS: states[:, 0]} if self._prefix else {}
        found[View.MEAN] = states[:, self._prefix :].mean(dim=1)
        if pooled is not None and pooled.shape[-1] == states.shape[-1]:
            found[View.POOLED] = pooled
        return found

    def _find_views(self, files: ModelFiles) -> None:
        """Look once at a grey picture, to see what comes out: nothing in the files says it for all kinds of models."""
        grey = io.BytesIO()
        Image.new("RGB", (64, 48), "grey").save(grey, "JPEG")
        try:
            pixels = self._pixels(grey.getvalue())[None]
            with torch.inference_mode():
                seen = self._placed.network(pixel_values=pixels.to(next(self._placed.network.parameters()).device))
            self._prefix = _tokens_before_patches(self._placed.network, seen.last_hidden_state, pixels)
            found = self._each_view(seen)
        except (AttributeError, TypeError, ValueError, RuntimeError, KeyError) as error:
            raise does_not_fit(
                files, "it does not look at pictures in a way that Deskhand knows", str(error)
            ) from error
        self.views = tuple(view for view in View if view in found)


def _tokens_before_patches(network: torch.nn.Module, states: torch.Tensor, pixels: torch.Tensor) -> int:
    """How many tokens (class token, registers) stand before those of the patches."""
    if states.ndim != 3:
        return 0
    side = getattr(network.config, "patch_size", None)
    if not isinstance(side, int):
        return 0
    patches = (pixels.shape[-2] // side) * (pixels.shape[-1] // side)
    return max(0, states.shape[1] - patches) if states.shape[1] <= patches + 16 else 0


def _processor(files: ModelFiles) -> tuple[Callable[..., dict[str, np.ndarray]], dict[str, object]]:
    """What brings a picture into the model's form, and how it is told to show the whole of it."""
    try:
        processor = AutoImageProcessor.from_pretrained(  # type: ignore[no-untyped-call]
            str(files.folder), backend="pil", trust_remote_code=False, local_files_only=True
        )
    except Exception as error:  # as in loading
        raise does_not_fit(files, "its preprocessor_config.json does not fit", type(error).__name__) from error
    if not getattr(processor, "do_center_crop", False):
        return processor, {}
    crop = processor.crop_size
    return processor, {"do_center_crop": False, "size": {"height": crop["height"], "width": crop["width"]}}


def _load(files: ModelFiles, precision: Precision) -> tuple[torch.nn.Module, bool]:
    """The part of the model that sees, and whether its pooling came with it. Raises ``ProblemError``."""
    try:
        config = AutoConfig.from_pretrained(str(files.folder), trust_remote_code=False, local_files_only=True)
    except Exception as error:
        raise does_not_fit(files, "its config.json does not fit", type(error).__name__) from error
    config = getattr(config, "vision_config", config)  # of a model of pictures and words
    if hasattr(config, "mask_ratio"):
        config.mask_ratio = 0.0  # masked autoencoders hide most of what they see
    network, loading = load_with_report(files, config=config)
    missing = [name for name in loading["missing_keys"] if not name.startswith("pooler.")]
    pooler = len(missing) == len(loading["missing_keys"])
    return frozen(files, network, missing, loading, precision), pooler


@lru_cache(maxsize=2)  # two while they are measured against each other
def load(files: ModelFiles, precision: Precision) -> PictureEncoder:
    """The encoder on the best processor, kept for the next job of this worker."""
    return PictureEncoder(files, precision, devices.best())
