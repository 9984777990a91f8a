"""A model of sounds that can be changed: HuBERT, WavLM, wav2vec 2.0, Whisper's encoder, CLAP, AST."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.engine.encoders.ears import Ears, open_ears, views_of
from deskhand.engine.inputs import Samples, View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.trainees.saving import save_network
from deskhand.engine.trainees.trainee import Batch
from deskhand.engine.trainees.varied_sounds import varied

_FORM = "preprocessor_config.json"
_BY_CHANCE = ("layerdrop", "encoder_layerdrop")  # whole layers left out: then there would be no mean of them


class SoundTrainee:
    """Contents are samples, float32 at 16,000 a second.

    Of a sound that is longer than the network hears at once (30 seconds, CLAP and AST ten) one part is learned from:
    the first, and with ``rng`` any.
    """

    modality = Modality.SOUND

    def __init__(self, files: ModelFiles) -> None:
        """On the main processor. Raises ``ProblemError`` as the encoder does."""
        self.files = files
        torch.manual_seed(0)  # a weight that is missing, and never used, is the same each time
        self.ears: Ears
        self.ears, network = open_ears(files, Precision.FULL)
        self.network = network.requires_grad_(requires_grad=True)
        self.views: tuple[View, ...] = views_of(self.ears)
        _leave_nothing_out(self.network)

    def batch(self, contents: Sequence[Samples], rng: np.random.Generator | None = None) -> Batch:
        """Filled up to the longest of them."""
        sounds = contents if rng is None else [varied(sound, rng) for sound in contents]
        parts = [self._part(sound, rng) for sound in sounds]
        return self.ears.batch(parts, max(self.ears.filled(len(part)) for part in parts))

    def vectors(self, batch: Batch) -> dict[View, torch.Tensor]:
        heard = self.ears.hear(self.network, dict(batch))
        normalize = torch.nn.functional.normalize
        return {view: normalize(each, dim=1) for view, each in zip(self.views, heard, strict=True)}

    def save(self, folder: Path, network: torch.nn.Module | None = None) -> None:
        """Of Whisper and CLAP only what hears is written."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.files.folder / _FORM, folder / _FORM)
        save_network(network or self.network, folder)

    def _part(self, sound: Samples, rng: np.random.Generator | None) -> Samples:
        over = max(0, len(sound) - self.ears.longest)
        start = 0 if rng is None or not over else int(rng.integers(0, over + 1))
        return sound[start : start + self.ears.longest]


def _leave_nothing_out(network: torch.nn.Module) -> None:
    """What the library would hide or leave out by chance while training: by a chance that nobody can repeat."""
    config: Any = network.config
    for name in _BY_CHANCE:
        if hasattr(config, name):
            setattr(config, name, 0.0)
    if hasattr(config, "apply_spec_augment"):
        config.apply_spec_augment = False
