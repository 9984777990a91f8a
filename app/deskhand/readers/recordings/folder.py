"""The recordings in a folder and all folders in it, listed without opening one."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from deskhand.domain.recordings import SOUND_ENDINGS, Recording
from deskhand.readers.recordings import trouble
from deskhand.readers.recordings.beside import Beside
from deskhand.readers.recordings.call_names import CallNames, Told
from deskhand.readers.recordings.file_names import as_people_count, kind_of, shown

Entry: TypeAlias = "os.DirEntry[str]"

_DEEPEST = 40  # folders in folders


class RecordingsFolder:
    """The recordings below ``folder``, or only ``files`` of them (relative to it).

    ``notes`` (in plain words) and ``others`` (how many files of which kind are no recordings) are complete when all
    have been listed.
    """

    def __init__(self, folder: str | Path, files: Sequence[bytes] = (), own_patterns: str = "") -> None:
        self._folder = Path(folder)
        self._only = {self._folder / os.fsdecode(file) for file in files}
        self._leading = {above for file in self._only for above in file.parents}
        self._names = CallNames(own_patterns)
        self.notes: tuple[str, ...] = self._names.notes
        self.others: Counter[str] = Counter()

    def each(self) -> Iterator[Recording]:
        """All, sorted as people count (2 before 10), the files of a folder before the folders in it.

        Hidden files are passed over and links out of the folder are not followed. Raises ``ProblemError`` if the
        folder is not there, goes away, or has no recordings.
        """
        row = 0
        for files in self._walk(self._folder, 0):
            for file, told in self._recordings(files):
                row += 1
                path = Path(file.path).relative_to(self._folder)
                yield Recording(row, os.fsencode(path), self._size(file), told.received, told.caller)
        if not row:
            raise trouble.no_recordings(self._folder, self.others)
        if row < len(self._only):
            self.notes += (f"Chosen recordings that are no longer there: {len(self._only) - row:,}.",)

    def _walk(self, folder: Path, depth: int) -> Iterator[list[Entry]]:
        """The files of ``folder``, then those of each folder in it."""
        entries = sorted(self._entries(folder), key=lambda entry: as_people_count(entry.name))
        yield [entry for entry in entries if not entry.is_dir(follow_symlinks=False)]
        for entry in entries:
            if depth < _DEEPEST and entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path), depth + 1)

    def _entries(self, folder: Path) -> list[Entry]:
        if self._only and folder not in self._leading:
            return []
        try:
            with os.scandir(folder) as found:
                return [entry for entry in found if not entry.name.startswith((".", "~$"))]
        except OSError as error:
            self._must_be_there(error)
            self.notes += (f"A folder could not be opened and was passed over: {shown(folder)}.",)
            return []

    def _recordings(self, files: list[Entry]) -> Iterator[tuple[Entry, Told]]:
        """Those among the files of one folder. What lies beside them knows better than their names."""
        recordings = [file for file in files if self._is_meant(file)]
        names = {file.name for file in recordings}
        rest = [file for file in files if file.name not in names]
        self.others.update(kind_of(file.name) for file in rest)
        beside = Beside([Path(file.path) for file in rest], names)
        self.notes += beside.notes
        for file in recordings:
            yield file, beside.told_of(file.name).or_else(self._names.told_by(shown(Path(file.name)).name))

    def _is_meant(self, file: Entry) -> bool:
        if self._only:
            return Path(file.path) in self._only
        return Path(file.name).suffix.lower() in SOUND_ENDINGS and (not file.is_symlink() or self._lies_inside(file))

    def _lies_inside(self, link: Entry) -> bool:
        """A link that leads to a file of the same folder, or of one in it."""
        target = Path(link.path).resolve()
        return target.is_file() and target.is_relative_to(self._folder.resolve())

    def _size(self, file: Entry) -> int:
        """Bytes; 0 of a file that cannot be looked at, which is told when it is opened."""
        try:
            return file.stat().st_size
        except OSError as error:
            self._must_be_there(error)
            return 0

    def _must_be_there(self, error: OSError) -> None:
        """One file or folder that cannot be reached is passed over; the whole of them is a problem."""
        try:
            os.scandir(self._folder).close()
        except PermissionError:
            raise trouble.not_allowed(self._folder) from error
        except OSError:
            raise trouble.gone(self._folder) from error
