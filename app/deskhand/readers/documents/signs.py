"""The signs by which a file shows what it is: its first bytes, what is packed in it, last the ending of its name."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import olefile

_HEAD = 4096
_OLE = olefile.MAGIC
_MIMETYPE = "mimetype"
_MOST_STREAMS = 5000
_JUNK = b"\xef\xbb\xbf \t\r\n\0"


@dataclass(frozen=True, slots=True)
class Signs:
    """``parts`` are the names in a zip, or the streams (``folder/name``) of an OLE file, in small letters.

    ``mimetype`` is what an OpenDocument file calls itself. ``ending`` is in small letters, with its dot.
    """

    head: bytes
    ending: str
    parts: frozenset[str] = frozenset()
    mimetype: str = ""
    is_ole: bool = False

    @property
    def beginning(self) -> bytes:
        """The first bytes that mean something, in small letters."""
        return self.head.lstrip(_JUNK).lower()

    def has(self, folder: str) -> bool:
        """Whether something is packed below ``folder``."""
        return any(part.startswith(folder) for part in self.parts)


def signs_of(path: Path) -> Signs:
    """Raises ``OSError``, and what broken archives raise."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    ending = path.suffix.lower()
    if head.startswith(_OLE):
        return Signs(head, ending, _streams(path), is_ole=True)
    if head.startswith(b"PK") and zipfile.is_zipfile(path):
        return _of_zip(path, head, ending)
    return Signs(head, ending)


def _of_zip(path: Path, head: bytes, ending: str) -> Signs:
    with zipfile.ZipFile(path) as archive:
        names = frozenset(name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist())
        mimetype = b""
        if _MIMETYPE in archive.namelist():
            with archive.open(_MIMETYPE) as part:
                mimetype = part.read(200)
    return Signs(head, ending, names, mimetype.decode("ascii", "replace").strip())


def _streams(path: Path) -> frozenset[str]:
    with olefile.OleFileIO(path) as ole:
        return frozenset("/".join(names).lower() for names in ole.listdir()[:_MOST_STREAMS])
