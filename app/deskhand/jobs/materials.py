"""What can be fine-tuned for a question: the project's models, each with the contents of the answered items."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from deskhand.domain.models import Modality
from deskhand.engine.competing.material import Material
from deskhand.engine.inputs import Lesson
from deskhand.engine.looking import blank_sheet
from deskhand.jobs.adapted_models import trainee_of
from deskhand.jobs.reading import Models
from deskhand.jobs.restore_pictures import pictures_of
from deskhand.jobs.sounds_of import sounds_of
from deskhand.storage.view import ProjectView

_SECOND = 16_000  # samples


def materials_of(view: ProjectView, models: Models, lesson: Lesson) -> tuple[Material, ...]:
    """One for each model that there is."""
    return tuple(
        Material(modality, partial(trainee_of, files, modality), _CONTENTS[modality](view, lesson))
        for modality, files in models.files.items()
    )


def _texts(_: ProjectView, lesson: Lesson) -> Sequence[str]:
    return lesson.inputs.texts


def _pictures(view: ProjectView, lesson: Lesson) -> Sequence[bytes]:
    """A blank sheet where there is no picture, as for the encoder."""
    items = lesson.items.tolist()
    digests = view.files.pictured(items)
    pictures = pictures_of(view, list(dict.fromkeys(digests.values())))
    blank = blank_sheet()
    return [pictures.get(digests.get(item, ""), blank) for item in items]


def _sounds(view: ProjectView, lesson: Lesson) -> Sequence[object]:
    """A second of silence where the sound is gone."""
    items = lesson.items.tolist()
    digests = view.files.digests(items)
    sounds = sounds_of(view, list(dict.fromkeys(digests.values())))
    silence = np.zeros(_SECOND, np.float32)
    return [sounds.get(digests.get(item, ""), silence) for item in items]


_CONTENTS: Mapping[Modality, Callable[[ProjectView, Lesson], Sequence[Any]]] = {
    Modality.TEXT: _texts,
    Modality.PICTURE: _pictures,
    Modality.SOUND: _sounds,
}
