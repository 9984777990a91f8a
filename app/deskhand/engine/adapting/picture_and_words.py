"""Pictures and words: which words go with which picture?

CLIP (Radford et al. 2021, "Learning transferable visual models from natural language supervision"): in a batch each
picture is told which of all words are its own, and each words which picture is theirs. Only the network that sees
learns. What reads stays as it is ("locked": Zhai et al. 2022, "LiT", who found one locked side to be better with few
pairs): that of the model itself, if it has one (CLIP, SigLIP), else the starter model.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from deskhand.domain.models import Modality
from deskhand.domain.objectives import PICTURES
from deskhand.engine import shelf
from deskhand.engine.adapting.autoencoder import side_by_side
from deskhand.engine.adapting.patches import grey, no_pictures
from deskhand.engine.adapting.topped import Topped, drawn
from deskhand.engine.adapting.tower import tower_of
from deskhand.engine.encoders.text import load
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.inputs import Rows, Vectors, View
from deskhand.engine.recipe import Precision
from deskhand.engine.trainees.trainee import Batch, Trainee

_SIZE = 256  # of the space where pictures and words meet; CLIP's smallest have 512, for 400 million pairs
_SHARPNESS, _SHARPEST = 1 / 0.07, 100.0  # by which likenesses are multiplied: learned, at most 100 (Radford et al.)


@dataclass(frozen=True, slots=True)
class PictureAndWords:
    """CLIP. Contents are pairs (JPEG, text); ``captions.py`` finds the texts."""

    name: str = "picture-and-words"
    modality: Modality = Modality.PICTURE
    words: str = "telling which words go with which picture: names, captions, text nearby"
    known_from: str = "Contrast of picture and words: CLIP (Radford et al., 2021)"
    fewest: int = PICTURES

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_pictures(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate, as the network knows pictures already; the larger a batch, the harder the question."""
        return Schedule(epochs=10, batch=128, rate=2e-5, decay=0.1, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[tuple[bytes, str]], seed: int) -> Work:
        because = self.misfit(trainee)
        if because:
            raise ValueError(because)
        texts = [" ".join(text.split()) for _, text in contents]
        own = tower_of(trainee, texts)
        with drawn(seed):
            if own is not None:
                return _Match(trainee, contents, own.vectors, _Meeting(own.vectors.shape[1], own.see, own.scale), seed)
            vectors = load(shelf.find(""), Precision.FULL).encode(texts)
            size = side_by_side(trainee, {"pixel_values": grey(trainee)}).shape[1]
            see = torch.nn.Sequential(torch.nn.LayerNorm(size), torch.nn.Linear(size, _SIZE, bias=False))
            return _Match(trainee, contents, vectors, _Meeting(vectors.shape[1], see), seed)


class _Match(Topped):
    top: "_Meeting"

    def __init__(
        self, trainee: Trainee[Any], contents: Sequence[Any], vectors: Vectors, top: "_Meeting", seed: int
    ) -> None:
        super().__init__(trainee, contents, top, seed)
        self._vectors = torch.from_numpy(vectors)
        numbers: dict[str, int] = {}
        self._numbers = torch.tensor([numbers.setdefault(text, len(numbers)) for _, text in contents])

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        pictures = self.trainee.batch([self._contents[row][0] for row in rows], rng)
        return {**pictures, "words": self._vectors[rows], "numbers": self._numbers[rows]}

    def loss(self, prepared: Batch) -> torch.Tensor:
        """Pictures of which the same is said all belong to it."""
        found = self.trainee.vectors(prepared)
        seen = found[View.POOLED] if self.top.pooled else torch.cat([found[view] for view in self.trainee.views], dim=1)
        with torch.autocast(seen.device.type, enabled=False):  # likenesses times 100 need all their digits
            alike = self.top(seen.float(), prepared["words"])
            same = (prepared["numbers"][:, None] == prepared["numbers"]).float()
            truth = same / same.sum(dim=1, keepdim=True)
            each = torch.nn.functional.cross_entropy(alike, truth), torch.nn.functional.cross_entropy(alike.T, truth)
        return (each[0] + each[1]) / 2


class _Meeting(torch.nn.Module):
    """Where pictures and words meet. With ``scale`` both have met before: nothing but the network that sees learns."""

    def __init__(self, size: int, see: torch.nn.Module, scale: float | None = None) -> None:
        super().__init__()
        self.pooled = scale is not None
        self.see = see
        self.read = torch.nn.Identity() if self.pooled else torch.nn.Linear(size, _SIZE, bias=False)
        self.scale = torch.nn.Parameter(torch.tensor(math.log(_SHARPNESS) if scale is None else scale))
        if self.pooled:
            self.requires_grad_(requires_grad=False)

    def forward(self, seen: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
        """(pictures, size) and (texts, size) → how alike they are, (pictures, texts)."""
        places = (torch.nn.functional.normalize(each, dim=1) for each in (self.see(seen), self.read(words)))
        pictures, texts = places
        alike: torch.Tensor = self.scale.exp().clamp(max=_SHARPEST) * pictures @ texts.T
        return alike
