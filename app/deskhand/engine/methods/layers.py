"""A pretrained model of sounds, unchanged, with learned weights of its layers (SUPERB, Yang et al. 2021).

What tells a bark from a bell is not what tells a seven from a nine, and stands in other layers. So the layers are mixed
by weights of at least 0 that add up to 1, learned together with a linear head on the mixture. Given back is a head on
all layers side by side, as any other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Floats, Lesson, Look, Vectors
from deskhand.engine.methods.method import Head, Option
from deskhand.engine.methods.regression import alone, widened
from deskhand.engine.methods.vectors import OnVectors, Seen, VectorsHead

_ROUNDS = 60  # not quite converged is good enough: what counts is the score on held-out rows
_CLOSE = 1e-6
_EVEN = (
    1 / 3
)  # how much speaks for all layers alike, as a share of what an answer counts: little data learn no extremes


@dataclass(frozen=True, slots=True)
class OnLayers:
    """Options that look at one layer alone learn a head on it, those that look at several their weights, too."""

    method: Method
    options: tuple[Option, ...]

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        heads: list[Head] = []
        for look, same in groupby(options, lambda option: option.look):
            if len(look) == 1:
                heads += OnVectors(self.method, self.options).fit(lesson, list(same))
            else:
                heads += self._mixed(lesson, look, [option.strength for option in same])
        return heads

    def _mixed(self, lesson: Lesson, look: Look, strengths: Sequence[float]) -> list[Head]:
        seen = Seen.of(lesson.inputs, look)
        fitted = _fitted(seen.vectors, len(look), lesson, strengths)
        return [VectorsHead(self.method, look, *seen.back(weights, bias)) for weights, bias in fitted]


def _fitted(
    vectors: Vectors, layers: int, lesson: Lesson, strengths: Sequence[float]
) -> Iterator[tuple[Vectors, Vectors]]:
    """(weights (layers x size, labels), bias (labels)) a strength; each starts from the one before."""
    present = np.unique(lesson.truth).astype(np.int64)
    if len(present) == 1:
        yield from (alone(vectors.shape[1], int(present[0]), len(lesson.labels)) for _ in strengths)
        return
    mixing = _Mixing(vectors, layers, lesson, present)
    place = np.zeros(layers + (mixing.size + 1) * len(present))
    for strength in strengths:
        told = {"maxiter": _ROUNDS, "ftol": _CLOSE}
        place = minimize(mixing.surprise, place, (strength,), "L-BFGS-B", jac=True, options=told).x
        weights, bias = mixing.head(place)
        yield widened(weights, bias, present, len(lesson.labels))


class _Mixing:
    """The loss of logistic regression on a mixture of layers.

    The mixture is always brought to the same mean square: layers that disagree would make it shorter, and so be left
    out for no other reason than the penalty on long weights.
    """

    def __init__(self, vectors: Vectors, layers: int, lesson: Lesson, present: np.ndarray) -> None:
        rows = len(vectors)
        self._layers = layers
        self.size = vectors.shape[1] // layers
        self._flat = np.ascontiguousarray(vectors.reshape(rows, layers, -1).swapaxes(0, 1)).reshape(layers, -1)
        self._products = (self._flat @ self._flat.T).astype(np.float64) / rows
        self._truth = (lesson.truth[:, None] == present).astype(np.float64)
        counts = self._truth.sum(axis=0)
        self._worth = (rows / len(present) / (self._truth @ counts))[:, None] if lesson.balanced else np.ones((rows, 1))

    def surprise(self, place: Floats, strength: float) -> tuple[float, Floats]:
        """What is to be small at ``place``, and its slope there."""
        leaning, weights, bias = self._split(place)
        shares = softmax(leaning)
        length = np.sqrt(shares @ self._products @ shares)
        mixed = ((shares / length).astype(np.float32) @ self._flat).reshape(-1, self.size)
        logarithms = log_softmax((mixed @ weights.astype(np.float32)).astype(np.float64) + bias, axis=1)
        penalty = np.square(weights).sum() / 2 + strength * _EVEN * leaning @ leaning / 2
        loss = penalty - strength * (self._worth * self._truth * logarithms).sum()
        off = strength * self._worth * (np.exp(logarithms) - self._truth)
        narrow = off.astype(np.float32)
        of_mixed = self._flat @ (narrow @ weights.T.astype(np.float32)).ravel() / length
        of_shares = of_mixed - (of_mixed @ shares) * (self._products @ shares) / length**2
        of_leaning = shares * (of_shares - shares @ of_shares) + strength * _EVEN * leaning
        of_weights = (mixed.T @ narrow).astype(np.float64) + weights
        return float(loss), np.concatenate([of_leaning, of_weights.ravel(), off.sum(axis=0)])

    def head(self, place: Floats) -> tuple[Vectors, Vectors]:
        """Weights (layers x size, present labels) and bias on the layers side by side."""
        leaning, weights, bias = self._split(place)
        shares = softmax(leaning)
        shares = shares / np.sqrt(shares @ self._products @ shares)
        spread = np.concatenate([share * weights for share in shares])
        return spread.astype(np.float32), bias.astype(np.float32)

    def _split(self, place: Floats) -> tuple[Floats, Floats, Floats]:
        leaning, rest = place[: self._layers], place[self._layers :]
        head = rest.reshape(self.size + 1, -1)
        return leaning, head[:-1], head[-1]
