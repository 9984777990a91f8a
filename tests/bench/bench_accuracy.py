"""Accuracy of what Deskhand learns, beside the plain reference: MiniLM embeddings, scikit-learn's LogisticRegression,
best C of {1, 10, 30, 100} by 5-fold cross-validation. Same texts, same split; tested on texts that neither has seen.

    PYTHONPATH=app python tests/bench/bench_accuracy.py [full]
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold

from deskhand.engine import choices, shelf
from deskhand.engine.embedding import Embedder
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.threads import one_thread
from deskhand.storage.embeddings import EmbeddingCache

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True)
class Exam:
    """Rows of a table to learn one column from, and rows to be tested on."""

    name: str
    texts: list[str]
    answers: np.ndarray
    learn: np.ndarray
    test: np.ndarray


def intents(per_category: int | None, seed: int) -> Iterator[Exam]:
    """``per_category`` messages of each intent, or all that are meant for learning."""
    table = pd.read_csv(DATA / "intents" / "messages.csv", dtype=str, keep_default_na=False)
    rows = table[table.Split == "train"]
    if per_category:
        rows = rows.groupby("Intent").sample(per_category, random_state=seed)
    test = np.flatnonzero(table.Split == "test")
    for column in ("Intent", "Domain"):
        name = f"intents {column}, {per_category or 'all'} per intent, seed {seed}"
        yield Exam(name, table.Message.tolist(), table[column].to_numpy(), rows.index.to_numpy(), test)


def tickets(count: int, seed: int) -> Iterator[Exam]:
    table = pd.read_csv(DATA / "tickets" / "tickets.csv", dtype=str, keep_default_na=False)
    texts = (table.Title + "\n\n" + table.Message).tolist()
    order = np.random.default_rng(seed).permutation(len(table))
    for column in ("Category", "Urgency", "Ticket type"):
        yield Exam(
            f"tickets {column}, {count}, seed {seed}", texts, table[column].to_numpy(), order[:count], order[count:]
        )


def reference(vectors: Vectors, answers: np.ndarray) -> GridSearchCV:
    with one_thread():
        folds = StratifiedKFold(5, shuffle=True, random_state=0)
        return GridSearchCV(LogisticRegression(max_iter=1000), {"C": [1, 10, 30, 100]}, cv=folds).fit(vectors, answers)


def compare(exam: Exam, embedder: Embedder) -> None:
    learn, test = (embedder.embed([exam.texts[row] for row in rows]) for rows in (exam.learn, exam.test))
    labels, truth = np.unique(exam.answers[exam.learn], return_inverse=True)
    rows = np.arange(len(exam.learn))
    inputs = Inputs([exam.texts[row] for row in exam.learn], {View.TEXT: learn})
    started = time.perf_counter()
    study = choices.study(Lesson(inputs, truth.astype(np.int64), tuple(labels), rows, rows))
    seconds = time.perf_counter() - started
    said = labels[study.head.apply(Inputs([exam.texts[row] for row in exam.test], {View.TEXT: test})).argmax(axis=1)]
    plain = reference(learn, exam.answers[exam.learn])
    ours, theirs = np.mean(said == exam.answers[exam.test]), np.mean(plain.predict(test) == exam.answers[exam.test])
    score = study.evaluation.score
    print(
        f"{exam.name:45} ours {100 * ours:5.2f}  reference {100 * theirs:5.2f} (C {plain.best_params_['C']})"
        f"  {study.evaluation.method.value:9} report card {100 * score.right / score.of:5.1f}"
        f" [{100 * score.low:.0f}–{100 * score.high:.0f}]  {seconds:.1f} s",
        flush=True,
    )


def exams(full: bool) -> Iterator[Exam]:
    for seed in (0, 1, 2):
        yield from intents(8, seed)
    yield from tickets(1000, 0)
    yield from tickets(300, 1)
    if full:
        yield from intents(None, 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        embedder = Embedder(shelf.find(), EmbeddingCache(Path(folder) / "embeddings.db"))
        for exam in exams("full" in sys.argv):
            compare(exam, embedder)
