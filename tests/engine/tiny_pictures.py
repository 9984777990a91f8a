"""Tiny models of pictures with random weights, of the real classes of each family, as their makers publish them."""

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import (
    BitImageProcessorPil,
    CLIPConfig,
    CLIPImageProcessorPil,
    CLIPModel,
    ConvNextConfig,
    ConvNextImageProcessorPil,
    ConvNextModel,
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    Owlv2Config,
    Owlv2ForObjectDetection,
    Owlv2ImageProcessorPil,
    Siglip2Config,
    Siglip2ImageProcessorPil,
    Siglip2Model,
    SiglipConfig,
    SiglipImageProcessorPil,
    SiglipModel,
    ViTConfig,
    ViTForImageClassification,
    ViTImageProcessorPil,
    ViTMAEConfig,
    ViTMAEForPreTraining,
    ViTModel,
)

_SMALL = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
_SEES = {**_SMALL, "image_size": 32, "patch_size": 8}
_READS = {**_SMALL, "vocab_size": 64, "max_position_embeddings": 16}
_SQUARE = {"height": 32, "width": 32}


def vit(folder: Path) -> None:
    ViTModel(ViTConfig(**_SEES)).save_pretrained(folder)
    ViTImageProcessorPil(size=_SQUARE).save_pretrained(folder)


def vit_that_names(folder: Path) -> None:
    """A model with a head for categories of its own, and so without a pooler."""
    ViTForImageClassification(ViTConfig(**_SEES, num_labels=5)).save_pretrained(folder)
    ViTImageProcessorPil(size=_SQUARE).save_pretrained(folder)


def dinov2(folder: Path) -> None:
    Dinov2Model(Dinov2Config(**_SEES)).save_pretrained(folder)
    BitImageProcessorPil(size={"shortest_edge": 40}, crop_size=_SQUARE).save_pretrained(folder)


def dinov2_with_registers(folder: Path) -> None:
    Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**_SEES, num_register_tokens=4)).save_pretrained(folder)
    BitImageProcessorPil(size={"shortest_edge": 40}, crop_size=_SQUARE).save_pretrained(folder)


def vit_mae(folder: Path) -> None:
    decoder = {"decoder_hidden_size": 16, "decoder_num_hidden_layers": 1, "decoder_num_attention_heads": 2}
    ViTMAEForPreTraining(ViTMAEConfig(**_SEES, **decoder, decoder_intermediate_size=32)).save_pretrained(folder)
    ViTImageProcessorPil(size=_SQUARE).save_pretrained(folder)


def clip(folder: Path) -> None:
    CLIPModel(CLIPConfig(text_config=_READS, vision_config=_SEES, projection_dim=16)).save_pretrained(folder)
    CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=_SQUARE).save_pretrained(folder)


def siglip(folder: Path) -> None:
    SiglipModel(SiglipConfig(text_config=_READS, vision_config=_SEES)).save_pretrained(folder)
    SiglipImageProcessorPil(size=_SQUARE).save_pretrained(folder)


def convnext(folder: Path) -> None:
    ConvNextModel(ConvNextConfig(hidden_sizes=[8, 16], depths=[1, 1], num_stages=2, image_size=32)).save_pretrained(
        folder
    )
    ConvNextImageProcessorPil(size={"shortest_edge": 32}).save_pretrained(folder)


def clip_of_laion(folder: Path) -> None:
    """With places by number among its weights, as those that LAION brought over from OpenCLIP have them."""
    clip(folder)
    weights = load_file(folder / "model.safetensors")
    weights["vision_model.embeddings.position_ids"] = torch.arange(17)[None]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})


def siglip2(folder: Path) -> None:
    """Of a fixed size it is a SigLIP, of another size for words."""
    reads = {**_READS, "vocab_size": 96, "projection_size": 32}
    SiglipModel(SiglipConfig(text_config=reads, vision_config=_SEES)).save_pretrained(folder)
    SiglipImageProcessorPil(size=_SQUARE, resample=2).save_pretrained(folder)


def siglip2_of_any_shape(folder: Path) -> None:
    """NaFlex: it cuts pictures into pieces of their own shape."""
    sees = {**_SMALL, "patch_size": 8, "num_patches": 16}
    Siglip2Model(Siglip2Config(text_config=_READS, vision_config=sees)).save_pretrained(folder)
    Siglip2ImageProcessorPil(patch_size=8, max_num_patches=16).save_pretrained(folder)


def owlv2(folder: Path) -> None:
    """With all that it finds things with."""
    Owlv2ForObjectDetection(Owlv2Config(text_config=_READS, vision_config=_SEES, projection_dim=16)).save_pretrained(
        folder
    )
    Owlv2ImageProcessorPil(size=_SQUARE).save_pretrained(folder)


FAMILIES: dict[str, Callable[[Path], None]] = {
    made.__name__: made
    for made in (vit, vit_that_names, dinov2, dinov2_with_registers, vit_mae, clip, siglip, convnext)
}

PUBLISHED: dict[str, Callable[[Path], None]] = {made.__name__: made for made in (clip_of_laion, siglip2, owlv2)}
"""Others, and with all that their makers publish."""


def make(family: str, folder: Path) -> Path:
    """The model of a family in ``folder``, always the same."""
    torch.manual_seed(0)
    (FAMILIES | PUBLISHED)[family](folder)
    return folder
