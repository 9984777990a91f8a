"""Word counts (TF-IDF of single words and pairs) and logistic regression: needs no pretrained model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import Inputs, Lesson, Look, Vectors
from deskhand.engine.methods.method import Head, Option, Tensors, strengths
from deskhand.engine.methods.regression import Features, regressions

_WORD = r"(?u)\w+|[^\w\s]"
_MOST_WORDS = 30_000
_MANY_TEXTS = 3000  # from here on a word that occurs once is left out


def counter(
    words: Sequence[str] | None = None, importance: Vectors | None = None, rare_from: int = 1
) -> TfidfVectorizer:
    """Counts single words and pairs; signs and emoji are words too.

    ``words`` and ``importance`` restore one that has learned.
    """
    vectorizer = TfidfVectorizer(
        ngram_range=(1, 2),
        token_pattern=_WORD,
        sublinear_tf=True,
        min_df=rare_from,
        max_features=_MOST_WORDS,
        dtype=np.float32,
        vocabulary=None if words is None else list(words),
    )
    if importance is not None:
        vectorizer.idf_ = importance
    return vectorizer


def learn_words(texts: Sequence[str]) -> tuple[TfidfVectorizer, Features]:
    """A counter that has learned the words of ``texts``, and their sparse features (texts, words)."""
    vectorizer = counter(rare_from=2 if len(texts) > _MANY_TEXTS else 1)
    return vectorizer, vectorizer.fit_transform(texts)


@dataclass(frozen=True, slots=True)
class WordsHead:
    """``importance`` (words): inverse document frequency. ``weights`` (words, categories), ``bias`` (categories)."""

    words: tuple[str, ...]
    importance: Vectors
    weights: Vectors
    bias: Vectors
    method: Method = Method.WORDS
    look: Look = ()

    def apply(self, inputs: Inputs) -> Vectors:
        features = counter(self.words, self.importance).transform(inputs.texts)
        return np.asarray(features @ self.weights + self.bias, np.float32)

    def tensors(self) -> Tensors:
        return {"importance": self.importance, "weights": self.weights, "bias": self.bias}


@dataclass(frozen=True, slots=True)
class WordCounts:
    method: Method = Method.WORDS
    options: tuple[Option, ...] = strengths(30.0)  # best of 3, 10, 30 on every set tried; each more costs seconds

    def fit(self, lesson: Lesson, options: Sequence[Option]) -> list[Head]:
        vectorizer, features = learn_words(lesson.inputs.texts)
        words = tuple(vectorizer.get_feature_names_out())
        importance = vectorizer.idf_.astype(np.float32)
        fitted = regressions(features, lesson, [option.strength for option in options])
        return [WordsHead(words, importance, weights, bias) for weights, bias in fitted]


def reasons(head: WordsHead, text: str, column: int | None = None) -> tuple[int, tuple[str, ...]]:
    """The words (and pairs) of ``text`` that spoke for one category rather than the others, the strongest first.

    ``column`` is the category, ``None``: the likeliest. A word speaks for it as far as its weight is above the mean of
    all categories. Signs are left out: nobody sees a reason in a comma. Gives the column, too.
    """
    features = counter(head.words, head.importance).transform([text])
    if column is None:
        column = int(np.asarray(features @ head.weights + head.bias).argmax())
    found = features.indices
    spoke = features.data * (head.weights[found, column] - head.weights[found].mean(axis=1))
    order = np.argsort(-spoke, kind="stable")
    words = (head.words[found[place]] for place in order if spoke[place] > 0)
    return column, tuple(word for word in words if all(part.isalnum() for part in word.split(" ")))
