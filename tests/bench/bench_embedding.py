"""Embedding short messages, beside SentenceTransformer.encode with its defaults, in one run.

Predictions are those of a LogisticRegression trained on half of each one's own embeddings, about the other half.

    PYTHONPATH=app OMP_WAIT_POLICY=PASSIVE python tests/bench/bench_embedding.py
"""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression

from deskhand.engine import shelf
from deskhand.engine.encoders.measuring import recipe_for
from deskhand.engine.encoders.text import load
from deskhand.engine.threads import one_thread

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROUNDS = 3


def seconds(encode: Callable[[list[str]], np.ndarray], texts: list[str]) -> tuple[float, np.ndarray]:
    started = time.perf_counter()
    vectors = encode(texts)
    return time.perf_counter() - started, vectors


def compare(name: str, texts: list[str], answers: np.ndarray) -> None:
    files = shelf.find()
    recipe = recipe_for(files)
    ours, theirs = load(files, recipe.precision).encode, SentenceTransformer(str(files.folder), device="cpu").encode
    ours(texts[:100])
    theirs(texts[:100])
    rounds = [(seconds(ours, texts), seconds(theirs, texts)) for _ in range(ROUNDS)]
    fast, slow = min(mine[0] for mine, _ in rounds), min(other[0] for _, other in rounds)
    vectors, reference = rounds[0][0][1], rounds[0][1][1]
    half = np.arange(len(texts)) % 2 == 0
    with one_thread():
        said = [
            LogisticRegression(C=30, max_iter=500).fit(one[half], answers[half]).predict(one[~half])
            for one in (vectors, reference)
        ]
    print(
        f"{name}: {len(texts)} texts, {recipe.precision}: {len(texts) / fast:.0f}/s, SentenceTransformer"
        f" {len(texts) / slow:.0f}/s, {slow / fast:.2f} times; cosine at least"
        f" {np.sum(vectors * reference, axis=1).min():.4f}; {100 * np.mean(said[0] == said[1]):.2f} % agree;"
        f" right {100 * np.mean(said[0] == answers[~half]):.2f} and {100 * np.mean(said[1] == answers[~half]):.2f} %",
        flush=True,
    )


if __name__ == "__main__":
    messages = pd.read_csv(DATA / "intents" / "messages.csv", dtype=str, keep_default_na=False)
    chosen = messages[messages.Split == "train"].sample(4000, random_state=0)
    compare("intents, Domain", chosen.Message.tolist(), chosen.Domain.to_numpy())
    compare("intents, Intent", chosen.Message.tolist(), chosen.Intent.to_numpy())
    tickets = pd.read_csv(DATA / "tickets" / "tickets.csv", dtype=str, keep_default_na=False).sample(
        1000, random_state=0
    )
    compare("tickets, Category", (tickets.Title + "\n\n" + tickets.Message).tolist(), tickets.Category.to_numpy())
