"""The shelf: pretrained models as files on this computer, checked before they are used.

Nothing here imports torch, and no code that comes with a model is ever run: models are read as files.
"""

from deskhand.engine.shelf.files import SPEECH_FILES, WEIGHTS, ModelFiles
from deskhand.engine.shelf.finding import STARTER, catalogue, find, find_picture, find_sound, find_speech, folder_named

__all__ = [
    "SPEECH_FILES",
    "STARTER",
    "WEIGHTS",
    "ModelFiles",
    "catalogue",
    "find",
    "find_picture",
    "find_sound",
    "find_speech",
    "folder_named",
]
