"""A recording that is sorted by its sound: how long it is, and a picture of it. It is decoded whole, and not kept."""

from collections.abc import Callable
from pathlib import Path

from deskhand.domain.files import LONGEST_SOUND, SOUND, Content
from deskhand.readers.pictures import as_jpeg
from deskhand.readers.sound.decoding import BLOCK, open_sound
from deskhand.readers.sound.loudness import drawn, loudest
from deskhand.readers.sound.trouble import too_long
from deskhand.readers.sound_picture import picture_of

_COUNT = 560  # stretches that are drawn
_MINUTE = 60


def read_sound(path: Path, edge: int, tick: Callable[[], None]) -> tuple[Content, bytes]:
    """What is known of it, and its picture (JPEG, ``edge`` dots wide). Raises ``ProblemError``.

    Silence is a sound as others are. ``tick`` is called as it goes on.
    """
    fine: list[float] = []
    with open_sound(path) as sound:
        for number, block in enumerate(sound.blocks()):
            if number * BLOCK >= LONGEST_SOUND:
                raise too_long(path, LONGEST_SOUND // _MINUTE)
            fine += loudest([block])
            tick()
        content = Content(
            SOUND,
            date=sound.received,
            sender=sound.caller,
            has_picture=True,
            notes=sound.notes,
            seconds=round(sound.seconds, 2),
        )
    return content, as_jpeg(picture_of(drawn(fine, _COUNT), edge))
