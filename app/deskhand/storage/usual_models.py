"""Which model is meant where nobody named one."""

from collections.abc import Mapping

from deskhand.domain.models import Modality
from deskhand.storage.models import on_the_shelf
from deskhand.storage.settings import Settings

SETTINGS: Mapping[Modality, str] = {
    Modality.PICTURE: "picture.model",
    Modality.SOUND: "sound.model",
    Modality.SPEECH: "speech.model",
}


def usual_model(modality: Modality) -> str:
    """An id of the shelf or a folder: that of the settings, else the first of the shelf that is here.

    Of texts, and where there is none: "" (texts are then read by the model that comes with Deskhand).
    """
    if modality not in SETTINGS:
        return ""
    told = str(Settings().get(SETTINGS[modality]))
    return told or next((one.id for one in on_the_shelf() if one.here and one.modality is modality), "")
