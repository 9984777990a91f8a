"""The recordings in a folder and all folders in it, listed without opening one."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from deskhand.domain.recordings import SOUND_ENDINGS, Recording
from deskhand.readers.file_names import kind_of, shown
from deskhand.readers.folder_trouble import none_there
from deskhand.readers.recordings.beside import Beside
from deskhand.readers.recordings.call_names import CallNames, Told
from deskhand.readers.walking import Entry, Walk

_WHAT = "recordings"


class RecordingsFolder:
    """The recordings below ``folder``, or only ``files`` of them (relative to it).

    ``notes`` (in plain words) and ``others`` (how many files of which kind are no recordings) are complete when all
    have been listed.
    """

    def __init__(self, folder: str | Path, files: Sequence[bytes] = (), own_patterns: str = "") -> None:
        self._folder = Path(folder).absolute()
        self._only = {self._folder / os.fsdecode(file) for file in files}
        self._walk = Walk(self._folder, _WHAT, {above for file in self._only for above in file.parents})
        self._names = CallNames(own_patterns)
        self.notes: tuple[str, ...] = self._names.notes
        self.others: Counter[str] = Counter()

    def each(self) -> Iterator[Recording]:
        """All, sorted as people count (2 before 10), the files of a folder before the folders in it.

        Hidden files are passed over and links out of the folder are not followed. Raises ``ProblemError`` if the
        folder is not there, goes away, or has no recordings.
        """
        row = 0
        for files in self._walk.folders():
            for file, told in self._recordings(files):
                row += 1
                path = Path(file.path).relative_to(self._folder)
                yield Recording(row, os.fsencode(path), self._size(file), told.received, told.caller)
        if not row:
            raise none_there(self._folder, _WHAT, self.others)
        self.notes += self._walk.notes
        if row < len(self._only):
            self.notes += (f"Chosen recordings that are no longer there: {len(self._only) - row:,}.",)

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
            self._walk.must_be_there(error)
            return 0
