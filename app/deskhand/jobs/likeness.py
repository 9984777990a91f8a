"""What items look like to the models of a project, from the embeddings it has. Loads no model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.items import Item, SourceKind
from deskhand.engine import shelf
from deskhand.engine.inputs import Vectors
from deskhand.engine.neighbours import KeptEmbeddings
from deskhand.engine.recipe import COLOURS, remembered
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView


class Likeness:
    """Photos are compared as pictures, everything else by its words."""

    def __init__(self, view: ProjectView, question_id: int) -> None:
        skill = view.skills.in_use(question_id)
        self._view = view
        self._photos = all(source.kind is SourceKind.PHOTOS for source in view.sources.all())
        recipe = None
        if self._photos:
            told = skill.picture_model if skill is not None else str(Settings().get("picture.model"))
            files = shelf.find_picture(told)
            recipe = COLOURS if files is None else remembered(files)
        else:
            recipe = remembered(shelf.find("" if skill is None else skill.model))
        self._kept = KeptEmbeddings(recipe, EmbeddingCache(view.embeddings_path, readonly=True))

    def of(self, items: Sequence[Item]) -> tuple[NDArray[np.intp], Vectors]:
        """Which of the items have been seen by the model, and their embeddings (rows, size), rows of length 1."""
        if not self._photos:
            return self._kept.of_texts([self._view.text(item) for item in items])
        digests = self._view.files.pictured([item.id for item in items])
        return self._kept.of_pictures([digests.get(item.id, "") for item in items])
