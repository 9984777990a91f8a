"""A look at a zipped workbook before anything takes it apart: bombs are refused without unpacking them whole."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from deskhand.readers import trouble

_MOST_PARTS = 20_000
_MOST_BYTES = 4 << 30  # unpacked; a million rows of ten columns come to about one
_BIG_BYTES = 200 << 20
_MOST_RATIO = 200  # the XML of real sheets packs 5 to 40 times
_MOST_CELLS = 60_000_000  # calamine takes 32 bytes for every cell of the rectangle, unasked: beyond, it would abort
_PIECE = 1 << 20
_SEAM = 4096  # what stands on the seam of two pieces is looked at twice

_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_CELL = re.compile(rb'[<:]c r="([A-Z]{2,3})[0-9]{1,7}"[^>]*[^/]>')
_ROW_NUMBER = re.compile(rb'[<:]row [^>]*?\br="([0-9]{1,7})"')


def check(path: Path) -> None:
    """Refuse ``path`` if opening it would be harmful. Raises ``ProblemError``, or what ``zipfile`` raises.

    A document type definition, which no workbook needs, is refused in any part.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        check_directory(path, parts)
        for part in parts:
            name = part.filename.lower().replace("\\", "/")
            if name.endswith((".xml", ".rels")):
                _check_part(path, archive, part, is_sheet="/worksheets/" in name)


def check_directory(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse ``path`` by what its directory says of its ``parts``. Raises ``ProblemError``."""
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > _MOST_PARTS:
        raise trouble.dangerous(path, f"{len(parts)} parts")
    if size > _MOST_BYTES or (size > _BIG_BYTES and size / packed > _MOST_RATIO):
        raise trouble.dangerous(path, f"{packed} bytes would unpack to {size}")
    if any(part.flag_bits & 1 for part in parts):
        raise trouble.no_password(path)


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, is_sheet: bool) -> None:
    """Unpack ``part`` piece by piece: definitions and cells far out are found on the way."""
    widest = last_row = 0
    for number, piece in enumerate(_pieces(archive, part)):
        if number == 0 and _defines(piece):
            raise trouble.dangerous(path, f"a document type definition in {part.filename}")
        if is_sheet:
            widest = max(widest, max(map(_column_number, _WIDE_CELL.findall(piece)), default=0))
            last_row = max(last_row, max(map(int, _ROW_NUMBER.findall(piece)), default=0))
    if widest * last_row > _MOST_CELLS:
        raise trouble.too_big(path, f"{last_row} rows of {widest} columns")


def _defines(beginning: bytes) -> bool:
    plain = beginning.replace(b"\x00", b"")  # UTF-16 as well
    return _DEFINITION.search(plain) is not None


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    kept = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            yield kept + piece
            kept = piece[-_SEAM:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
