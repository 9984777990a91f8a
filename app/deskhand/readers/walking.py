"""A folder and all folders in it, walked as people count. Nothing is opened, and no link is followed."""

import os
import stat
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeAlias

from deskhand.readers import folder_trouble as trouble
from deskhand.readers.file_names import as_people_count, shown

Entry: TypeAlias = "os.DirEntry[str]"

_DEEPEST = 40  # folders in folders
_OF_THE_SYSTEM = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"))
_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM


class Walk:
    """Below ``folder``, or only in ``leading`` of its folders. ``what`` people call the files that are looked for.

    ``notes`` (in plain words) and ``hidden`` (how many hidden files were passed over) are complete when all have been
    walked.
    """

    def __init__(self, folder: Path, what: str, leading: Collection[Path] = ()) -> None:
        self._folder = folder.absolute()
        self._what = what
        self._leading = {str(one) for one in leading}
        self.notes: tuple[str, ...] = ()
        self.hidden = 0

    def folders(self) -> Iterator[list[Entry]]:
        """The files of each folder, sorted as people count (2 before 10); of a folder before the folders in it.

        Links are among them. Raises ``ProblemError`` if the folder is not there or goes away.
        """
        return self._walk(str(self._folder), 0)

    def must_be_there(self, error: OSError) -> None:
        """One file or folder that cannot be reached is passed over; the whole of them is a problem."""
        try:
            os.scandir(self._folder).close()
        except PermissionError:
            raise trouble.not_allowed(self._folder, self._what) from error
        except OSError:
            raise trouble.gone(self._folder, self._what) from error

    def _walk(self, folder: str, depth: int) -> Iterator[list[Entry]]:
        files: list[Entry] = []
        folders: list[Entry] = []
        for entry in sorted(self._entries(folder), key=lambda entry: as_people_count(entry.name)):
            (folders if _is_folder(entry) else files).append(entry)
        yield files
        del files  # of 100,000, while the folders in it are walked
        for entry in folders:
            if depth < _DEEPEST:
                yield from self._walk(entry.path, depth + 1)

    def _entries(self, folder: str) -> list[Entry]:
        if self._leading and folder not in self._leading:
            return []
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            self.must_be_there(error)
            self.notes += (f"A folder could not be opened and was passed over: {shown(Path(folder))}.",)
            return []
        seen = [entry for entry in entries if not _is_hidden(entry)]
        self.hidden += len(entries) - len(seen)
        return seen


def is_link(entry: Entry) -> bool:
    """A symbolic link, or (Windows) a folder that stands for another one."""
    if sys.platform != "win32":
        return entry.is_symlink()
    try:
        tag = entry.stat(follow_symlinks=False).st_reparse_tag
    except OSError:
        return entry.is_symlink()
    return tag in {stat.IO_REPARSE_TAG_SYMLINK, stat.IO_REPARSE_TAG_MOUNT_POINT}


def _is_folder(entry: Entry) -> bool:
    return entry.is_dir(follow_symlinks=False) and not is_link(entry)


def _is_hidden(entry: Entry) -> bool:
    if entry.name.startswith((".", "~$")) or entry.name.casefold() in _OF_THE_SYSTEM:
        return True
    if sys.platform != "win32":
        return False
    try:
        return bool(entry.stat(follow_symlinks=False).st_file_attributes & _HIDDEN)
    except OSError:
        return False
