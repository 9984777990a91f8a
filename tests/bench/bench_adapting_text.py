"""Whether MiniLM gains by reading the messages of ``intents`` first, without answers: what the gate would decide.

The test items are out of what is read, and the folds are drawn before. Frozen embeddings and logistic regression, at 8
answers a category, from the model as it was and from the one that has read, on the same splits.

    PYTHONPATH=app python tests/bench/bench_adapting_text.py [OBJECTIVE] [MINUTES] [SEED]

OBJECTIVE: masked-words (if none is named), masked-words-static, denoising or simcse. MINUTES of training at most (20);
the learning rate falls to nothing by then.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from deskhand.domain.courses import detectable
from deskhand.engine import adapting, devices, folds, shelf
from deskhand.engine.adapting.health import look
from deskhand.engine.adapting.pool import pool_of, text_copies
from deskhand.engine.embedding import Embedder
from deskhand.engine.finetuning import Processor, Schedule, Step, Work, train
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.learning import others
from deskhand.engine.methods.regression import regressions
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.winning import compare
from deskhand.storage.embeddings import EmbeddingCache

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PER_CATEGORY, STRENGTH, SEEDS = 8, 30.0, 3


def exam() -> tuple[list[str], np.ndarray, list[str]]:
    """Texts and answers that are tested, 8 and 2 a category; and all other messages that may be read."""
    table = pd.read_csv(DATA / "intents" / "messages.csv", dtype=str, keep_default_na=False)
    asked = table[table.Split == "train"].groupby("Intent").sample(PER_CATEGORY + 2, random_state=0)
    order = [*asked.index, *table.index.difference(asked.index)]
    messages = table.Message[order].tolist()
    pool = pool_of(len(messages), text_copies(messages), tuple(range(len(asked))))
    print(f"{len(asked):,} answers; {len(pool.rows):,} messages to read", flush=True)
    print(f"left out: {pool.like_tested} that are like one of these answers, {pool.copies} that are there already")
    truth = np.unique(asked.Intent, return_inverse=True)[1]
    return messages[: len(asked)], truth.astype(np.int64), [messages[row] for row in pool.rows]


def marks(vectors: Vectors, texts: list[str], truth: np.ndarray, split: folds.Folds) -> list[np.ndarray]:
    """Right (1) or wrong (0) for each tested row, a fold at a time; 8 answers a category are learned from."""
    rows = np.arange(len(truth))
    labels = tuple(str(number) for number in range(truth.max() + 1))
    lesson = Lesson(Inputs(texts, {View.TEXT: vectors}), truth, labels, rows, rows)
    right = []
    for number in folds.tested(split):
        part = np.flatnonzero(split == number)
        ((weights, bias),) = regressions(vectors[others(lesson, part)], lesson.take(others(lesson, part)), [STRENGTH])
        right.append(((vectors[part] @ weights + bias).argmax(axis=1) == truth[part]).astype(np.float64))
    return right


def fitting(work: Work, schedule: Schedule, minutes: float) -> Schedule:
    """As often through as there is time for, by the time that the first batches take on a copy of the schedule."""
    batches, device = work.batches(0, schedule.batch)[:6], devices.best()
    work.module.to(device)
    started = time.perf_counter()
    for rows in batches:
        prepared = work.prepare(rows, np.random.default_rng(0))
        work.loss({name: each.to(device) for name, each in prepared.items()}).backward()
    each = 1.3 * (time.perf_counter() - started) / len(batches)
    through = each * len(work.batches(0, schedule.batch)) / 60
    print(f"about {through:.1f} minutes a time through", flush=True)
    return replace(schedule, epochs=max(1, min(schedule.epochs, int(minutes / through))))


def read_first(name: str, messages: list[str], minutes: float, seed: int, folder: Path) -> None:
    """The model after it has read, in ``folder``."""
    objective = next(one for one in adapting.ALL if one.name == name)
    trainee = TextTrainee(shelf.find())
    before = look(trainee, messages[:500])
    work = objective.work(trainee, messages, seed)
    schedule = fitting(work, objective.schedule(len(messages), seed), minutes)

    def told(step: Step) -> None:
        if step.step % 50 == 0 or step.step == step.of:
            print(f"  {step.step:,} of {step.of:,}  loss {step.loss:.3f}  {step.seconds:.0f} s", flush=True)

    train(work, schedule, Processor(devices.best()), told=told)
    print(f"{objective.name}: {schedule}\nhealth: {before} → {look(trainee, messages[:500])}")
    trainee.save(folder)


def main(name: str, minutes: float, seed: int) -> None:
    texts, truth, messages = exam()
    splits = [folds.stratified(truth, np.arange(len(truth)), number) for number in range(SEEDS)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        read_first(name, messages, minutes, seed, folder / "model")
        cache = EmbeddingCache(folder / "embeddings.db")
        right = [
            [mark for split in splits for mark in marks(Embedder(files, cache).embed(texts), texts, truth, split)]
            for files in (shelf.find(), shelf.find(str(folder / "model")))
        ]
        cache.close()
    found = compare(right[1], right[0], share=0.25)
    shares = [100 * np.mean(np.concatenate(each)) for each in right]
    print(f"as it was {shares[0]:.2f}, having read {shares[1]:.2f}: {found}")
    print(f"{len(truth):,} checked items show a gain from {100 * detectable(len(truth)):.1f} points on")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("masked-words", "20", "0")[len(sys.argv) - 1 :]]
    main(given[0], float(given[1]), int(given[2]))
