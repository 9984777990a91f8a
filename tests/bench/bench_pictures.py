"""How well and how quickly photos are learned, beside transformers' own pipeline and scikit-learn on the same numbers.

python tests/bench/bench_pictures.py [FOLDER|digits [MODEL]]: a folder of photos in folders by kind, and a model of
pictures. ``digits`` are 600 of scikit-learn's written digits, drawn as pictures of 256 x 256.
"""

import io
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image, ImageOps
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit
from transformers import pipeline

from deskhand.domain.files import PICTURE_EDGE
from deskhand.engine import choices, shelf
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.threads import one_thread
from deskhand.jobs.library_settings import tell_libraries
from deskhand.storage.embeddings import EmbeddingCache

DATA = Path(__file__).parents[3] / "shared" / "data"
REPEATS = 20  # splits into halves
LOOKS = ((View.COLOURS,), (View.CLASS,), (View.MEAN,), (View.CLASS, View.MEAN))


def main(folder: Path, model: Path) -> None:
    tell_libraries()
    pictures = pictures_of(path for path in folder.glob("*/*") if path.is_file())
    kinds = sorted({path.parent.name for path in pictures.paths.values()})
    truth = np.array([kinds.index(path.parent.name) for path in pictures.paths.values()])
    print(f"{len(truth)} photos of {len(kinds)} kinds; {model.name}")
    views = speed(pictures, model)
    accuracy(Inputs([""] * len(truth), views), truth, tuple(kinds))


@dataclass(frozen=True)
class Pictures:
    """Photos by the SHA-256 of their files."""

    paths: dict[str, Path]

    def load(self, digests: Sequence[str]) -> dict[str, bytes]:
        """Each as reading keeps it: opened, turned upright, made small."""
        return {digest: _small(self.paths[digest]) for digest in digests}


def pictures_of(paths: "Sequence[Path] | object") -> Pictures:
    """The same photo twice counts once."""
    return Pictures({sha256(path.read_bytes()).hexdigest(): path for path in sorted(paths)})


def _small(path: Path) -> bytes:
    with Image.open(path) as opened:
        opened.draft("RGB", (PICTURE_EDGE, PICTURE_EDGE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((PICTURE_EDGE, PICTURE_EDGE))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def speed(pictures: Pictures, model: Path) -> dict[View, Vectors]:
    """Photos a second, taking turns; gives our embeddings."""
    theirs = pipeline("image-feature-extraction", model=str(model), device="cpu")
    some = [str(path) for path in list(pictures.paths.values())[:96]]
    digests = list(pictures.paths)
    views: dict[View, Vectors] = {}
    best: dict[str, float] = defaultdict(float)
    kept = pictures.load(digests)
    ways = {"opening and looking": pictures.load, "looking": lambda wanted: {digest: kept[digest] for digest in wanted}}
    for _ in range(3):
        best["pipeline"] = max(best["pipeline"], len(some) / _seconds(lambda: theirs(some)))
        for name, load in ways.items():
            with TemporaryDirectory() as home:
                embedder = PictureEmbedder(shelf.find_picture(str(model)), EmbeddingCache(Path(home) / "e.db"), load)
                embedder.embed([])  # loads the model, as the pipeline has
                before = time.perf_counter()
                views = embedder.embed(digests)
                best[name] = max(best[name], len(digests) / (time.perf_counter() - before))
    for name, rate in best.items():
        print(f"{name}: {rate:.1f} photos/s, {rate / best['pipeline']:.2f} times the pipeline")
    return views


def _seconds(do: Callable[[], object]) -> float:
    before = time.perf_counter()
    do()
    return time.perf_counter() - before


def accuracy(inputs: Inputs, truth: np.ndarray, labels: tuple[str, ...]) -> None:
    """Right of 100 on the halves that were not learned from."""
    ours, took, chosen = list[float](), 0.0, Counter[str]()
    plain: dict[str, list[float]] = defaultdict(list)
    for learn, test in StratifiedShuffleSplit(REPEATS, test_size=0.5, random_state=0).split(truth, truth):
        rows = np.arange(len(learn))
        before = time.perf_counter()
        study = choices.study(Lesson(inputs.take(learn), truth[learn], labels, rows, rows))
        took += time.perf_counter() - before
        chosen[f"{study.head.method}: {' + '.join(study.head.look)}"] += 1
        ours.append(float(np.mean(study.head.apply(inputs.take(test)).argmax(axis=1) == truth[test])))
        for look in LOOKS:
            vectors = inputs.beside(look)
            with one_thread():
                for c in (1, 10, 100):
                    fitted = LogisticRegression(C=c, max_iter=2000).fit(vectors[learn], truth[learn])
                    plain[f"{' + '.join(look)}, C={c}"].append(fitted.score(vectors[test], truth[test]))
    print(f"ours: {100 * np.mean(ours):.1f} of 100 ({dict(chosen)}), {took / REPEATS:.1f} s a report card")
    for name, scores in plain.items():
        print(f"  scikit-learn, {name}: {100 * np.mean(scores):.1f}")


def draw_digits(folder: Path) -> Path:
    """Pictures that nothing here was made with."""
    digits = load_digits()
    for number in range(600):
        kind = folder / str(digits.target[number])
        kind.mkdir(exist_ok=True)
        grey = Image.fromarray((digits.images[number] * 15.9).astype(np.uint8))
        grey.resize((256, 256), Image.Resampling.BICUBIC).convert("RGB").save(kind / f"{number}.png")
    return folder


if __name__ == "__main__":
    told = [Path(argument) for argument in sys.argv[1:]]
    usual = [DATA / "photos-recycling", DATA / "models" / "deit-tiny-patch16-224"]
    photos, model = [*told, *usual[len(told) :]]
    with TemporaryDirectory() as drawn:
        main(draw_digits(Path(drawn)) if photos == Path("digits") else photos, model)
