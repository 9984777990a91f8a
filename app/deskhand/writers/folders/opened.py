"""Folders that are held open while files go in and out, so that no link put in their place is followed."""

import ctypes
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache

HOLDS = os.open in os.supports_dir_fd
"""Whether this platform can hold a folder and work inside it; elsewhere (Windows) every step looks for links first."""
FEW = 8
"""Files or folders that are flushed one by one; with more, to flush the whole drive takes less time."""
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FILE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | _NO_LINK


@dataclass(slots=True)
class Opened:
    """A folder. ``path`` is where it was when it was opened; ``handle`` ``None`` where none can be held."""

    path: bytes
    handle: int | None

    def at(self, name: bytes) -> bytes:
        """What to call ``name`` in this folder, together with ``handle``."""
        return name if self.handle is not None else os.path.join(self.path, name)  # noqa: PTH118 - bytes

    def look(self, name: bytes) -> os.stat_result | None:
        """What is there under this name, links not followed; ``None``: nothing."""
        try:
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def open_file(self, name: bytes, flags: int, mode: int = 0o600) -> int:
        """A handle of a file in this folder, never of one behind a link."""
        return os.open(self.at(name), flags | _FILE, mode, dir_fd=self.handle)

    def remove(self, name: bytes) -> None:
        os.unlink(self.at(name), dir_fd=self.handle)

    def names(self) -> list[bytes]:
        """Everything in it."""
        if self.handle is None:
            return os.listdir(self.path)  # noqa: PTH208
        return [os.fsencode(name) for name in os.listdir(self.handle)]  # noqa: PTH208

    def flush(self) -> None:
        """Names that were given or taken here survive a power cut from now on."""
        if self.handle is not None:
            os.fsync(self.handle)

    def flush_file(self, name: bytes) -> None:
        """What a file holds survives a power cut from now on."""
        handle = self.open_file(name, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def identity(self) -> tuple[int, int]:
        """Which folder it is, by whatever path it was opened."""
        status = os.stat(self.path if self.handle is None else self.handle)  # noqa: PTH116
        return status.st_dev, status.st_ino

    def close(self) -> None:
        if self.handle is not None:
            with suppress(OSError):
                os.close(self.handle)


def hold(path: bytes) -> Opened:
    """Open a folder that the person chose, by whatever way its path goes."""
    if not HOLDS:
        if not stat.S_ISDIR(os.stat(path).st_mode):  # noqa: PTH116
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return Opened(path, None)
    return Opened(path, os.open(path, os.O_RDONLY | _FOLDER))


@contextmanager
def held(path: bytes) -> Iterator[Opened]:
    folder = hold(path)
    try:
        yield folder
    finally:
        folder.close()


def step_into(folder: Opened, name: bytes) -> Opened:
    """Open a folder in ``folder``. Raises ``OSError`` if it is a link, or none at all."""
    path = os.path.join(folder.path, name)  # noqa: PTH118
    if folder.handle is not None:
        return Opened(path, os.open(name, os.O_RDONLY | _FOLDER | _NO_LINK, dir_fd=folder.handle))
    if is_link(os.stat(path, follow_symlinks=False)):  # noqa: PTH116
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return hold(path)


def is_link(status: os.stat_result) -> bool:
    """Whether it leads elsewhere: a link, or a junction of Windows."""
    reparse = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(reparse and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def flush_drives(folders: Iterable[Opened]) -> bool:
    """Flush all of the drives that these are on (Linux); ``False`` if that cannot be, or something was refused."""
    call = _sync_of_drive()
    handles = {os.fstat(one.handle).st_dev: one.handle for one in folders if one.handle is not None}
    return call is not None and bool(handles) and all(call(handle) == 0 for handle in handles.values())


@cache
def _sync_of_drive() -> Callable[[int], int] | None:
    return None if os.name != "posix" else getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


class Below:
    """The folders below one that the person chose, each opened and made at most once in a while."""

    _MOST = 60  # handles that are kept; systems give a process 256 (macOS) to 1,024

    def __init__(self, root: bytes) -> None:
        self._root_path = root
        self._opened: dict[tuple[str, ...], Opened] = {}
        self._changed: dict[tuple[str, ...], Opened] = {}

    def folder(self, names: tuple[str, ...], *, make: bool = False) -> Opened:
        """The folder of these names. Raises ``OSError`` if it is not there, or a link is in the way."""
        known = self._opened.get(names)
        if known is None:
            known = self._opened[names] = self._root(make=make) if not names else self._deeper(names, make=make)
        return known

    def _root(self, *, make: bool) -> Opened:
        if make:
            os.makedirs(self._root_path, exist_ok=True)  # noqa: PTH103
        return hold(self._root_path)

    def _deeper(self, names: tuple[str, ...], *, make: bool) -> Opened:
        above, name = self.folder(names[:-1], make=make), os.fsencode(names[-1])
        if make:
            try:
                os.mkdir(above.at(name), dir_fd=above.handle)
            except FileExistsError:
                return step_into(above, name)
            self.changed(names[:-1])
        return step_into(above, name)

    def changed(self, names: tuple[str, ...]) -> None:
        """Something was named in this folder; it is to be flushed."""
        self._changed[names] = self._opened[names]

    def forget(self, names: tuple[str, ...]) -> None:
        """Let go of a folder that is to be taken away."""
        folder = self._opened.pop(names, None)
        self._changed.pop(names, None)
        if folder is not None:
            folder.close()

    def flush(self) -> dict[tuple[str, ...], OSError]:
        """Flush the folders in which something was named; those that would not be."""
        failed = {}
        at_once = len(self._changed) > FEW and flush_drives(self._changed.values())
        for names, folder in {} if at_once else self._changed.items():
            try:
                folder.flush()
            except OSError as error:
                failed[names] = error
        self._changed.clear()
        return failed

    def rest(self) -> None:
        """Between two chunks: let go of folders if they are many."""
        if len(self._opened) > self._MOST:
            self.close()

    def remove_if_empty(self, names: tuple[str, ...]) -> bool:
        """Take away an empty folder; whether it is gone."""
        try:
            if not names:
                os.rmdir(self._root_path)  # noqa: PTH106
            else:
                above, name = self.folder(names[:-1]), os.fsencode(names[-1])
                os.rmdir(above.at(name), dir_fd=above.handle)
                self.changed(names[:-1])
        except OSError:  # it holds something, or is none of ours any more
            return False
        return True

    def close(self) -> None:
        for folder in self._opened.values():
            folder.close()
        self._opened.clear()
        self._changed.clear()


class Sources:
    """The folders that files come from, opened once while many come from each."""

    _MOST = 60

    def __init__(self) -> None:
        self._opened: dict[bytes, Opened] = {}
        self._changed: dict[bytes, Opened] = {}

    def of(self, path: bytes, *, make: bool = False) -> tuple[Opened, bytes]:
        """The folder of a file, and its name there. Raises ``OSError``."""
        above, name = os.path.split(path)
        known = self._opened.get(above)
        if known is None:
            if make:
                os.makedirs(above, exist_ok=True)  # noqa: PTH103
            known = self._opened[above] = hold(above)
        return known, name

    def changed(self, folder: Opened) -> None:
        """A name was given or taken there."""
        self._changed[folder.path] = folder

    def flush(self) -> None:
        """Flush the folders that changed; one that will not is no reason to call a file anything else."""
        at_once = len(self._changed) > FEW and flush_drives(self._changed.values())
        for folder in () if at_once else self._changed.values():
            with suppress(OSError):
                folder.flush()
        self._changed.clear()

    def rest(self) -> None:
        """Between two chunks: let go of folders if they are many."""
        if len(self._opened) > self._MOST:
            self.close()

    def close(self) -> None:
        for folder in self._opened.values():
            folder.close()
        self._opened.clear()
        self._changed.clear()
