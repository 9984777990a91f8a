"""Cells of a table that name files of a source, in whatever way people write paths."""

import ntpath
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from unicodedata import normalize
from urllib.parse import unquote

_ENDING = re.compile(r"[^\s.]\.[A-Za-z0-9]{2,5}$")


class NamedFiles:
    """The files of a source, found by a path: from ``folder`` or from ``beside`` (the table's folder), or whole.

    A name alone finds a file if only one is called so; a path from elsewhere (a drive of another letter), if its end
    fits only one, with at least one folder. Slashes lean as they like, and capitals need not match.
    """

    def __init__(self, folder: str, beside: str, paths: Iterable[tuple[int, str]]) -> None:
        self._folder, self._beside = _plain(folder), _plain(beside)
        self._whole: dict[str, int] = {}
        self._loose: dict[str, int | None] = {}  # whole paths and their ends, in small letters; None: of several files
        above = posixpath.basename(self._folder)
        for item, path in paths:
            whole = _joined(self._folder, _plain(path))
            self._whole[whole] = item
            for key in (whole.casefold(), *_ends(f"{above}/{_plain(path)}".casefold())):
                self._loose[key] = None if self._loose.get(key, item) != item else item

    def find(self, cell: str) -> int | None:
        """The item that ``cell`` names; ``None``: none, or nobody knows which."""
        for path in _readings(cell):
            whole = [_joined(base, path) for base in (self._folder, self._beside)]
            ends = [end for end in _ends(path.casefold()) if "/" in end or "/" not in path]
            exact = [self._whole.get(key) for key in whole]
            loose = [self._loose.get(key) for key in (*map(str.casefold, whole), *ends)]
            if found := [item for item in (*exact, *loose) if item is not None]:
                return found[0]
        return None


def path_column(columns: Sequence[str], rows: Sequence[Sequence[str]], files: NamedFiles) -> int | None:
    """The column of ``rows`` that names the most files; ``None``: none does."""
    found = Counter(
        column for row in rows for column in range(len(columns)) if row[column].strip() and files.find(row[column])
    )
    return max(found, key=lambda column: (found[column], -column)) if found else None


def looks_like_path(cell: str) -> bool:
    """Whether ``cell`` would name a file: it has a slash or an ending."""
    return bool("/" in cell or "\\" in cell or _ENDING.search(cell.strip()))


def _readings(cell: str) -> list[str]:
    """``cell`` as a path: as it stands, and out of a link."""
    text = cell.strip().strip("\"'<>").strip()
    if text.lower().startswith("file:"):
        linked = unquote(text[5:]).replace("\\", "/")
        host = "" if linked.startswith("///") or not linked.startswith("//") else "//"
        bare = linked.lstrip("/")
        text = host + bare if host or _has_drive(bare) else "/" + bare
        return [_plain(text)]
    plain = _plain(text)
    if not plain:
        return []
    return [plain, _plain(unquote(text))] if "%" in text else [plain]


def _has_drive(path: str) -> bool:
    return bool(re.match(r"[A-Za-z]:/", path))


def _plain(path: str) -> str:
    """With slashes that lean forwards, in composed letters, and nothing that leads nowhere."""
    path = normalize("NFC", path.replace("\\", "/"))
    return posixpath.normpath(path) if path.strip() else ""


def _joined(base: str, path: str) -> str:
    """``path`` from ``base``."""
    is_whole = path.startswith("/") or bool(ntpath.splitdrive(path)[0])
    return posixpath.normpath(path if is_whole else f"{base}/{path}")


def _ends(path: str) -> Iterable[str]:
    """``path``, then without its first part, and so on down to the bare name."""
    parts = [part for part in path.split("/") if part]
    return ("/".join(parts[start:]) for start in range(len(parts)))
