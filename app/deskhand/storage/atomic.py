"""Write whole, flush, then replace: a file is the old one or the new one, never half of either."""

import errno
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError

# Another program (a virus scanner, an indexer) holds a file for a moment: access denied, sharing or lock violation.
_TRANSIENT_WINDOWS_ERRORS = {5, 32, 33}
_PATIENCE_SECONDS = 2.5
UNFINISHED = ".deskhand-"  # how the names begin of what is being written
_log = logging.getLogger(__name__)


@contextmanager
def write_whole(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target``; what was written there replaces it if nothing went wrong.

    Raises ``ProblemError`` when the drive is full, the folder is gone or ``target`` may not be written; the
    old file is then as it was.
    """
    try:
        mode = _mode_of(target)
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=target.suffix, dir=target.parent)
        os.close(handle)
        Path(name).chmod(mode)
    except OSError as error:
        raise ProblemError(problem_of(error, target)) from error
    temporary = Path(name)
    try:
        yield temporary
        _flush(temporary)
        _replace(temporary, target)
        _flush_folder(target.parent)
    except OSError as error:
        raise ProblemError(problem_of(error, target)) from error
    finally:
        temporary.unlink(missing_ok=True)


def clear_unfinished(folder: Path) -> None:
    """Nothing stays of what was being written into ``folder`` when the program was killed. Nobody else writes there."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """Who may read and write: as before, or as for any new file (a temporary one is the owner's alone).

    Raises ``PermissionError`` for a write-protected target: replacing it would get round the protection.
    """
    if target.exists():
        mode = target.stat().st_mode & 0o777
        if not mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, "write-protected", str(target))
        return mode
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened; the replace itself is durable
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:  # the new file is there all the same; to call it failed would be wrong
            _log.warning("a folder was not flushed: %s", error)
        finally:
            os.close(handle)


def _replace(temporary: Path, target: Path) -> None:
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            temporary.replace(target)
        except OSError as error:
            if getattr(error, "winerror", 0) not in _TRANSIENT_WINDOWS_ERRORS or time.monotonic() > give_up_at:
                raise
            time.sleep(0.1)
        else:
            return


def problem_of(error: OSError, target: Path) -> Problem:
    """The words for a file that could not be written."""
    details = f"{type(error).__name__} {error.errno} {target.name}"
    did = "Nothing was changed; the old file, if there was one, is as it was."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Problem(
            "The drive is full",
            f"There is no room left to write “{target.name}”.",
            did,
            "Free some room on the drive and try again.",
            details,
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Problem(
            "The folder is not there",
            f"The folder “{target.parent}” cannot be found.",
            did,
            "Choose another folder, or connect the drive it is on, and try again.",
            details,
        )
    return Problem(
        "The file may not be written",
        f"“{target.name}” is open in another program, or may only be read.",
        did,
        "Close it there, or choose another name or folder, and try again.",
        details,
    )
