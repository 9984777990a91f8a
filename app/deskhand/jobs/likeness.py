"""What items look like to the models of a project, from the embeddings it has. Loads no model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.items import Item, SourceKind
from deskhand.domain.models import Modality
from deskhand.domain.skills import Skill
from deskhand.engine.inputs import Vectors
from deskhand.engine.neighbours import ALIKE, ALIKE_SOUNDS, KeptEmbeddings
from deskhand.engine.recipe import COLOURS, TONES, remembered
from deskhand.jobs.model_names import model_files
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView


class Likeness:
    """Photos are compared as pictures, sounds as sounds, everything else by its words.

    ``least`` is the cosine from which on two items look alike.
    """

    def __init__(self, view: ProjectView, question_id: int) -> None:
        skill = view.skills.in_use(question_id)
        self._view = view
        self._modality = _modality_of(view)
        self.least = ALIKE_SOUNDS if self._modality is Modality.SOUND else ALIKE
        files = model_files(view, self._modality, "" if skill is None else _model_of(skill, self._modality))
        recipe = _WITHOUT.get(self._modality) if files is None else remembered(files)
        self._kept = KeptEmbeddings(recipe, EmbeddingCache(view.embeddings_path, readonly=True))

    def of(self, items: Sequence[Item]) -> tuple[NDArray[np.intp], Vectors]:
        """Which of the items have been seen by the model, and their embeddings (rows, size), rows of length 1."""
        ids = [item.id for item in items]
        if self._modality is Modality.SOUND:
            digests = self._view.files.digests(ids)
            return self._kept.of_sounds([digests.get(item_id, "") for item_id in ids])
        if self._modality is Modality.PICTURE:
            digests = self._view.files.pictured(ids)
            return self._kept.of_pictures([digests.get(item_id, "") for item_id in ids])
        return self._kept.of_texts([self._view.text(item) for item in items])


_OF_KIND = {SourceKind.PHOTOS: Modality.PICTURE, SourceKind.SOUNDS: Modality.SOUND}
_WITHOUT = {Modality.PICTURE: COLOURS, Modality.SOUND: TONES}


def _modality_of(view: ProjectView) -> Modality:
    found = {_OF_KIND.get(source.kind, Modality.TEXT) for source in view.sources.all()}
    return found.pop() if len(found) == 1 else Modality.TEXT


def _model_of(skill: Skill, modality: Modality) -> str:
    return {Modality.PICTURE: skill.picture_model, Modality.SOUND: skill.sound_model}.get(modality, skill.model)
