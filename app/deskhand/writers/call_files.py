"""A folder with one file a call: its words as text, or as subtitles."""

import hashlib
import os
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path, PurePath

from deskhand.domain.jobs import OutputKind
from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import problem_of, write_whole
from deskhand.storage.codec import from_json, to_json
from deskhand.writers import subtitles
from deskhand.writers.answers import Written
from deskhand.writers.calls import Call
from deskhand.writers.targets import names_beside

LIST = ".deskhand-files"
"""In the folder: what Deskhand wrote there, with the SHA-256 of each; whatever differs is somebody's own."""

_NAME_LIMIT = 255  # bytes, of most file systems


def text(call: Call) -> str:
    """The words, or in brackets why there are none."""
    words = call.transcript.words if call.transcript else ""
    return f"{words or f'[{call.cells[-1]}]'}\n"


FORMATS: dict[OutputKind, Callable[[Call], str]] = {
    OutputKind.TEXT: text,
    OutputKind.SRT: lambda call: subtitles.srt(call.transcript.passages if call.transcript else ()),
    OutputKind.VTT: lambda call: subtitles.vtt(call.transcript.passages if call.transcript else ()),
}


def write(calls: Iterable[Call], folder: Path, kind: OutputKind) -> Written:
    """Write a file a call into ``folder``, named as its recording and in the same folders below.

    Only files that Deskhand wrote here, and nobody changed since, are replaced. Raises ``ProblemError``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(problem_of(error, folder)) from error
    shelf = _Shelf(folder)
    rows = 0
    try:
        for call in calls:
            shelf.put(_name_of(call.path, kind), FORMATS[kind](call).encode("utf-8", "replace"))
            rows += 1
    finally:
        shelf.close()
    return Written(rows, shelf.notes())


def _name_of(path: PurePath, kind: OutputKind) -> PurePath:
    """``path`` with the ending of ``kind``, never above the folder, and with room for a number."""
    parts = [part for part in path.parts if part not in ("..", path.anchor)]
    stem = os.fsencode(path.stem)[: _NAME_LIMIT - len(f".{kind.value} (99999)")].decode("utf-8", "ignore")
    return PurePath(*parts[:-1], f"{stem}.{kind.value}")


class _Shelf:
    """The files of one folder, as they are written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._list = folder / LIST
        self._ours = self._read()
        self._taken: set[str] = set()
        self._beside = 0

    def put(self, name: PurePath, content: bytes) -> None:
        """Write ``content`` as ``name``, or beside what is not ours under that name."""
        wanted, digest = self._folder / name, _digest(content)
        target = next(path for path in chain([wanted], names_beside(wanted)) if self._is_free(path, digest))
        self._beside += target != wanted and self._key(wanted) not in self._taken
        self._taken.add(self._key(target))
        if _digest_of(target) != digest:
            self._write(target, content)
        self._ours[self._key(target)] = digest

    def _write(self, target: Path, content: bytes) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProblemError(problem_of(error, target)) from error
        with write_whole(target) as temporary:
            temporary.write_bytes(content)

    def close(self) -> None:
        """Note what is ours."""
        with write_whole(self._list) as temporary:
            temporary.write_text(to_json(self._ours), encoding="utf-8")

    def notes(self) -> tuple[str, ...]:
        """Which names were taken."""
        if not self._beside:
            return ()
        files = "1 file was" if self._beside == 1 else f"{self._beside:,} files were"
        return (f"{files} there already and not written by Deskhand, or changed since; ours stand beside them.",)

    def _is_free(self, path: Path, digest: str) -> bool:
        """Whether nothing is there but what Deskhand wrote in an earlier saving, or would write now."""
        if self._key(path) in self._taken:
            return False
        return not path.exists() or _digest_of(path) in (digest, self._ours.get(self._key(path)))

    def _key(self, path: Path) -> str:
        """The name as it is noted; some file systems take a.txt and A.TXT for one."""
        name = path.relative_to(self._folder).as_posix().casefold()
        return name.encode("utf-8", "replace").decode()

    def _read(self) -> dict[str, str]:
        try:
            return from_json(self._list.read_text(encoding="utf-8"), dict[str, str])
        except (OSError, ValueError):  # none yet, or damaged: then nothing here is ours
            return {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""
