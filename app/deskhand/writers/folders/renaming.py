"""A rename that fails when the name is taken, on every platform. The one way in which a file gets its name here."""

import ctypes
import errno
import os
import stat
import sys
import time
from functools import cache
from typing import Any

from deskhand.writers.folders.opened import Opened

_NO_REPLACE_LINUX, _NO_REPLACE_MAC = 1, 4  # RENAME_NOREPLACE of <linux/fs.h>, RENAME_EXCL of <sys/stdio.h>
_CANNOT_PROMISE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
_NO_LINKS = (*_CANNOT_PROMISE, errno.EPERM, errno.EMLINK)
# Another program (a virus scanner, an indexer) holds a file for a moment: access denied, sharing or lock violation.
_TRANSIENT_WINDOWS_ERRORS = {5, 32, 33}
_PATIENCE_SECONDS = 2.5
CLAIM = b"Deskhand keeps this name for a file that takes it in a moment.\n"
"""What a file holds that only claims a name. One that is found was left by a kill, and is ours to take away."""


def rename(folder: Opened, name: bytes, to: Opened, new: bytes) -> None:
    """Give ``name`` in ``folder`` the name ``new`` in ``to``.

    Raises ``FileExistsError`` if that is taken, and ``OSError`` with EXDEV if it is on another volume.
    """
    if os.name == "nt":
        _rename_patiently(folder.at(name), to.at(new))
        return
    try:
        _rename_at(folder, name, to, new)
    except OSError as error:
        if error.errno not in _CANNOT_PROMISE:
            raise
        _link_and_unlink(folder, name, to, new)


def went(before: os.stat_result, old: tuple[Opened, bytes], new: tuple[Opened, bytes]) -> bool:
    """Whether a rename that said it failed was done all the same. Half of one (a second name) is taken back.

    ``before`` is the file as it was.
    """
    there = new[0].look(new[1])
    if there is None or (there.st_dev, there.st_ino) != (before.st_dev, before.st_ino):
        return False
    if old[0].look(old[1]) is None:
        return True
    new[0].remove(new[1])
    return False


def _rename_at(folder: Opened, name: bytes, to: Opened, new: bytes) -> None:
    call, flag = _system_call()
    if call is None or folder.handle is None or to.handle is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(folder.handle, name, to.handle, new, flag) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), new)


@cache
def _system_call() -> tuple[Any, int]:
    library = ctypes.CDLL(None, use_errno=True)
    known, flag = ("renameatx_np", _NO_REPLACE_MAC) if sys.platform == "darwin" else ("renameat2", _NO_REPLACE_LINUX)
    call = getattr(library, known, None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call, flag


def _link_and_unlink(folder: Opened, name: bytes, to: Opened, new: bytes) -> None:
    """For file systems that do not know such a rename: a second name is never one that is taken."""
    try:
        os.link(
            folder.at(name), to.at(new), src_dir_fd=folder.handle, dst_dir_fd=to.handle, follow_symlinks=False
        )  # fmt: skip
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_and_rename(folder, name, to, new)
    else:
        folder.remove(name)


def _claim_and_rename(folder: Opened, name: bytes, to: Opened, new: bytes) -> None:
    """For file systems without second names, too: a small file claims the name, and gives way."""
    handle = to.open_file(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        os.write(handle, CLAIM)
    except OSError:
        to.remove(new)
        raise
    finally:
        os.close(handle)
    try:
        os.rename(folder.at(name), to.at(new), src_dir_fd=folder.handle, dst_dir_fd=to.handle)
    except OSError:
        release(to, new)  # only the claim: what reports an error may have happened
        raise


def release(folder: Opened, name: bytes) -> bool:
    """Take a claim away; whether there was one."""
    status = folder.look(name)
    if status is None or not stat.S_ISREG(status.st_mode) or status.st_size > len(CLAIM):
        return False
    handle = folder.open_file(name, os.O_RDONLY)
    try:
        is_claim = os.read(handle, len(CLAIM)) == CLAIM
    finally:
        os.close(handle)
    if is_claim:
        folder.remove(name)
    return is_claim


def _rename_patiently(old: bytes, new: bytes) -> None:
    """Windows: its rename never replaces, and is refused for a moment while something looks at the file."""
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            os.rename(old, new)  # noqa: PTH104 - bytes
        except OSError as error:
            if getattr(error, "winerror", 0) not in _TRANSIENT_WINDOWS_ERRORS or time.monotonic() > give_up_at:
                raise
            time.sleep(0.1)
        else:
            return
