"""Logistic regression for several strengths at once, spread over all categories."""

import warnings
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from deskhand.engine.inputs import Lesson, Vectors

Features: TypeAlias = Vectors | sparse.csr_matrix
_NEVER = -30.0  # the logit of a category without an example: e^-30 of a chance
_ROUNDS = 300


def regressions(features: Features, lesson: Lesson, strengths: Sequence[float]) -> Iterator[tuple[Vectors, Vectors]]:
    """(weights (features, labels), bias (labels)) a strength; each starts from the one before.

    ``features`` is a dense or sparse (rows, features) matrix of float32.
    """
    present: NDArray[np.int64] = np.unique(lesson.truth).astype(np.int64)
    categories = len(lesson.labels)
    if len(present) == 1:
        yield from (_alone(features.shape[1], int(present[0]), categories) for _ in strengths)
        return
    weight = "balanced" if lesson.balanced else None
    regression = LogisticRegression(max_iter=_ROUNDS, warm_start=True, class_weight=weight)
    for strength in strengths:
        regression.set_params(C=strength)
        with warnings.catch_warnings():
            # Not quite converged is good enough here: what counts is the score on the held-out rows.
            warnings.simplefilter("ignore", ConvergenceWarning)
            warnings.filterwarnings("ignore", "The number of unique classes")  # two messages a category are usual here
            regression.fit(features, lesson.truth)
        yield _spread(regression, present, categories)


def _alone(features: int, only: int, categories: int) -> tuple[Vectors, Vectors]:
    bias = np.full(categories, _NEVER, np.float32)
    bias[only] = 0
    return np.zeros((features, categories), np.float32), bias


def _spread(regression: LogisticRegression, present: NDArray[np.int64], categories: int) -> tuple[Vectors, Vectors]:
    """The regression's columns in their places among all categories. Two categories share one column there."""
    columns, shift = regression.coef_.T, regression.intercept_
    if len(present) == 2:
        columns = np.hstack([-columns / 2, columns / 2])
        shift = np.concatenate([-shift / 2, shift / 2])
    weights = np.zeros((columns.shape[0], categories), np.float32)
    bias = np.full(categories, _NEVER, np.float32)
    weights[:, present], bias[present] = columns, shift
    return weights, bias
