"""What is done with a file in a process of its own."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL.Image import Image

from deskhand.domain.files import PHOTO, PICTURE_EDGE, Content
from deskhand.domain.items import SourceKind
from deskhand.readers.apart.limits import MEMORY_TO_SEE, limit_memory
from deskhand.readers.apart.messages import Draw, HasDrawn, HasRead, Read
from deskhand.readers.pictures import as_jpeg, look_at, shrunk

Tick = Callable[[], None]
See = Callable[[Image], str]


def read(order: Read, tick: Tick) -> HasRead:
    """Raises ``ProblemError``, and ``MemoryError`` if there is too little of that."""
    return _READ[order.kind](Path(os.fsdecode(order.path)), order, tick)


def draw(order: Draw) -> HasDrawn:
    """Raises ``ProblemError``, and ``MemoryError`` if there is too little of that."""
    return HasDrawn(_DRAW[order.kind](Path(os.fsdecode(order.path)), order))


def _photo(path: Path, _order: Read, _tick: Tick) -> HasRead:
    picture = look_at(path, PICTURE_EDGE)
    content = Content(PHOTO, date=picture.date, has_picture=True, notes=picture.notes)
    return HasRead(content, as_jpeg(picture.image))


def _photo_drawn(path: Path, order: Draw) -> bytes:
    return as_jpeg(look_at(path, order.edge, order.page).image)


def _sound(path: Path, _order: Read, tick: Tick) -> HasRead:
    from deskhand.readers.apart.sounds import read_sound

    content, jpeg = read_sound(path, PICTURE_EDGE, tick)
    return HasRead(_sendable(content), jpeg)


def _sound_drawn(path: Path, order: Draw) -> bytes:
    from deskhand.readers.apart.sounds import read_sound

    return read_sound(path, order.edge, lambda: None)[1]


def _page_drawn(path: Path, order: Draw) -> bytes:
    from deskhand.readers.documents.reading import page_picture

    image = page_picture(path, order.page, order.edge)
    return b"" if image is None else as_jpeg(shrunk(image, order.edge))


def _document(path: Path, order: Read, tick: Tick) -> HasRead:
    from deskhand.readers.documents.reading import read_document

    see: See = (lambda image: _seen(image, tick)) if order.see else _blind
    document = read_document(path, see)
    content, picture = _sendable(document.content), document.picture
    return HasRead(content, b"" if picture is None else as_jpeg(shrunk(picture, PICTURE_EDGE)))


def _seen(image: Image, tick: Tick) -> str:
    """Words off a page. What that stands on is loaded when the first page is looked at."""
    tick()
    from deskhand.readers import seeing

    if seeing.load():
        limit_memory(MEMORY_TO_SEE)
        tick()
    return seeing.words_in(image.convert("RGB"), tick)


_READ: dict[SourceKind, Callable[[Path, Read, Tick], HasRead]] = {
    SourceKind.DOCUMENTS: _document,
    SourceKind.PHOTOS: _photo,
    SourceKind.SOUNDS: _sound,
}
_DRAW: dict[SourceKind, Callable[[Path, Draw], bytes]] = {
    SourceKind.DOCUMENTS: _page_drawn,
    SourceKind.PHOTOS: _photo_drawn,
    SourceKind.SOUNDS: _sound_drawn,
}


def _blind(_image: Image) -> str:
    return ""


def _sendable(content: Content) -> Content:
    """Without halves of characters, which no line of JSON can hold."""
    return replace(
        content,
        words=_whole(content.words),
        sender=_whole(content.sender),
        subject=_whole(content.subject),
        attached=tuple(map(_whole, content.attached)),
        notes=tuple(map(_whole, content.notes)),
    )


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
