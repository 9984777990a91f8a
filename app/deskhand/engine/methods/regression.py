"""Logistic regression for several strengths at once, spread over all categories."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import solve_triangular
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from deskhand.engine.inputs import Lesson, Vectors

Features: TypeAlias = Vectors | sparse.csr_matrix
_NEVER = -30.0  # the logit of a category without an example: e^-30 of a chance
_ROUNDS = 300
_MANY_ROWS = 2000  # from here on a sparse matrix is quicker than a square one
_TINY = 1e-6


def regressions(features: Features, lesson: Lesson, strengths: Sequence[float]) -> Iterator[tuple[Vectors, Vectors]]:
    """(weights (features, labels), bias (labels)) a strength; each starts from the one before.

    ``features`` is a dense or sparse (rows, features) matrix of float32.
    """
    present: NDArray[np.int64] = np.unique(lesson.truth).astype(np.int64)
    categories = len(lesson.labels)
    if len(present) == 1:
        yield from (alone(features.shape[1], int(present[0]), categories) for _ in strengths)
        return
    weight = "balanced" if lesson.balanced else None
    regression = LogisticRegression(max_iter=_ROUNDS, warm_start=True, class_weight=weight)
    narrow, widen = _narrowed(features)
    for strength in strengths:
        regression.set_params(C=strength)
        with warnings.catch_warnings():
            # Not quite converged is good enough here: what counts is the score on the held-out rows.
            warnings.simplefilter("ignore", ConvergenceWarning)
            warnings.filterwarnings("ignore", "The number of unique classes")  # two messages a category are usual here
            regression.fit(narrow, lesson.truth)
        weights, bias = _spread(regression, present, categories)
        yield widen(weights), bias


def _narrowed(features: Features) -> tuple[Features, Callable[[Vectors], Vectors]]:
    """The same task in as many columns as rows, where those are fewer, and the way back from its weights.

    The best weights are a sum of rows (representer theorem), so the products of the rows with each other say all
    there is to know. With 150 categories this learns word counts four times as fast, with the same result.
    """
    rows, columns = features.shape
    if rows >= columns or rows > _MANY_ROWS:
        return features, lambda weights: weights
    exact: Any = features.astype(np.float64)  # in float32 the products of like rows may come out below nothing
    products = exact @ exact.T
    dense: NDArray[np.float64] = products.toarray() if sparse.issparse(products) else products
    square = np.linalg.cholesky(dense + _TINY * np.eye(rows))  # two rows may be the same

    def widen(weights: Vectors) -> Vectors:
        return np.asarray(features.T @ solve_triangular(square, weights, trans="T", lower=True), np.float32)

    return square.astype(np.float32), widen


def alone(features: int, only: int, categories: int) -> tuple[Vectors, Vectors]:
    """The head for ``only`` one category that was ever answered."""
    bias = np.full(categories, _NEVER, np.float32)
    bias[only] = 0
    return np.zeros((features, categories), np.float32), bias


def _spread(regression: LogisticRegression, present: NDArray[np.int64], categories: int) -> tuple[Vectors, Vectors]:
    """The regression's columns in their places among all categories. Two categories share one column there."""
    columns, shift = regression.coef_.T, regression.intercept_
    if len(present) == 2:
        columns = np.hstack([-columns / 2, columns / 2])
        shift = np.concatenate([-shift / 2, shift / 2])
    return widened(columns, shift, present, categories)


def widened(columns: Vectors, shift: Vectors, present: NDArray[np.int64], categories: int) -> tuple[Vectors, Vectors]:
    """Columns of the ``present`` categories in their places among all."""
    weights = np.zeros((columns.shape[0], categories), np.float32)
    bias = np.full(categories, _NEVER, np.float32)
    weights[:, present], bias[present] = columns, shift
    return weights, bias
