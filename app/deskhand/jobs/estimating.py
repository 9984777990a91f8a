"""How long a model takes for the items of a project, measured on some of them; nothing of that is kept."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import psutil

from deskhand.domain.model_messages import Estimate
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.engine import shelf
from deskhand.engine.embedding import Embedder
from deskhand.engine.hearing import SoundEmbedder
from deskhand.engine.kinds import KINDS
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.shelf import ModelFiles
from deskhand.jobs.model_names import files_named
from deskhand.jobs.reading import Models, read
from deskhand.jobs.restore_pictures import pictures_of
from deskhand.jobs.sounds_of import sounds_of
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView

_SECONDS = 5.0  # of reading that are measured
_FIRST, _BLOCK, _MOST = 4, 16, 400  # items: to warm up, at a time, in all
_SEED = 0
EMPTY = 400 << 20  # bytes that the libraries take before any model (measured: 350 to 400 MB)


@dataclass(frozen=True, slots=True)
class Pace:
    """``start`` seconds until the first item, ``item`` for each, ``answer`` for each answer to learn from; ``memory``
    in bytes. ``items`` were measured."""

    start: float
    item: float
    answer: float
    memory: int
    items: int

    def estimate(self, model: Model, items: int, answers: int) -> Estimate:
        """For a project of so many items, and as many answers to all questions together."""
        seconds = self.start + items * self.item + answers * self.answer
        return Estimate(model.id, round(seconds, 1), model.size, self.memory, self.items)

    def of_larger(self, model: Model, times: float) -> "Pace":
        """What to expect of another model that has ``times`` as many weights; nothing of that was measured."""
        return Pace(times * self.start, times * self.item, self.answer, EMPTY + model.size, 0)


@contextmanager
def alone(view: ProjectView, files: ModelFiles) -> Iterator[Models]:
    """This model and no other, with a cache that is thrown away: everything is read anew."""
    with tempfile.TemporaryDirectory() as scratch:
        cache = EmbeddingCache(Path(scratch) / "embeddings.db")
        yield _OF[files.model.modality](view, files, cache)


def _of_sounds(view: ProjectView, files: ModelFiles, cache: EmbeddingCache) -> Models:
    return Models(None, None, SoundEmbedder(files, cache, partial(sounds_of, view)))


_OF: dict[Modality, Callable[[ProjectView, ModelFiles, EmbeddingCache], Models]] = {
    Modality.TEXT: lambda _, files, cache: Models(Embedder(files, cache), None),
    Modality.PICTURE: lambda view, files, cache: Models(
        None, PictureEmbedder(files, cache, partial(pictures_of, view))
    ),
    Modality.SOUND: lambda view, files, cache: Models(
        None, None, SoundEmbedder(files, cache, partial(sounds_of, view))
    ),
}


def files_of(view: ProjectView, modality: Modality, name: str) -> ModelFiles:
    """Raises ``ProblemError`` if there is no such model."""
    if modality is Modality.SPEECH:
        return shelf.find_speech(name)
    files = files_named(view, modality, name)
    assert files is not None
    return files


def pace_of(view: ProjectView, files: ModelFiles, look: Callable[[], None]) -> Pace:
    """Measured for about ``_SECONDS`` on items drawn by chance, answered ones first. ``look`` may raise to stop."""
    sample = drawn(view)
    began, before = perf_counter(), resident()
    with alone(view, files) as models:
        read(view, models, sample[:_FIRST])
        start, rest = perf_counter() - began, sample[_FIRST:]
        began, done = perf_counter(), 0
        while done < len(rest) and perf_counter() - began < _SECONDS:
            look()
            read(view, models, rest[done : done + _BLOCK])
            done += len(rest[done : done + _BLOCK])
        item = (perf_counter() - began) / done if done else start / max(1, len(sample))
        memory = EMPTY + max(resident() - before, files.model.size)
        return Pace(start, item, _learning(view, models, sample[: _FIRST + done], look), memory, _FIRST + done)


def _learning(view: ProjectView, models: Models, item_ids: Sequence[int], look: Callable[[], None]) -> float:
    """Seconds that an answer more costs: the question with the most answers is learned from those of these items, and
    from half of them."""
    choices = [question for question in view.questions.all() if question.kind is QuestionKind.CHOICE]
    known = {one.id: view.labels.examples(one.id) for one in choices}
    question = max(choices, key=lambda one: len(known[one.id]), default=None)
    if question is None:
        return 0.0
    among = set(item_ids)
    some = [example for example in known[question.id] if example.item_id in among]
    try:
        lesson = read(view, models, [one.item_id for one in some]).lesson(question, some, view)
    except ProblemError:  # nothing to tell apart among these
        return 0.0
    half, whole = lesson.take(np.arange(0, len(lesson), 2)), lesson
    took = []
    for each in (half, half, whole):  # the first only warms up
        began = perf_counter()
        KINDS[question.kind].study(each, lambda _: look())
        took.append(perf_counter() - began)
    return max(0.0, took[2] - took[1]) / (len(whole) - len(half))


def drawn(view: ProjectView) -> list[int]:
    answered = {one.item_id for question in view.questions.all() for one in view.labels.examples(question.id)}
    sources = view.sources.all()
    every = [item_id for one in sources for item_id in view.items.ids(one.id, 0, view.items.count(one.id))]
    random.Random(_SEED).shuffle(every)
    return sorted(every, key=lambda item_id: item_id not in answered)[:_MOST]


def answers_in(view: ProjectView) -> int:
    """To all questions."""
    return sum(sum(view.labels.counts(question.id).values()) for question in view.questions.all())


def resident() -> int:
    """Bytes that this process has in memory."""
    return int(psutil.Process().memory_info().rss)
