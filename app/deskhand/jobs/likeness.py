"""What items look like to the models of a project, from the embeddings it has. Loads no model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.items import Item
from deskhand.domain.models import Modality, own_name
from deskhand.domain.skills import Skill
from deskhand.engine.inputs import Vectors
from deskhand.engine.neighbours import ALIKE, ALIKE_SOUNDS, ALIKE_TONES, KeptEmbeddings
from deskhand.engine.recipe import COLOURS, TONES, remembered
from deskhand.jobs.finder import finder, modality_of
from deskhand.jobs.model_names import model_files, untuned
from deskhand.storage.embeddings import EmbeddingCache
from deskhand.storage.view import ProjectView


class Likeness:
    """Photos are compared as pictures, sounds as sounds, everything else by its words.

    A model that was fine-tuned for the question knows best what is alike in it; then one that has read the person's
    files (``finder``); or else the one that the question was learned with.

    ``least`` is the cosine from which on two items look alike.
    """

    def __init__(self, view: ProjectView, question_id: int) -> None:
        skill = view.skills.in_use(question_id)
        self._view = view
        self._modality = modality_of(view)
        name = "" if skill is None else _model_of(skill, self._modality)
        own = None if name != untuned(name) else finder(view, self._modality)
        files = model_files(view, self._modality, name if own is None else own_name(own.id))
        recipe = _WITHOUT.get(self._modality) if files is None else remembered(files)
        carried_over = None if own is None or own.halves is None else own.halves.least
        self.least = carried_over or (ALIKE_TONES if recipe == TONES else least_of(self._modality))
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


_LEAST = {Modality.SOUND: ALIKE_SOUNDS}
_WITHOUT = {Modality.PICTURE: COLOURS, Modality.SOUND: TONES}


def least_of(modality: Modality) -> float:
    """The cosine from which on two items look alike to a model as its makers made it."""
    return _LEAST.get(modality, ALIKE)


def _model_of(skill: Skill, modality: Modality) -> str:
    return {Modality.PICTURE: skill.picture_model, Modality.SOUND: skill.sound_model}.get(modality, skill.model)
