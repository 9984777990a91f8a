"""How well and how quickly photos are learned, beside transformers' own pipeline and scikit-learn on the same numbers.

python tests/bench/bench_pictures.py [FOLDER [MODEL]]: a folder of photos in folders by kind, and a model of pictures.
"""

import io
import sys
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image, ImageOps
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit
from transformers import pipeline

from deskhand.domain.files import PICTURE_EDGE
from deskhand.engine import choices, shelf
from deskhand.engine.inputs import Inputs, Lesson, View
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.threads import one_thread
from deskhand.jobs.library_settings import tell_libraries
from deskhand.storage.embeddings import EmbeddingCache

DATA = Path(__file__).parents[3] / "shared" / "data"
REPEATS, SHARE = 6, 0.5  # splits into halves


def main(folder: Path, model: Path) -> None:
    tell_libraries()
    paths = sorted(path for path in folder.glob("*/*") if path.is_file())
    kinds = sorted({path.parent.name for path in paths})
    truth = np.array([kinds.index(path.parent.name) for path in paths])
    print(f"{len(paths)} photos of {len(kinds)} kinds; {model.name}")
    inputs = Inputs([""] * len(paths), speed(paths, model))
    accuracy(inputs, truth, tuple(kinds))


def speed(paths: list[Path], model: Path) -> dict[View, np.ndarray]:
    """Photos a second, taking turns; gives our embeddings."""
    theirs = pipeline("image-feature-extraction", model=str(model), device="cpu")
    best = {"pipeline": 0.0, "ours, reading and looking": 0.0, "ours, looking": 0.0}
    views: dict[View, np.ndarray] = {}
    for _ in range(3):
        some = [str(path) for path in paths[:96]]
        best["pipeline"] = max(best["pipeline"], len(some) / _seconds(lambda some=some: theirs(some)))
        for name, made in (("ours, reading and looking", False), ("ours, looking", True)):
            kept = {sha256(path.read_bytes()).hexdigest(): _small(path) for path in paths} if made else {}
            with TemporaryDirectory() as home:
                load = (lambda digests, kept=kept: {d: kept[d] for d in digests}) if made else _reading(paths)
                embedder = PictureEmbedder(shelf.find_picture(str(model)), EmbeddingCache(Path(home) / "e.db"), load)
                embedder.embed([])
                digests = [sha256(path.read_bytes()).hexdigest() for path in paths]
                before = time.perf_counter()
                views = embedder.embed(digests)
                best[name] = max(best[name], len(paths) / (time.perf_counter() - before))
    for name, rate in best.items():
        print(f"{name}: {rate:.1f} photos/s, {rate / best['pipeline']:.2f} times the pipeline")
    return views


def _reading(paths: list[Path]):
    by_digest = {sha256(path.read_bytes()).hexdigest(): path for path in paths}
    return lambda digests: {digest: _small(by_digest[digest]) for digest in digests}


def _small(path: Path) -> bytes:
    """The picture as reading keeps it."""
    with Image.open(path) as opened:
        opened.draft("RGB", (PICTURE_EDGE, PICTURE_EDGE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((PICTURE_EDGE, PICTURE_EDGE))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def _seconds(do) -> float:
    before = time.perf_counter()
    do()
    return time.perf_counter() - before


def accuracy(inputs: Inputs, truth: np.ndarray, labels: tuple[str, ...]) -> None:
    """Right of 100 on the halves that were not learned from."""
    ours, ours_took, plain = [], 0.0, {}
    chosen: dict[str, int] = {}
    for learn, test in StratifiedShuffleSplit(REPEATS, test_size=SHARE, random_state=0).split(truth, truth):
        rows = np.arange(len(learn))
        before = time.perf_counter()
        study = choices.study(Lesson(inputs.take(learn), truth[learn], labels, rows, rows))
        ours_took += time.perf_counter() - before
        chosen[f"{study.head.method} {'+'.join(study.head.look)}"] = (
            chosen.get(f"{study.head.method} {'+'.join(study.head.look)}", 0) + 1
        )
        ours.append(np.mean(study.head.apply(inputs.take(test)).argmax(axis=1) == truth[test]))
        for look in ((View.COLOURS,), (View.CLASS,), (View.MEAN,), (View.CLASS, View.MEAN)):
            vectors = inputs.beside(look)
            with one_thread():
                for c in (1, 10, 100, 1000):
                    fitted = LogisticRegression(C=c, max_iter=2000).fit(vectors[learn], truth[learn])
                    plain.setdefault(("+".join(look), c), []).append(fitted.score(vectors[test], truth[test]))
    print(f"ours: {100 * np.mean(ours):.1f} of 100 ({chosen}), {ours_took / REPEATS:.1f} s a report card")
    for (look, c), scores in plain.items():
        print(f"  scikit-learn, {look}, C={c}: {100 * np.mean(scores):.1f}")


if __name__ == "__main__":
    told = [Path(argument) for argument in sys.argv[1:]]
    main(
        told[0] if told else DATA / "photos-recycling",
        told[1] if len(told) > 1 else DATA / "models" / "deit-tiny-patch16-224",
    )
