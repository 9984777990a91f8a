"""The words, pictures and sounds of some items, and what models make of them, for jobs that learn or answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from deskhand.domain.items import FILES, SourceKind
from deskhand.domain.jobs import Progress, Report
from deskhand.domain.models import Modality
from deskhand.domain.questions import Label, Question
from deskhand.engine.embedding import Embedder
from deskhand.engine.hearing import SoundEmbedder
from deskhand.engine.inputs import Inputs, Lesson, Vectors, View
from deskhand.engine.kinds import KINDS
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.recipe import Recipe
from deskhand.engine.shelf import ModelFiles
from deskhand.jobs.model_names import model_files
from deskhand.jobs.restore_pictures import pictures_of
from deskhand.jobs.sounds_of import sounds_of
from deskhand.jobs.together import groups_of
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView

Done = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Models:
    """The models of texts, of pictures and of sounds; ``None``: nothing of the project is read, looked at or heard."""

    texts: Embedder | None
    pictures: PictureEmbedder | None
    sounds: SoundEmbedder | None = None

    @property
    def files(self) -> dict[Modality, ModelFiles]:
        """Those of each pretrained model that there is."""
        each = {Modality.TEXT: self.texts, Modality.PICTURE: self.pictures, Modality.SOUND: self.sounds}
        return {modality: one.files for modality, one in each.items() if one is not None and one.files is not None}

    @property
    def recipes(self) -> dict[Modality, Recipe]:
        """How each of these makes its embeddings."""
        each = {Modality.TEXT: self.texts, Modality.PICTURE: self.pictures, Modality.SOUND: self.sounds}
        return {modality: one.recipe for modality, one in each.items() if one is not None and one.recipe is not None}


def models_for(view: ProjectView, model: str = "", picture_model: str = "", sound_model: str = "") -> Models:
    """The models that the sources of a project need, named as in ``model_names``; "": those that it uses as a rule.

    Raises ``ProblemError`` if one of them cannot be used.
    """
    sources = view.sources.all()
    cache = EmbeddingCache(view.embeddings_path)
    reads = not sources or any(source.text_columns for source in sources)
    kinds = {source.kind for source in sources}
    read = model_files(view, Modality.TEXT, model) if reads else None
    texts = None if read is None else Embedder(read, cache)
    pictures, sounds = None, None
    if kinds & (FILES - {SourceKind.SOUNDS}):
        seeing = model_files(view, Modality.PICTURE, picture_model)
        pictures = PictureEmbedder(seeing, cache, partial(pictures_of, view))
    if SourceKind.SOUNDS in kinds:
        listening = model_files(view, Modality.SOUND, sound_model)
        sounds = SoundEmbedder(listening, cache, partial(sounds_of, view))
    return Models(texts, pictures, sounds)


@dataclass(frozen=True, slots=True)
class Reading:
    """Items that have words, a picture or a sound. ``place`` is the row of each item in ``inputs``."""

    place: dict[int, int]
    inputs: Inputs

    def of(self, item_ids: Sequence[int]) -> Inputs:
        """The rows of these items, in that order; all must have been read."""
        return self.inputs.take([self.place[item_id] for item_id in item_ids])

    def lesson(self, question: Question, examples: Sequence[Label], view: ProjectView) -> Lesson:
        """What can be learned from those examples that were read. Raises ``ProblemError`` if that is nothing."""
        groups = groups_of(view, [example.item_id for example in examples if example.item_id in self.place])
        return self.lesson_of(question, examples, groups, balanced=view.findings.balanced(question.id))

    def lesson_of(
        self, question: Question, examples: Sequence[Label], groups: Mapping[int, int], *, balanced: bool
    ) -> Lesson:
        """The same; ``groups`` are of items by their ids."""
        readable = [example for example in examples if example.item_id in self.place]
        inputs = self.of([example.item_id for example in readable])
        return KINDS[question.kind].lesson(question, readable, inputs, groups, balanced=balanced)


def read(view: ProjectView, models: Models, item_ids: Sequence[int], done: Done = lambda _: None) -> Reading:
    """Read items; those with neither words nor picture nor sound are left out.

    ``done`` hears how many are through, and may raise to stop.
    """
    items = view.items.many(item_ids)
    texts = {item.id: view.text(item) for item in items}
    sounding = {item.id for item in items if view.source_of(item).kind is SourceKind.SOUNDS}
    heard = view.files.digests(sorted(sounding)) if models.sounds is not None else {}
    seen = view.files.pictured([*(texts.keys() - sounding)]) if models.pictures is not None else {}
    readable = [item_id for item_id, text in texts.items() if text or item_id in seen or item_id in heard]
    words = [texts[item_id] for item_id in readable]
    views: dict[View, Vectors] = {}
    if models.texts is not None:
        views[View.TEXT] = models.texts.embed(words, done)
    if models.pictures is not None:
        views |= models.pictures.embed([seen.get(item_id, "") for item_id in readable], done)
    if models.sounds is not None:
        views |= models.sounds.embed([heard.get(item_id, "") for item_id in readable], done)
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
_DOING = {"photos": "Looking at", "sounds": "Listening to"}


def counting(view: ProjectView, report: Report, total: int, step: str = "") -> Done:
    """Says how many items of ``total`` a step is through; without a name it is what is done with them."""
    many = many_of(view)
    shown = step or f"{_DOING.get(many, 'Reading')} {many}"
    return lambda done: report.progress(Progress(done, total, many, shown))
