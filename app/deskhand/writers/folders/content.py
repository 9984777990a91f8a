"""What is in a file, known again by its hash; and a file written as another, hashed on the way."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from deskhand.writers.folders.opened import Opened, is_link

Tick = Callable[[], None]
"""Called every few megabytes; may raise to stop."""
PIECE = 1 << 20
_TIMES_BY_HANDLE = os.utime in os.supports_fd  # not on Windows
_HAS_ATTRIBUTES = hasattr(os, "listxattr")  # Linux
_CANNOT_KEEP = (errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS, errno.EACCES)
_WAIT_FOR_NOTHING = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for somebody to write into it


class Linked(OSError):
    """Where a file was, there is a link now, or something else that is no file."""


class Altered(Exception):
    """A file holds something else than it did when it was read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A copy under a name of our own. ``status`` is that of the original while it was copied."""

    name: bytes
    size: int
    status: os.stat_result


def digest_in(folder: Opened, name: bytes, tick: Tick) -> str:
    """SHA-256 of a file. Raises ``OSError``, ``Linked`` if it is no file."""
    handle = open_to_read(folder, name)
    try:
        return _digest(handle, tick)
    finally:
        os.close(handle)


def check_kept(folder: Opened, name: bytes, digest: str, tick: Tick) -> None:
    """Read back what was written. Raises ``OSError`` if the drive kept something else."""
    if digest_in(folder, name, tick) != digest:
        raise OSError(errno.EIO, "it did not keep what was written")


def holds(folder: Opened, name: bytes, size: int, digest: str, tick: Tick) -> bool:
    """Whether there is a file of this name with this content."""
    status = folder.look(name)
    if status is None or not stat.S_ISREG(status.st_mode) or is_link(status) or status.st_size != size:
        return False
    return digest_in(folder, name, tick) == digest


def is_unchanged(status: os.stat_result, size: int, modified: int) -> bool:
    """Whether size and time are still those of the file that was read; else its content has to be asked."""
    return status.st_size == size and status.st_mtime_ns == modified


def open_to_read(folder: Opened, name: bytes) -> int:
    handle = _opened_or_linked(folder, name)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Linked(errno.EINVAL, "no file", name)
    return handle


def _opened_or_linked(folder: Opened, name: bytes) -> int:
    try:
        return folder.open_file(name, os.O_RDONLY | _WAIT_FOR_NOTHING)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise Linked(error.errno, error.strerror, name) from error
        raise


def _digest(handle: int, tick: Tick) -> str:
    told = hashlib.sha256()
    while piece := os.read(handle, PIECE):
        told.update(piece)
        if len(piece) == PIECE:
            tick()
    return told.hexdigest()


def copy(source: Opened, name: bytes, to: Opened, part: bytes, digest: str, tick: Tick) -> Part:
    """Write a file as ``part``, with its times, who may read it, and what programs have noted on it.

    Raises ``Altered`` if it does not hold what ``digest`` says. Nothing stays behind when something is raised.
    """
    reader = open_to_read(source, name)
    try:
        status = os.fstat(reader)
        writer = -1
        try:
            writer = _new_part(to, part)
            size = _poured(reader, writer, digest, tick)
            _keep(reader, writer, status)
            os.close(writer)
            if not _TIMES_BY_HANDLE:
                os.utime(to.at(part), ns=(status.st_atime_ns, status.st_mtime_ns))
        except BaseException:
            with suppress(OSError):
                os.close(writer)
            with suppress(OSError):  # even where the drive said that it made none
                to.remove(part)
            raise
    finally:
        with suppress(OSError):  # it was only read; the part would stay behind
            os.close(reader)
    return Part(part, size, status)


def _new_part(folder: Opened, part: bytes) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    try:
        return folder.open_file(part, flags)
    except FileExistsError:  # ours by its name: left by a filing that was cut off
        folder.remove(part)
        return folder.open_file(part, flags)


def _poured(reader: int, writer: int, digest: str, tick: Tick) -> int:
    """How many bytes were written. Raises ``Altered`` if they are not those that ``digest`` says."""
    told, size = hashlib.sha256(), 0
    while piece := os.read(reader, PIECE):
        told.update(piece)
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(writer, rest) :]
        size += len(piece)
        if len(piece) == PIECE:
            tick()
    if told.hexdigest() != digest:
        raise Altered
    return size


def _keep(reader: int, handle: int, status: os.stat_result) -> None:
    """Times, attributes, and who may read and write; drives of cameras and sticks know none of them."""
    if _HAS_ATTRIBUTES:
        _keep_attributes(reader, handle)
    if hasattr(os, "fchmod"):
        try:
            os.fchmod(handle, status.st_mode & 0o777)
        except OSError as error:
            if error.errno not in _CANNOT_KEEP:
                raise
    if _TIMES_BY_HANDLE:
        try:
            os.utime(handle, ns=(status.st_atime_ns, status.st_mtime_ns))
        except OSError as error:
            if error.errno not in _CANNOT_KEEP:
                raise


def _keep_attributes(reader: int, writer: int) -> None:
    """What else is noted on a file, such as lists of who may read it. What the other drive has no room for is lost."""
    with suppress(OSError):
        for name in os.listxattr(reader):
            with suppress(OSError):
                os.setxattr(writer, name, os.getxattr(reader, name))
