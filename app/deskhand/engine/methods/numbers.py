"""The same three methods for numbers: the usual one (median), and ridge regression on word counts or embeddings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from sklearn.linear_model import Ridge

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Lesson, Vectors
from deskhand.engine.methods.commonest import CommonestHead
from deskhand.engine.methods.method import Head, Option, strengths
from deskhand.engine.methods.regression import Features
from deskhand.engine.methods.vectors import Seen, VectorsHead
from deskhand.engine.methods.words import WordsHead, learn_words


@dataclass(frozen=True, slots=True)
class UsualNumber:
    method: Method = Method.COMMONEST
    options: tuple[Option, ...] = strengths(1.0)

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        head = CommonestHead(np.array([np.median(lesson.truth)], np.float32))
        return [head for _ in options]


@dataclass(frozen=True, slots=True)
class WordNumbers:
    method: Method = Method.WORDS
    options: tuple[Option, ...] = strengths(0.3, 1.0, 3.0)

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        vectorizer, features = learn_words(lesson.inputs.texts)
        words = tuple(vectorizer.get_feature_names_out())
        importance = vectorizer.idf_.astype(np.float32)
        fitted = _ridges(features, lesson, [option.strength for option in options])
        return [WordsHead(words, importance, weights, bias) for weights, bias in fitted]


@dataclass(frozen=True, slots=True)
class NumbersOnVectors:
    """``method`` says whose embeddings they are."""

    method: Method
    options: tuple[Option, ...]

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        heads: list[Head] = []
        for eyes, same in groupby(options, lambda option: option.eyes):
            seen = Seen.of(lesson.inputs, *eyes)
            fitted = _ridges(seen.vectors, lesson, [option.strength for option in same])
            heads += [VectorsHead(self.method, eyes[0], *seen.back(weights, bias)) for weights, bias in fitted]
        return heads


def _ridges(features: Features, lesson: Lesson, values: Sequence[float]) -> Iterator[tuple[Vectors, Vectors]]:
    """(weights (features, 1), bias (1)) a strength; the strength is 1 / alpha."""
    for strength in values:
        ridge = Ridge(alpha=1 / strength).fit(features, lesson.truth.astype(np.float32))
        yield np.asarray(ridge.coef_, np.float32)[:, None], np.array([ridge.intercept_], np.float32)
