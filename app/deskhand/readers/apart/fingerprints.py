"""What a file holds, as a number: by it the same content is known again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskhand.readers import trouble
from deskhand.readers.apart.trouble import changed, no_ordinary_file, too_long
from deskhand.readers.file_names import shown

LARGEST = 16 << 30
"""Bytes of a file that is looked into."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``digest`` is the SHA-256 (hex) of the file, ``size`` and ``modified`` (nanoseconds) are how it was found."""

    digest: str
    size: int
    modified: int


def fingerprint_of(path: Path, go_on: Callable[[], None] = lambda: None) -> Fingerprint:
    """``go_on`` is called again and again, and may raise. Raises ``ProblemError`` if the file cannot be reached."""
    try:
        size, modified = _facts(path)
        if not path.is_file():  # a pipe would be waited for, for ever
            raise no_ordinary_file(path)
        if size > LARGEST:
            raise too_long(path)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                go_on()
    except FileNotFoundError as error:
        raise trouble.not_there(shown(path)) from error
    except PermissionError as error:
        raise trouble.not_allowed(shown(path)) from error
    except OSError as error:
        raise trouble.unreachable(shown(path), type(error).__name__) from error
    return Fingerprint(digest.hexdigest(), size, modified)


def must_be_as_before(path: Path, fingerprint: Fingerprint) -> None:
    """Raises ``ProblemError`` if the file was written to meanwhile, so that what was read may be of another content."""
    try:
        if _facts(path) == (fingerprint.size, fingerprint.modified):
            return
    except OSError:
        raise trouble.not_there(shown(path)) from None
    raise changed(path)


def _facts(path: Path) -> tuple[int, int]:
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns
