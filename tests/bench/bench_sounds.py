"""How well sounds are told apart by a model of sounds, unchanged: its last layer against learned weights of its layers.

python tests/bench/bench_sounds.py FOLDER [MODEL] [--speakers]: sounds in folders by kind; with ``--speakers`` sounds
named KIND_SPEAKER_NUMBER, of which whole speakers are left out in turn.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.model_selection import StratifiedKFold

from deskhand.domain.evaluations import Method
from deskhand.engine import choices, folds, methods, shelf
from deskhand.engine.hearing import SoundEmbedder
from deskhand.engine.inputs import SOUND_VIEWS, Inputs, Lesson, Rows, Samples, View
from deskhand.engine.learning import Subject, learn
from deskhand.engine.methods.layers import OnLayers
from deskhand.engine.methods.method import LearningMethod, options_of
from deskhand.engine.methods.vectors import OnVectors
from deskhand.engine.threads import one_thread
from deskhand.jobs.library_settings import tell_libraries
from deskhand.readers.sound.decoding import open_sound
from deskhand.storage.embeddings import EmbeddingCache

DATA = Path(__file__).parents[3] / "shared" / "data"
STRENGTHS = (3.0, 10.0, 30.0, 100.0)
REPEATS = 3  # times five folds, where no speakers are left out


@dataclass(frozen=True)
class Sounds:
    """Sounds by the SHA-256 of their files, with what they are and who made them."""

    paths: dict[str, Path]
    kinds: list[str]
    speakers: list[str]

    def load(self, digests: Sequence[str]) -> dict[str, Samples]:
        return {digest: _heard(self.paths[digest]) for digest in digests}


def main(folder: Path, model: Path, *, by_speaker: bool) -> None:
    tell_libraries()
    sounds = _by_speaker(folder) if by_speaker else _by_folder(folder)
    labels = sorted(set(sounds.kinds))
    truth = np.array([labels.index(kind) for kind in sounds.kinds])
    speakers = np.unique(sounds.speakers, return_inverse=True)[1]
    print(f"{len(truth)} sounds, {len(labels)} kinds; {model.name}")
    with TemporaryDirectory() as home:
        embedder = SoundEmbedder(shelf.find_sound(str(model)), EmbeddingCache(Path(home) / "e.db"), sounds.load)
        started = time.perf_counter()
        views = embedder.embed(list(sounds.paths))
        print(f"heard at {len(truth) / (time.perf_counter() - started):.1f} sounds a second ({embedder.recipe})")
    groups = speakers if by_speaker else np.arange(len(truth))
    lesson = Lesson(Inputs([""] * len(truth), views), truth, tuple(labels), groups, np.arange(len(truth)))
    _report(lesson, list(_splits(lesson, by_speaker=by_speaker)))


def _report(lesson: Lesson, splits: Sequence[tuple[Rows, Rows]]) -> None:
    """Right of 100 on what was not learned from; the strength is chosen on what was, with speakers kept apart."""
    layers = tuple(view for view in SOUND_VIEWS if view in lesson.inputs.views)
    ways: dict[str, tuple[LearningMethod, ...]] = {
        "loudness and pitch": (OnVectors(Method.TONES, options_of([(View.TONES,)], STRENGTHS)),),
        "last layer, mean": (OnVectors(Method.SOUND, options_of([layers[-1:]], STRENGTHS)),),
        "layers side by side": (OnVectors(Method.SOUND, options_of([layers], STRENGTHS)),),
        "learned weights of layers": (OnLayers(Method.SOUND, options_of([layers], STRENGTHS)),),
        "Deskhand": methods.choices(lesson.inputs),
    }
    found: dict[str, list[float]] = {}
    for name, way in ways.items():
        subject = Subject(lambda _, way=way: way, choices.SUBJECT.mark, choices.SUBJECT.weigh)  # type: ignore[misc]
        started = time.perf_counter()
        found[name] = [_right(lesson, subject, *split) for split in splits]
        took = (time.perf_counter() - started) / len(splits)
        each = ", ".join(f"{100 * share:.1f}" for share in found[name]) if len(splits) < 10 else ""
        print(f"{name:28} {100 * np.mean(found[name]):5.1f}  {took:5.2f} s a split  {each}")
    gain = 100 * (np.array(found["learned weights of layers"]) - found["last layer, mean"])
    print(f"learned weights beat the last layer by {gain.mean():.1f} points ({np.sum(gain > 0)} of {len(gain)} splits)")


def _right(lesson: Lesson, subject: Subject, learned: Rows, tested: Rows) -> float:
    part = lesson.take(learned)
    split = folds.stratified(part.truth.astype(np.int64), part.groups)
    with one_thread():
        head = learn(part, subject, split).head
    exam = lesson.take(tested)
    return float(np.mean(head.apply(exam.inputs).argmax(axis=1) == exam.truth))


def _splits(lesson: Lesson, *, by_speaker: bool) -> Iterator[tuple[Rows, Rows]]:
    if by_speaker:
        for speaker in np.unique(lesson.groups):
            yield np.flatnonzero(lesson.groups != speaker), np.flatnonzero(lesson.groups == speaker)
        return
    for seed in range(REPEATS):
        yield from StratifiedKFold(5, shuffle=True, random_state=seed).split(lesson.truth, lesson.truth)


def _by_folder(folder: Path) -> Sounds:
    paths = _by_digest(path for path in folder.glob("*/*") if path.is_file())
    return Sounds(paths, [path.parent.name for path in paths.values()], [""] * len(paths))


def _by_speaker(folder: Path) -> Sounds:
    paths = _by_digest(folder.glob("*_*_*.wav"))
    parts = [path.stem.split("_") for path in paths.values()]
    return Sounds(paths, [part[0] for part in parts], [part[1] for part in parts])


def _by_digest(paths: "Iterator[Path]") -> dict[str, Path]:
    """The same sound twice counts once."""
    return {sha256(path.read_bytes()).hexdigest(): path for path in sorted(paths)}


def _heard(path: Path) -> Samples:
    with open_sound(path) as sound:
        return np.concatenate([*sound.blocks()])


if __name__ == "__main__":
    told = [each for each in sys.argv[1:] if each != "--speakers"]
    main(
        Path(told[0]) if told else DATA / "sounds",
        Path(told[1]) if len(told) > 1 else DATA / "models" / "whisper-phone-en",
        by_speaker="--speakers" in sys.argv,
    )
