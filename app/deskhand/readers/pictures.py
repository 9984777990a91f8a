"""A picture as it is looked at: bounded in size, the right way up, in plain colours."""

import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pi_heif
from PIL import Image, ImageFile, UnidentifiedImageError

from deskhand.domain.problems import ProblemError
from deskhand.readers import picture_trouble as trouble

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "HEIF")
MOST_BYTES = 400_000_000
"""Of a picture while it is decoded: 100 million dots in colour, four times as many in black and white."""
QUALITY = 85

_DAMAGED = "Part of the picture is missing: the file is damaged or was cut off."
_BYTES = {"1": 2, "L": 1, "P": 5, "LA": 4, "I;16": 3}  # a dot, of modes that need less or more than four
_WITH_ALPHA = frozenset(("LA", "La", "PA", "RGBA", "RGBa"))
_PLAIN = frozenset(("L", "RGB", "CMYK"))
_EXIF, _ORIENTATION = 0x8769, 0x0112
_TAKEN, _DIGITIZED, _CHANGED = 0x9003, 0x9004, 0x0132
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Image.MAX_IMAGE_PIXELS = None  # the limit is ours: see MOST_BYTES
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


@dataclass(frozen=True, slots=True)
class Picture:
    """``date``: when it was taken, local time, ISO 8601 ("": it does not say). ``pages``: of a fax or scan."""

    image: Image.Image
    date: str = ""
    pages: int = 1
    notes: tuple[str, ...] = ()


def open_picture(path: Path, edge: int) -> Image.Image:
    """The picture in ``path``, at most ``edge`` dots high and wide. Raises ``ProblemError``."""
    return look_at(path, edge).image


def look_at(path: Path, edge: int, page: int = 0) -> Picture:
    """Like ``open_picture``, with what else the file tells; of a file that is cut off, as much as there is."""
    with trouble.at_the_picture(path):
        if not path.stat().st_size:
            raise trouble.empty(path)
        try:
            return _looked_at(path, edge, page)
        except (ProblemError, MemoryError):
            raise
        except Exception as error:
            if trouble.of_the_drive(error):
                raise
        with _as_far_as_it_goes():
            picture = _looked_at(path, edge, page)
        if _is_blank(picture.image):
            raise trouble.damaged(path, "blank")
        return replace(picture, notes=(*picture.notes, _DAMAGED))


def shrunk(image: Image.Image, edge: int) -> Image.Image:
    """At most ``edge`` dots high and wide, in plain colours, on white."""
    image = _plain(image)
    if max(image.size) > edge:
        image = image.copy() if image.readonly else image
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def as_jpeg(image: Image.Image) -> bytes:
    """A whole JPEG file."""
    made = BytesIO()
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def _looked_at(path: Path, edge: int, page: int) -> Picture:
    try:
        opened = Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise trouble.no_picture(path) from error
    with opened as image:
        pages = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        if page >= pages:
            raise trouble.no_such_page(path, page)
        if page:
            image.seek(page)
        full = image.size
        image.draft(None, (2 * edge, 2 * edge))  # a JPEG is decoded at a half, a quarter or an eighth
        if math.prod(image.size) * _BYTES.get(image.mode, 4) > MOST_BYTES or math.prod(full) > 4 * MOST_BYTES:
            raise trouble.too_large(path, *full)
        image.load()
        turn = _UPRIGHT.get(_told(image, _ORIENTATION))
        small = shrunk(image, edge)
        return Picture(small if turn is None else small.transpose(turn), _taken(image), pages)


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be shrunk: greys, colours, or colours with what shines through."""
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in _PLAIN:
        return image
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in {"I", "F"}:
        return _stretched(image)
    return image.convert("L" if image.mode == "1" else "RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """Numbers of any size as greys, the least black and the greatest white."""
    low, high = image.getextrema()
    if not (isinstance(low, int | float) and isinstance(high, int | float) and low < high):
        return Image.new("L", image.size)
    scale = 255 / (high - low)
    return image.point(lambda value: value * scale - low * scale).convert("L")


def _told(image: Image.Image, tag: int) -> int:
    """The number under an EXIF tag; 0 if there is none, or none can be made out."""
    with suppress(Exception):
        return int(image.getexif().get(tag, 0))
    return 0


def _taken(image: Image.Image) -> str:
    """When it was taken: when the shutter went, else when it was scanned, else when it was last changed."""
    with suppress(Exception):
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF)
        for told in (inner.get(_TAKEN), inner.get(_DIGITIZED), exif.get(_CHANGED)):
            with suppress(ValueError):
                return datetime.strptime(str(told).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S").isoformat()
    return ""


def _is_blank(image: Image.Image) -> bool:
    return all(low == high for low, high in image.getextrema())  # type: ignore[misc]


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """Pillow has one switch for this, for the whole process."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
