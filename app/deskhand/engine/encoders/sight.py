"""How a model of pictures sees: the form it wants them in, its network, and the views that come out.

``pictures.py`` looks at pictures with it, ``engine/trainees/pictures.py`` changes it.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from transformers import AutoConfig, AutoImageProcessor, AutoModel, Owlv2VisionModel

from deskhand.engine.encoders.loading import Untyped, does_not_fit, frozen, load_with_report
from deskhand.engine.failing import is_memory
from deskhand.engine.inputs import View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

_TOWERS: dict[str, Untyped] = {"owlv2_vision_model": Owlv2VisionModel}
"""Those that the library does not find by itself."""


class PictureForm:
    """What brings a picture into the model's form. ``shape`` is (rows, columns) of dots.

    The whole picture is always seen: a model that was made to look at the middle of a square is shown all of it,
    squeezed, as a page says what it is at its head and foot.
    """

    def __init__(self, files: ModelFiles) -> None:
        """Raises ``ProblemError``."""
        self._processor, self._frame = _processor(files)
        try:
            black, white = (self._made(Image.new("RGB", (64, 48), colour)) for colour in ("black", "white"))
        except Exception as error:  # as in loading
            raise does_not_fit(files, "its preprocessor_config.json does not fit", type(error).__name__) from error
        self.shape = (black.shape[-2], black.shape[-1])
        self._black = black[:, :1, :1]
        self._step = (white - black)[:, :1, :1] / 255

    def pixels(self, jpeg: bytes) -> torch.Tensor:
        """A JPEG as float32 (channels, rows, columns)."""
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            return self._made(picture.convert("RGB"))

    def levels(self, dots: torch.Tensor) -> torch.Tensor:
        """Pictures of any size, uint8 (pictures, rows, columns, channels), in the numbers that the model knows:
        float32 (pictures, channels, rows, columns)."""
        return torch.addcmul(self._black, dots.permute(0, 3, 1, 2).float(), self._step)

    def save(self, folder: Path) -> None:
        """Write preprocessor_config.json."""
        self._processor.save_pretrained(folder)  # type: ignore[attr-defined]

    def _made(self, picture: Image.Image) -> torch.Tensor:
        made = self._processor(picture, return_tensors="np", **self._frame)
        return torch.from_numpy(np.ascontiguousarray(made["pixel_values"][0], np.float32))


@dataclass(frozen=True, slots=True)
class Sight:
    """What is read off what a network puts out.

    ``prefix`` tokens (class token, registers) stand before those of the patches; ``pooler``: its pooling was learned.
    """

    views: tuple[View, ...]
    prefix: int
    pooler: bool

    def of(self, seen: object) -> dict[View, torch.Tensor]:
        """(pictures, size) a view, rows of length 1 (L2), float32."""
        found = _each_view(seen, self.prefix, pooler=self.pooler)
        return {view: torch.nn.functional.normalize(found[view].float(), dim=1) for view in self.views}


def sight_of(files: ModelFiles, network: torch.nn.Module, form: PictureForm, *, pooler: bool) -> Sight:
    """Look once at a grey picture, to see what comes out: nothing in the files says it for all kinds of models.

    Raises ``ProblemError``.
    """
    weight = next(network.parameters())
    pixels = form.levels(torch.full((1, *form.shape, 3), 128, dtype=torch.uint8)).to(weight.device, weight.dtype)
    try:
        with torch.inference_mode():
            seen = network(pixel_values=pixels)
        prefix = _tokens_before_patches(network, seen.last_hidden_state, pixels)
        found = _each_view(seen, prefix, pooler=pooler)
    except (AttributeError, TypeError, ValueError, RuntimeError, KeyError) as error:
        if is_memory(error):
            raise
        raise does_not_fit(files, "it does not look at pictures in a way that Deskhand knows", str(error)) from error
    return Sight(tuple(view for view in View if view in found), prefix, pooler)


def load_network(files: ModelFiles, precision: Precision) -> tuple[torch.nn.Module, bool]:
    """The part of the model that sees, and whether its pooling came with it. Raises ``ProblemError``."""
    try:
        config = AutoConfig.from_pretrained(str(files.folder), trust_remote_code=False, local_files_only=True)
    except Exception as error:
        raise does_not_fit(files, "its config.json does not fit", type(error).__name__) from error
    config = getattr(config, "vision_config", config)  # of a model of pictures and words
    if hasattr(config, "mask_ratio"):
        config.mask_ratio = 0.0  # masked autoencoders hide most of what they see …
    network, loading = load_with_report(files, _TOWERS.get(config.model_type, AutoModel), config=config)
    if hasattr(config, "mask_ratio"):
        network.register_forward_pre_hook(_in_order, with_kwargs=True)
    missing = [name for name in loading["missing_keys"] if not name.startswith("pooler.")]
    pooler = len(missing) == len(loading["missing_keys"])
    if not pooler:
        network.register_module("pooler", None)  # random numbers, which must not be kept as if they had been learned
    return frozen(files, network, missing, loading, precision), pooler


def _in_order(network: Untyped, _: object, told: dict[str, torch.Tensor]) -> tuple[tuple[()], dict[str, torch.Tensor]]:
    """… and see the rest in an order of chance, which changes the last digits: here in that of the picture."""
    pixels, side = told["pixel_values"], network.config.patch_size
    patches = (pixels.shape[-2] // side) * (pixels.shape[-1] // side)
    order = torch.arange(patches, device=pixels.device).expand(len(pixels), patches)
    return (), {"noise": order, **told}


def _each_view(seen: object, prefix: int, *, pooler: bool) -> dict[View, torch.Tensor]:
    states: torch.Tensor = seen.last_hidden_state  # type: ignore[attr-defined]
    pooled = getattr(seen, "pooler_output", None) if pooler else None
    if states.ndim == 4:  # a convolutional network: (pictures, size, rows, columns)
        return {View.MEAN: states.mean(dim=(2, 3))}
    found = {View.CLASS: states[:, 0]} if prefix else {}
    found[View.MEAN] = states[:, prefix:].mean(dim=1)
    if pooled is not None and pooled.shape[-1] == states.shape[-1]:
        found[View.POOLED] = pooled
    return found


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
    """The library's processor, and how it is told to show the whole of a picture."""
    try:
        processor = AutoImageProcessor.from_pretrained(  # type: ignore[no-untyped-call]
            str(files.folder), backend="pil", trust_remote_code=False, local_files_only=True
        )
    except Exception as error:  # as in loading
        raise does_not_fit(files, "its preprocessor_config.json does not fit", type(error).__name__) from error
    if hasattr(processor, "max_num_patches"):
        raise does_not_fit(files, "it takes pictures of any shape (NaFlex). Of SigLIP 2 use one with a fixed size")
    if getattr(processor, "do_pad", False):
        return processor, {"do_pad": False}
    if not getattr(processor, "do_center_crop", False):
        return processor, {}
    crop = processor.crop_size
    return processor, {"do_center_crop": False, "size": {"height": crop["height"], "width": crop["width"]}}
