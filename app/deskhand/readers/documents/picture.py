"""Pictures as documents: scans and photos, whose words are read off them."""

from pathlib import Path

from PIL.Image import Image

from deskhand.domain.files import PHOTO_ENDINGS, Content
from deskhand.readers import pictures
from deskhand.readers.documents.document import PICTURE_SIDE, Document, See
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_BOXES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftypheim", b"ftyphevc", b"ftypavif", b"ftypavis")
_SEEN_SIDE = 2600  # pixels; A4 at 220 dpi
_MOST_SEEN = 3
_MANY = 60  # letters; a picture with so many that no camera took is a scan


def fits(signs: Signs) -> bool:
    """A file that only bears the name is asked for as well: then it is told what is wrong with it as a picture."""
    head = signs.head
    is_picture = head.startswith(_BEGINNINGS) or head[4:12] in _BOXES or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    return is_picture or (signs.ending in PHOTO_ENDINGS and not head.isascii())


def read(path: Path, see: See) -> Document:
    first = pictures.look_at(path, _SEEN_SIDE)
    words = Words()
    seen = min(first.pages, _MOST_SEEN)
    for page in range(seen):
        words.paragraph(see(pictures.look_at(path, _SEEN_SIDE, page).image if page else first.image))
    text = str(words)
    is_scan = first.pages > 1 or (not first.date and sum(map(str.isalpha, text)) >= _MANY)
    notes = (*first.notes, *words.notes, *_left_out(first.pages))
    content = Content("Scan" if is_scan else "Photo", text, first.pages, first.date, seen=seen, notes=notes)
    return Document(content, pictures.shrunk(first.image, PICTURE_SIDE))


def draw(path: Path, page: int, side: int) -> Image | None:
    return pictures.look_at(path, side, page).image if page < pictures.look_at(path, 16).pages else None


def _left_out(pages: int) -> tuple[str, ...]:
    return (f"Only the first {_MOST_SEEN} of {pages:,} pages were read.",) if pages > _MOST_SEEN else ()
