"""The documents, photos or sounds in a folder and all folders in it, listed without opening one."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from deskhand.domain.files import DOCUMENT_ENDINGS, PHOTO_ENDINGS, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.readers.file_names import kind_of
from deskhand.readers.folder_trouble import counted, none_there
from deskhand.readers.walking import Entry, Walk, is_link

_ENDINGS = {SourceKind.DOCUMENTS: DOCUMENT_ENDINGS, SourceKind.PHOTOS: PHOTO_ENDINGS, SourceKind.SOUNDS: SOUND_ENDINGS}
_ELSEWHERE = 0x1000 | 0x400000  # of Windows: FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
_DATALESS = 0x40000000  # of macOS: SF_DATALESS


class FilesFolder:
    """The files of a kind below ``folder``, or only ``files`` of them (relative to it).

    ``notes`` (in plain words) is complete when all have been listed.
    """

    def __init__(self, folder: str | Path, kind: SourceKind, files: Sequence[bytes] = ()) -> None:
        self._folder = Path(folder).absolute()
        self._what = kind.value
        self._endings = _ENDINGS[kind]
        self._only = {str(self._folder / os.fsdecode(file)) for file in files}
        self._walk = Walk(self._folder, self._what, {above for file in self._only for above in Path(file).parents})
        self._passed: Counter[str] = Counter()
        self._others: Counter[str] = Counter()
        self.notes: tuple[str, ...] = ()

    def each(self) -> Iterator[FoundFile]:
        """All, sorted as people count (2 before 10), the files of a folder before the folders in it.

        Hidden files and links are passed over. Raises ``ProblemError`` if the folder is not there, goes away, or has
        no such files.
        """
        row = 0
        above = len(os.path.join(self._folder, ""))  # noqa: PTH118
        for files in self._walk.folders():
            for file in filter(self._is_meant, files):
                row += 1
                size, modified = self._facts(file)
                yield FoundFile(row, os.fsencode(file.path[above:]), size, modified)
        if not row:
            raise none_there(self._folder, self._what, self._others)
        self.notes = (*self._walk.notes, *self._told(row))

    def _is_meant(self, file: Entry) -> bool:
        if self._only and file.path not in self._only:
            return False
        if is_link(file):
            self._passed["links"] += 1
        elif (self._only or _ending(file.name) in self._endings) and file.is_file(follow_symlinks=False):
            return True
        else:
            self._others[kind_of(file.name)] += 1
        return False

    def _facts(self, file: Entry) -> tuple[int, int]:
        """Bytes and when it was changed; 0 of a file that cannot be looked at, which is told when it is opened."""
        try:
            facts = file.stat(follow_symlinks=False)
        except OSError as error:
            self._walk.must_be_there(error)
            return 0, 0
        attributes, flags = getattr(facts, "st_file_attributes", 0), getattr(facts, "st_flags", 0)
        self._passed["elsewhere"] += bool(attributes & _ELSEWHERE or flags & _DATALESS)
        return facts.st_size, facts.st_mtime_ns

    def _told(self, listed: int) -> Iterator[str]:
        links, others, elsewhere = self._passed["links"], self._others.total(), self._passed["elsewhere"]
        if links:
            yield f"{_number(links, 'link was', 'links were')} passed over."
        if self._walk.hidden and not self._only:
            hidden = _number(self._walk.hidden, "hidden file or folder was", "hidden files or folders were")
            yield f"{hidden} passed over."
        if others:
            other = _number(others, "file of another kind was", "files of other kinds were")
            yield f"{other} passed over: {counted(self._others)}."
        if elsewhere:
            online = _number(elsewhere, "file is", "files are")
            yield f"{online} kept by an online drive and not on this computer yet: reading fetches them."
        if (missing := len(self._only) - listed - links - others) > 0:
            yield f"Chosen files that are no longer there: {missing:,}."


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _number(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
