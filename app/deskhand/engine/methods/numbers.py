"""The same three methods for numbers: the usual one (median), and ridge regression on word counts or embeddings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import Ridge

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Lesson, Vectors
from deskhand.engine.methods.commonest import CommonestHead
from deskhand.engine.methods.method import Head
from deskhand.engine.methods.model import ModelHead
from deskhand.engine.methods.regression import Features
from deskhand.engine.methods.words import WordsHead, learn_words


@dataclass(frozen=True, slots=True)
class UsualNumber:
    method: Method = Method.COMMONEST
    strengths: tuple[float, ...] = (1.0,)

    def fit(self, lesson: Lesson, strengths: Sequence[float]) -> list[Head]:
        head = CommonestHead(np.array([np.median(lesson.truth)], np.float32))
        return [head for _ in strengths]


@dataclass(frozen=True, slots=True)
class WordNumbers:
    method: Method = Method.WORDS
    strengths: tuple[float, ...] = (0.3, 1.0, 3.0)

    def fit(self, lesson: Lesson, strengths: Sequence[float]) -> list[Head]:
        vectorizer, features = learn_words(lesson.inputs.texts)
        words = tuple(vectorizer.get_feature_names_out())
        importance = vectorizer.idf_.astype(np.float32)
        return [WordsHead(words, importance, weights, bias) for weights, bias in _ridges(features, lesson, strengths)]


@dataclass(frozen=True, slots=True)
class ModelNumbers:
    method: Method = Method.MODEL
    strengths: tuple[float, ...] = (0.1, 0.3, 1.0, 3.0, 10.0)

    def fit(self, lesson: Lesson, strengths: Sequence[float]) -> list[Head]:
        return [ModelHead(weights, bias) for weights, bias in _ridges(lesson.inputs.vectors, lesson, strengths)]


def _ridges(features: Features, lesson: Lesson, strengths: Sequence[float]) -> Iterator[tuple[Vectors, Vectors]]:
    """(weights (features, 1), bias (1)) a strength; the strength is 1 / alpha."""
    for strength in strengths:
        ridge = Ridge(alpha=1 / strength).fit(features, lesson.truth.astype(np.float32))
        yield np.asarray(ridge.coef_, np.float32)[:, None], np.array([ridge.intercept_], np.float32)
