"""Whether look-alikes are found by a model of the project's own, and that it has seen everything it should find."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from deskhand.domain.courses import FoundHalves
from deskhand.domain.models import Modality, own_name
from deskhand.engine.adapting import halves
from deskhand.jobs import adapted_models, files_to_read
from deskhand.jobs.finder import finder, modality_of
from deskhand.jobs.likeness import least_of
from deskhand.jobs.reading import Models, read
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView

Look = Callable[[], None]
_TOGETHER = 512


def tested(
    view: ProjectView, names: tuple[str, str], asked: Sequence[int], folder: Path, look: Look
) -> FoundHalves | None:
    """How well the second of two models finds, and how well the first one did; ``asked`` were read by neither.

    What they see on the way is kept in ``folder``. ``None``: there is too little to ask about. Raises ``ProblemError``.
    """
    modality = modality_of(view)
    contents = files_to_read.kind_of("", modality).contents(view, asked, look)
    first, second = halves.halved(contents, modality)
    if len(first) < halves.FEWEST:
        return None
    with closing(EmbeddingCache(folder / "halves.db")) as cache:
        before, after = (
            partial(halves.vectors_by, files, modality, cache=cache, done=lambda _: look())
            for files in (adapted_models.files_of(view, name, modality) for name in names)
        )
        found, found_before = (halves.found(by(first), by(second)) for by in (after, before))
        least = halves.carried_over(least_of(modality), before(contents), after(contents))
    return FoundHalves(found, found_before, len(first), least)


def see_all(view: ProjectView, model_id: str, modality: Modality, look: Look) -> None:
    """The embeddings of everything are kept. Raises ``ProblemError``."""
    models = adapted_models.only(view, own_name(model_id), modality)
    items = [item for one in view.sources.all() for item in view.items.ids(one.id, 0, files_to_read.MOST)]
    _see(view, models, items[: files_to_read.MOST], look)


class Finder:
    """Sees new items with the model that look-alikes are found by, if that is one of the project's own."""

    def __init__(self, view: ProjectView) -> None:
        modality = modality_of(view)
        own = finder(view, modality)
        self._view = view
        self._models = None if own is None else adapted_models.only(view, own_name(own.id), modality)

    def see(self, items: Sequence[int]) -> None:
        """Their embeddings are kept. Raises ``ProblemError``."""
        if self._models is not None:
            _see(self._view, self._models, items, lambda: None)


def _see(view: ProjectView, models: Models, items: Sequence[int], look: Look) -> None:
    for start in range(0, len(items), _TOGETHER):
        read(view, models, items[start : start + _TOGETHER], lambda _: look())
