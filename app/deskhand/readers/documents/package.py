"""A zipped office file: its parts of XML, streamed, and the small picture that some keep of their first page."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from PIL import Image

from deskhand.readers import archives
from deskhand.readers.documents import trouble
from deskhand.readers.trouble import dangerous

_PIECE = 1 << 16
_MOST_XML = 30 << 20  # bytes of a document that are looked at; its words are found in far fewer
_THUMBNAIL = re.compile(r"(docprops|thumbnails)/thumbnail\.(jpe?g|png)")
_LARGEST_THUMBNAIL = 2 << 20  # bytes
_SIDES = range(120, 2001)  # pixels; smaller ones show nothing


class Handler(Protocol):
    """Hears what is in a part. Names are without their namespaces."""

    @property
    def full(self) -> bool:
        """Whether enough was heard."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


class Package:
    """An open office file. ``names`` are the parts by their names in small letters, without a leading slash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = _MOST_XML
        self.names = {part.filename.lower().replace("\\", "/").lstrip("/"): part for part in archive.infolist()}

    def matching(self, pattern: str) -> list[str]:
        """The names that ``pattern`` fits, 2 before 10."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: (len(name), name))

    def tell(self, name: str, handler: Handler) -> None:
        """Read the part ``name`` to ``handler`` until it has enough. A part that is not there has nothing to say."""
        part = self.names.get(name)
        if part is None:
            return
        parser = XMLParser(target=_Local(handler), forbid_dtd=True)
        with self._archive.open(part) as file:
            while self._left > 0 and not handler.full and (piece := file.read(_PIECE)):
                self._left -= len(piece)
                parser.feed(piece)

    @property
    def notes(self) -> tuple[str, ...]:
        """Says so if there was more than is looked at."""
        return ("It is very long; only its beginning was looked at.",) if self._left <= 0 else ()

    def thumbnail(self) -> Image.Image | None:
        """The first page as the program that made the file saw it, if it kept that in a size that shows something."""
        for name in self.matching(_THUMBNAIL.pattern):
            with self._archive.open(self.names[name]) as file:
                return _picture(file.read(_LARGEST_THUMBNAIL))
        return None


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Raises ``ProblemError`` if ``path`` is harmful or locked, and what broken archives raise."""
    with zipfile.ZipFile(path) as archive:
        if any(part.flag_bits & 1 for part in archive.infolist()):
            raise trouble.locked(path)
        archives.check_directory(path, archive.infolist())
        try:
            yield Package(archive)
        except DefusedXmlException as error:  # definitions, which no office program writes into these parts
            raise dangerous(path, type(error).__name__) from error


class _Local:
    """Hands on to a handler what the parser finds, without namespaces."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.data = handler.data

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._handler.end(_local(name))

    def close(self) -> None:
        """Asked for by the parser."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _picture(content: bytes) -> Image.Image | None:
    """``None`` if it is no picture, or of no use."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            return image.convert("RGB") if image.width in _SIDES and image.height in _SIDES else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
