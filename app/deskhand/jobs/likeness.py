"""What items look like to the models of a project, from the embeddings it has. Loads no model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.items import Item, SourceKind
from deskhand.domain.models import Modality
from deskhand.engine.inputs import Vectors
from deskhand.engine.neighbours import KeptEmbeddings
from deskhand.engine.recipe import COLOURS, remembered
from deskhand.jobs.model_names import model_files
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView


class Likeness:
    """Photos are compared as pictures, everything else by its words."""

    def __init__(self, view: ProjectView, question_id: int) -> None:
        skill = view.skills.in_use(question_id)
        self._view = view
        self._photos = all(source.kind is SourceKind.PHOTOS for source in view.sources.all())
        modality = Modality.PICTURE if self._photos else Modality.TEXT
        told = "" if skill is None else skill.picture_model if self._photos else skill.model
        files = model_files(view, modality, told)
        recipe = COLOURS if files is None else remembered(files)
        self._kept = KeptEmbeddings(recipe, EmbeddingCache(view.embeddings_path, readonly=True))

    def of(self, items: Sequence[Item]) -> tuple[NDArray[np.intp], Vectors]:
        """Which of the items have been seen by the model, and their embeddings (rows, size), rows of length 1."""
        if not self._photos:
            return self._kept.of_texts([self._view.text(item) for item in items])
        digests = self._view.files.pictured([item.id for item in items])
        return self._kept.of_pictures([digests.get(item.id, "") for item in items])
