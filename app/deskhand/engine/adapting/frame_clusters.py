"""Masked frames, named: of each hidden moment of a sound it is told to which group of like moments it belongs.

HuBERT (Hsu et al. 2021, "HuBERT: self-supervised speech representation learning by masked prediction of hidden units"),
its first round: 100 groups, found once by k-means among the moments of the very recordings, by their MFCCs and how
these change. The numbers are those of its base model.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.fft import dct
from sklearn.cluster import MiniBatchKMeans

from deskhand.domain.models import Modality
from deskhand.domain.objectives import RECORDINGS
from deskhand.engine.adapting.frames import Frames, FramesWork, cover_of, frames_of, hear, no_frames, real, spans
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Schedule, Work
from deskhand.engine.trainees.trainee import Batch, Trainee

_BEGIN, _SPAN = 0.08, 10  # half of all frames are hidden
_WIDTH = 256
_SHARPNESS = 0.1  # by which likenesses are divided
_LISTENED, _AT_ONCE = 2000, 8  # recordings that the groups are found among; more change them little
_RATE = 16_000  # samples a second
_BANDS, _COEFFICIENTS, _NEAR = 40, 13, 2  # of MFCCs; frames to each side by which a change is measured
_QUIETEST = 1e-6


@dataclass(frozen=True, slots=True)
class FrameClusters:
    """For networks with convolutions in front."""

    name: str = "frame-clusters"
    modality: Modality = Modality.SOUND
    words: str = "naming hidden moments by the group of sounds that they belong to"
    known_from: str = "Masked prediction of cluster numbers: HuBERT (Hsu et al., 2021)"
    fewest: int = RECORDINGS
    groups: int = 100

    def misfit(self, trainee: Trainee[Any]) -> str:
        return no_frames(trainee)

    def schedule(self, count: int, seed: int) -> Schedule:
        """A fine-tuning rate, as the network knows sounds already; warm-up as in the paper."""
        return Schedule(epochs=10, batch=16, rate=5e-5, warm_up=0.08, seed=seed)

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        frames = frames_of(trainee)
        if frames is None:
            raise ValueError(self.misfit(trainee))
        with drawn(seed):
            ear = _Ear(frames)
            centres = _centres(_moments(trainee, contents, ear, seed), self.groups, seed)
            return _Name(trainee, contents, frames, _Top(trainee.network, frames, ear, centres), seed)


class _Name(FramesWork):
    top: "_Top"

    def loss(self, prepared: Batch) -> torch.Tensor:
        there = real(prepared, self.frames)
        hidden = spans(there, _BEGIN, _SPAN)
        heard = hear(self.trainee.network, prepared, hidden, self.top.cover)
        with torch.autocast(hidden.device.type, enabled=False):  # likenesses by 0.1 need all their digits
            named = self.top(heard.states[hidden])
            return torch.nn.functional.cross_entropy(named, self.top.numbers(prepared["input_values"], there)[hidden])


class _Ear(torch.nn.Module):
    """Moments as 39 numbers: MFCCs and how they change, once and twice. Its windows are the frames of the network."""

    waves: torch.Tensor
    bands: torch.Tensor
    cosines: torch.Tensor

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self.frames = frames
        self._points = 2 ** math.ceil(math.log2(frames.window))
        self.register_buffer("waves", torch.hann_window(frames.window, periodic=False), persistent=False)
        self.register_buffer("bands", _mel_bands(self._points), persistent=False)
        cosines = dct(np.eye(_BANDS), norm="ortho")[:, :_COEFFICIENTS]
        self.register_buffer("cosines", torch.from_numpy(cosines).float(), persistent=False)

    def forward(self, samples: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """(recordings, samples) → (recordings, frames, 39); the mean of the frames that are ``there`` is 0, so that
        neither loudness nor the line counts."""
        windows = samples.float().unfold(1, self.frames.window, self.frames.hop) * self.waves
        power = torch.fft.rfft(windows, n=self._points).abs() ** 2
        coefficients = (power @ self.bands).clamp(min=_QUIETEST).log() @ self.cosines
        weights = there[..., None].float()
        mean = (coefficients * weights).sum(1, keepdim=True) / weights.sum(1, keepdim=True).clamp(min=1)
        coefficients = coefficients - mean
        once = _change(coefficients)
        return torch.cat([coefficients, once, _change(once)], dim=2)


class _Top(torch.nn.Module):
    centres: torch.Tensor

    def __init__(self, network: torch.nn.Module, frames: Frames, ear: _Ear, centres: torch.Tensor) -> None:
        super().__init__()
        self.cover = cover_of(network, frames.size)
        self.guess = torch.nn.Linear(frames.size, _WIDTH)
        self.names = torch.nn.Parameter(torch.rand(len(centres), _WIDTH))
        self.ear = ear
        self.register_buffer("centres", centres)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """(frames, size) → (frames, groups): how like each group's name."""
        found = torch.nn.functional.normalize(self.guess(states), dim=1)
        return found @ torch.nn.functional.normalize(self.names, dim=1).T / _SHARPNESS

    def numbers(self, samples: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """(recordings, samples) → the number of the nearest group a frame."""
        with torch.no_grad():
            return torch.cdist(self.ear(samples, there), self.centres[None]).argmin(dim=2)


def _moments(trainee: Trainee[Any], contents: Sequence[Any], ear: _Ear, seed: int) -> NDArray[np.float32]:
    """(frames, 39): those of some of the contents."""
    count = min(len(contents), _LISTENED)
    some = np.random.default_rng(seed).choice(len(contents), count, replace=False)
    heard = []
    for start in range(0, count, _AT_ONCE):
        batch = trainee.batch([contents[row] for row in some[start : start + _AT_ONCE]])
        there = real(batch, ear.frames)
        heard.append(ear(batch["input_values"], there)[there].numpy())
    return np.concatenate(heard)


def _centres(moments: NDArray[np.float32], groups: int, seed: int) -> torch.Tensor:
    """(groups, 39)."""
    means = MiniBatchKMeans(min(groups, len(moments)), random_state=seed, batch_size=4096, n_init=3).fit(moments)
    return torch.from_numpy(means.cluster_centers_.astype(np.float32))


def _change(moments: torch.Tensor) -> torch.Tensor:
    """The slope through two frames to each side, as is usual (Furui 1986)."""
    padded = torch.nn.functional.pad(moments.transpose(1, 2), (_NEAR, _NEAR), mode="replicate").transpose(1, 2)
    steps = range(1, _NEAR + 1)
    count = moments.shape[1]
    slopes = [step * (padded[:, _NEAR + step :][:, :count] - padded[:, _NEAR - step :][:, :count]) for step in steps]
    return torch.stack(slopes).sum(dim=0) / (2 * sum(step**2 for step in steps))


def _mel_bands(points: int) -> torch.Tensor:
    """(points / 2 + 1, bands): triangles that are equally wide to the ear (mel, O'Shaughnessy 1987)."""
    pitches = np.linspace(0, 2595 * np.log10(1 + _RATE / 2 / 700), _BANDS + 2)
    edges = 700 * (10 ** (pitches / 2595) - 1)
    waves = np.fft.rfftfreq(points, 1 / _RATE)[:, None]
    rising, falling = (waves - edges[:-2]) / np.diff(edges)[:-1], (edges[2:] - waves) / np.diff(edges)[1:]
    return torch.from_numpy(np.maximum(0, np.minimum(rising, falling))).float()
