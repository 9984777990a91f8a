"""What is read of a document, and what every kind of document can do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from PIL.Image import Image

from deskhand.domain.files import Content
from deskhand.readers.documents.signs import Signs

See: TypeAlias = Callable[[Image], str]
"""Reads the words off a picture."""

PICTURE_SIDE = 900
"""Longest side, in pixels, of the picture of a first page; whoever keeps it makes it smaller."""


@dataclass(frozen=True, slots=True)
class Document:
    """``picture`` is the first page, ``None`` where a document of this kind cannot be drawn."""

    content: Content
    picture: Image | None = None


class Kind(Protocol):
    """A kind of document: one module each."""

    def fits(self, signs: Signs) -> bool:
        """Whether a file with these signs is of this kind."""

    def read(self, path: Path, see: See) -> Document:
        """All of it. May raise anything; ``ProblemError`` with what a person can do about it."""

    def draw(self, path: Path, page: int, side: int) -> Image | None:
        """A page (0-based), at most ``side`` pixels high and wide; ``None`` if there is no such page."""


def draw_nothing(_path: Path, _page: int, _side: int) -> Image | None:
    """For kinds that have no pages to look at."""
    return None
