"""The words and pictures of some items, and what the models make of them: how jobs that learn or answer get at both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from deskhand.domain.items import FILES, SourceKind
from deskhand.domain.jobs import Progress, Report
from deskhand.domain.questions import Label, Question
from deskhand.engine import shelf
from deskhand.engine.embedding import Embedder
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.kinds import KINDS
from deskhand.engine.looking import PictureEmbedder
from deskhand.jobs.restore_pictures import pictures_of
from deskhand.jobs.together import groups_of
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView

Done = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Models:
    """The model of texts and the one of pictures; ``None``: nothing of the project is read, or looked at."""

    texts: Embedder | None
    pictures: PictureEmbedder | None


def models_for(view: ProjectView, model: str = "", picture_model: str = "") -> Models:
    """The models that the sources of a project need. Raises ``ProblemError`` if one of them cannot be used."""
    sources = view.sources.all()
    cache = EmbeddingCache(view.embeddings_path)
    reads = not sources or any(source.text_columns for source in sources)
    looks = any(source.kind in FILES for source in sources)
    texts = Embedder(shelf.find(model), cache) if reads else None
    if not looks:
        return Models(texts, None)
    seeing = shelf.find_picture(picture_model or str(Settings().get("picture.model")))
    return Models(texts, PictureEmbedder(seeing, cache, partial(pictures_of, view)))


@dataclass(frozen=True, slots=True)
class Reading:
    """Items that have words or a picture. ``place`` is the row of each item in ``inputs``."""

    place: dict[int, int]
    inputs: Inputs

    def of(self, item_ids: Sequence[int]) -> Inputs:
        """The rows of these items, in that order; all must have been read."""
        return self.inputs.take([self.place[item_id] for item_id in item_ids])

    def lesson(self, question: Question, examples: Sequence[Label], view: ProjectView) -> Lesson:
        """What can be learned from those examples that were read. Raises ``ProblemError`` if that is nothing."""
        readable = [example for example in examples if example.item_id in self.place]
        inputs = self.of([example.item_id for example in readable])
        groups = groups_of(view, [example.item_id for example in readable])
        balanced = view.findings.balanced(question.id)
        return KINDS[question.kind].lesson(question, readable, inputs, groups, balanced=balanced)


def read(view: ProjectView, models: Models, item_ids: Sequence[int], done: Done = lambda _: None) -> Reading:
    """Read items; those with neither words nor picture are left out.

    ``done`` hears how many are through, and may raise to stop.
    """
    texts = {item.id: view.text(item) for item in view.items.many(item_ids)}
    digests = view.files.pictured(item_ids) if models.pictures is not None else {}
    readable = [item_id for item_id, text in texts.items() if text or item_id in digests]
    words = [texts[item_id] for item_id in readable]
    views: dict[View, Vectors] = {}
    if models.texts is not None:
        views[View.TEXT] = models.texts.embed(words, done)
    if models.pictures is not None:
        views |= models.pictures.embed([digests.get(item_id, "") for item_id in readable], done)
    return Reading({item_id: row for row, item_id in enumerate(readable)}, Inputs(words, views))


def many_of(view: ProjectView) -> str:
    """What the items of a project are called: "photos"."""
    kinds = {source.kind for source in view.sources.all()}
    return _MANY[kinds.pop()] if len(kinds) == 1 else "items"


_MANY = {
    SourceKind.TABLE: "messages",
    SourceKind.RECORDINGS: "recordings",
    SourceKind.DOCUMENTS: "documents",
    SourceKind.PHOTOS: "photos",
    SourceKind.SOUNDS: "sounds",
}


def counting(view: ProjectView, report: Report, total: int, step: str = "") -> Done:
    """Says how many items of ``total`` a step is through; without a name it is that they are read, or looked at."""
    many = many_of(view)
    shown = step or (f"Looking at {many}" if many == _MANY[SourceKind.PHOTOS] else f"Reading {many}")
    return lambda done: report.progress(Progress(done, total, many, shown))
