"""Whether text and picture together are at least as good as the better of the two, on the sample and on mixed sets.

python tests/bench/bench_documents.py [MODEL]: a model of pictures. The mixed sets are made of public parts: the words
of messages (`intents`) beside photos (`photos-recycling`), in three ways: the words alone tell the category, the
picture alone does, or each tells one half of it.
"""

import csv
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from bench_pictures import DATA, pictures_of
from sklearn.model_selection import StratifiedShuffleSplit

from deskhand.cli.main import main as deskhand
from deskhand.engine import choices, folds, shelf
from deskhand.engine.embedding import Embedder
from deskhand.engine.inputs import Inputs, Lesson, View
from deskhand.engine.learning import learn
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.threads import one_thread
from deskhand.jobs.library_settings import tell_libraries
from deskhand.jobs.reading import models_for, read
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.places import resources
from deskhand.storage.view import ProjectView

REPEATS = 10


def main(model: Path) -> None:
    tell_libraries()
    with TemporaryDirectory() as home:
        sample(Path(home), model)
        mixed(Path(home), model)


def sample(home: Path, model: Path) -> None:
    """The sixty papers of the sample, whose kind and urgency is told by the file that they were made from."""
    deskhand(["sample", "documents", str(home / "sample")])
    folder = next(path for path in (home / "sample").iterdir() if path.is_dir())
    deskhand(["learn", str(folder), "--question", "Type", "--project", str(home / "P")])
    told = tomllib.loads((resources() / "samples" / "documents.toml").read_text(encoding="utf-8"))["paper"]
    view = ProjectView.open(home / "P")
    items = {Path(item.cells[0]).name: item.id for item in view.items.each()}
    reading = read(view, models_for(view, "", str(model)), list(items.values()))
    for what in ("kind", "urgency"):
        truth = {items[Path(paper["file"]).name]: paper[what] for paper in told if Path(paper["file"]).name in items}
        ids = [item_id for item_id in truth if item_id in reading.place]
        halves(f"sample, {what}", reading.of(ids), [truth[item_id] for item_id in ids], learned=0.6)


def mixed(home: Path, model: Path) -> None:
    """240 pretended documents of four categories."""
    with (DATA / "intents" / "messages.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pictures = pictures_of((DATA / "photos-recycling").glob("*/*"))
    kinds, domains = ("glass", "paper"), ("banking", "travel")
    by_kind = {kind: [d for d, path in pictures.paths.items() if path.parent.name == kind] for kind in kinds}
    texts = {domain: [row["Message"] for row in rows if row["Domain"] == domain][:200] for domain in domains}
    random = np.random.default_rng(0)
    truth = np.repeat(np.arange(4), 60)
    said = [texts[domains[one // 2]][random.integers(200)] for one in truth]
    shown = [by_kind[kinds[one % 2]][random.integers(60)] for one in truth]
    cache = EmbeddingCache(home / "mixed.db")
    views = PictureEmbedder(shelf.find_picture(str(model)), cache, pictures.load).embed(shown)
    views[View.TEXT] = Embedder(shelf.find(), cache).embed(said)
    inputs = Inputs(said, views)
    ways: dict[str, Callable[[int], int]] = {
        "the words tell": lambda one: one // 2,
        "the picture tells": lambda one: one % 2,
        "each tells a half": lambda one: one,
    }
    for name, way in ways.items():
        halves(f"mixed, {name}", inputs, [str(way(one)) for one in truth.tolist()], learned=0.5)


def halves(name: str, inputs: Inputs, answers: list[str], learned: float) -> None:
    """Right of 100 of every candidate, and of the one that was chosen, on what was not learned from."""
    labels = tuple(sorted(set(answers)))
    truth = np.array([labels.index(answer) for answer in answers])
    right: dict[str, list[float]] = {}
    for rows, test in StratifiedShuffleSplit(REPEATS, train_size=learned, random_state=0).split(truth, truth):
        count = np.arange(len(rows))
        lesson = Lesson(inputs.take(rows), truth[rows], labels, count, count)
        exam = inputs.take(test)
        with one_thread():
            split = folds.stratified(lesson.truth, lesson.groups)
            best = learn(lesson, choices.SUBJECT, split)
            heads = {"chosen": best.head}
            heads |= {t.method.method.value: t.method.fit(lesson, [t.chosen])[0] for t in best.trials}
        for method, head in heads.items():
            right.setdefault(method, []).append(float(np.mean(head.apply(exam).argmax(axis=1) == truth[test])))
    print(f"{name} ({len(answers)}, {len(labels)} categories, learned from {round(100 * learned)} %):")
    print("  " + ", ".join(f"{method} {100 * np.mean(scores):.1f}" for method, scores in right.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "models" / "deit-tiny-patch16-224")
