"""Made-up lessons with vectors of our own, so that tests of learning need no model."""

import numpy as np

from deskhand.engine.inputs import Inputs, Lesson, View

SIZE = 24


def inputs_of(truth: np.ndarray, telling: float, seed: int = 0, words: bool = True) -> Inputs:
    """One row an answer. ``telling`` is how far the vectors of two categories lie apart (0: they tell nothing);
    with ``words`` the texts name their category."""
    random = np.random.default_rng(seed)
    middles = np.random.default_rng(1).normal(size=(int(truth.max()) + 1, SIZE))
    vectors = telling * middles[truth] + random.normal(size=(len(truth), SIZE))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    noise = random.integers(0, 50, (len(truth), 4))
    texts = [
        " ".join(f"w{word}" for word in row) + (f" about{kind}" if words else "")
        for row, kind in zip(noise, truth, strict=True)
    ]
    return Inputs(texts, {View.TEXT: vectors.astype(np.float32)})


def choice(counts: list[int], telling: float = 1.0, *, words: bool = False, groups: list[int] | None = None) -> Lesson:
    """``counts`` answers of the categories A, B, C …"""
    truth = np.repeat(np.arange(len(counts)), counts).astype(np.int64)
    labels = tuple(chr(65 + number) if len(counts) <= 26 else f"category {number}" for number in range(len(counts)))
    rows = np.arange(len(truth))
    return Lesson(
        inputs_of(truth, telling, words=words), truth, labels, np.array(groups) if groups else rows, rows + 100
    )


def numbers(count: int, noise: float = 0.1) -> Lesson:
    """Numbers that the vectors tell, up to the noise."""
    random = np.random.default_rng(0)
    vectors = random.normal(size=(count, SIZE)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    truth = 10 + 20 * vectors[:, 0].astype(np.float64) + noise * random.normal(size=count)
    rows = np.arange(count)
    return Lesson(Inputs([f"text {row}" for row in rows], {View.TEXT: vectors}), truth, ("",), rows, rows + 100)
