"""Zips of models, opened as if a stranger had packed them: by our own extractor, into a folder that is empty.

The standard library says where the parts lie and inflates them; which of them are written, where, and how much of
them, is decided here (reliability.md, T3).
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from deskhand.engine.shelf.files import refused
from deskhand.engine.shelf.safety import MOST_BYTES, MOST_FILES, Part, check_kind, check_size, taken

_BLOCK = 1 << 20
_LARGEST_RATIO, _RATIO_MATTERS = 200, 100 << 20  # weights hardly shrink; small texts may a lot
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_NAME = re.compile(r"\w[\w .+-]{0,99}")  # of a folder that may be made anywhere


def unpack(archive: Path, target: Path, done: Callable[[int], None]) -> None:
    """The files of the model in ``archive`` into the folder ``target``, which is empty. ``done`` hears how many bytes.

    A folder that all of them lie in is left out. Raises ``ProblemError`` before anything is written if there is a part
    that no honest zip has, and while it is written if a part is not what the zip says; ``OSError`` if it cannot be
    written.
    """
    name = archive.stem
    try:
        with zipfile.ZipFile(archive) as opened:
            parts = _parts(name, opened.infolist())
            for part, path in parts:
                _write(opened, part, target / path, done, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeError, RuntimeError) as error:
        raise refused(name, "the zip is damaged, or not of a usual kind", type(error).__name__) from error


def size_of(archive: Path) -> int:
    """Bytes that it says it has unpacked; 0 if it cannot be read."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return sum(one.file_size for one in opened.infolist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError):
        return 0


def name_in(archive: Path) -> str:
    """What the model in it is called: the folder that all of it lies in, or else the zip."""
    try:
        with zipfile.ZipFile(archive) as opened:
            above = _shared_folder([one for one in opened.namelist() if not _hidden(one)])
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError):
        above = ""
    plain = above.rstrip("/")
    return plain if _NAME.fullmatch(plain) else archive.stem


def _parts(name: str, listed: Sequence[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """Those that are taken, and where they go below the target."""
    if len(listed) > MOST_FILES:
        raise refused(name, "it has far more files than a model")
    if sum(one.file_size for one in listed) > MOST_BYTES:
        raise refused(name, "its files are far larger than those of a model")
    for one in listed:
        _check(name, one)
    if len({one.filename.rstrip("/").casefold() for one in listed}) < len(listed):
        raise refused(name, "two of its files have the same name")
    _check_apart(name, listed)
    files = [one for one in listed if not one.is_dir() and not _hidden(one.filename)]
    above = _shared_folder([one.filename for one in files])
    found = [(one, one.filename[len(above) :]) for one in files]
    for one, path in found:
        check_kind(name, path)
        if taken(path):
            check_size(name, Part(path, one.file_size))
    return [(one, path) for one, path in found if taken(path)]


def _check(name: str, one: zipfile.ZipInfo) -> None:
    """Raises ``ProblemError`` for a part that no honest zip of a model has."""
    path = one.orig_filename  # as it stands there; the library cuts it at NUL and turns slashes
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or any(sign in path for sign in ("\\", ":", "\0")) or not parts.parts:
        raise refused(name, "one of its files would lie outside its folder")
    mode = one.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refused(name, "it has links to other places, or what is no real file")
    if one.flag_bits & _ENCRYPTED or one.compress_type not in _PACKED:
        raise refused(name, "the zip is locked with a password, or packed in an unusual way")
    if one.file_size > _RATIO_MATTERS and one.file_size > _LARGEST_RATIO * max(1, one.compress_size):
        raise refused(name, "one of its files grows out of nothing, as in a zip that is made to fill a drive")


def _check_apart(name: str, listed: Sequence[zipfile.ZipInfo]) -> None:
    """Parts that share their bytes are how a small zip becomes huge."""
    end = 0
    for one in sorted(listed, key=lambda one: one.header_offset):
        if one.header_offset < end:
            raise refused(name, "its files lie over each other, as in a zip that is made to fill a drive")
        end = one.header_offset + 30 + len(one.orig_filename.encode("utf-8", "surrogateescape")) + one.compress_size


def _hidden(path: str) -> bool:
    """As git has them, and macOS adds them."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(path).parts)


def _shared_folder(paths: Sequence[str]) -> str:
    """With its end; "" if they do not all lie in one."""
    first = {path.partition("/")[0] for path in paths if "/" in path}
    return f"{first.pop()}/" if len(first) == 1 and all("/" in path for path in paths) else ""


def _write(opened: zipfile.ZipFile, part: zipfile.ZipInfo, file: Path, done: Callable[[int], None], name: str) -> None:
    """Never more bytes than the part is said to have."""
    file.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(part) as packed, file.open("xb") as stream:
        while block := packed.read(_BLOCK):
            written += len(block)
            if written > part.file_size:
                raise refused(name, "one of its files is longer than the zip says")
            stream.write(block)
            done(len(block))
    if written != part.file_size:
        raise refused(name, "one of its files is shorter than the zip says")
