"""The inside of an OLE file: what old Office programs and Outlook keep their documents in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import olefile

from deskhand.readers.documents import dates, titles, trouble
from deskhand.readers.documents.decoding import text_of

_LARGEST = 100 << 20
"""Bytes of a stream that are taken."""


class Ole:
    """An open OLE file."""

    def __init__(self, file: olefile.OleFileIO, path: Path) -> None:
        self._file = file
        self._path = path
        self.names: list[list[str]] = file.listdir(streams=True, storages=False)

    def stream(self, *names: str) -> bytes:
        """The content of a stream, b"" if there is none of that name. Raises ``ProblemError`` if it is too long."""
        if not self._file.exists(list(names)):
            return b""
        if self._file.get_size(list(names)) > _LARGEST:
            raise trouble.too_big(self._path, names[-1])
        with self._file.openstream(list(names)) as stream:
            return bytes(stream.read())

    @property
    def title(self) -> str:
        told = self._summary()
        return titles.sensible(text_of(told.title or b"", _code_page(told.codepage))) if told else ""

    @property
    def date(self) -> str:
        """When it was first made, else last saved."""
        told = self._summary()
        moments = (told.create_time, told.last_saved_time) if told else ()
        return next(filter(None, (dates.as_utc(moment) for moment in moments if moment)), "")

    @property
    def pages(self) -> int:
        told = self._summary()
        return max(0, told.num_pages or 0) if told else 0

    def _summary(self) -> olefile.OleMetadata | None:
        """``None`` if it is damaged; the words may still be whole."""
        try:
            return self._file.get_metadata()
        except Exception:
            return None


@contextmanager
def open_ole(path: Path) -> Iterator[Ole]:
    """Raises what broken files raise."""
    with olefile.OleFileIO(path) as file:
        yield Ole(file, path)


def _code_page(number: int | None) -> str:
    """As a name. It is kept as a number with a sign."""
    return code_page((number or 1252) % 0x10000)


def code_page(number: int) -> str:
    """How Windows numbers encodings, as a name."""
    return {65001: "utf-8", 1200: "utf-16-le", 10000: "mac_roman", 28591: "cp1252", 20127: "ascii", 50220: "iso2022_jp",
            20866: "koi8_r", 28592: "iso8859_2", 51949: "euc_kr", 20932: "euc_jp", 54936: "gb18030"}.get(
        number, f"cp{number}"
    )  # fmt: skip
