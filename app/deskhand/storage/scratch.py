"""A hidden folder in which something large is put together beside its place: gone afterwards, also after a kill."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import UNFINISHED, problem_of
from deskhand.storage.places import home

_PREFIX = f"{UNFINISHED}making-"
_LOCK = ".lock"  # in it, held as long as somebody works there; the system frees it when that process is killed


@contextmanager
def scratch(parent: Path, ending: str) -> Iterator[Path]:
    """An empty folder in ``parent``. What others left there by being killed goes first: their folders, and files with
    ``ending`` that were not written to the end. Raises ``ProblemError`` if none can be made."""
    home().mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home() / "making.lock"):
            if not _others_at_work(parent):
                for file in parent.glob(f"{UNFINISHED}*{ending}"):
                    file.unlink(missing_ok=True)
            outer = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
            held = FileLock(outer / _LOCK)
            held.acquire()
    except OSError as error:
        raise ProblemError(problem_of(error, parent)) from error
    try:
        inner = outer / "new"
        inner.mkdir()
        yield inner
    finally:
        held.release()
        shutil.rmtree(outer, ignore_errors=True)


def _others_at_work(parent: Path) -> bool:
    """Whether anybody puts something together in ``parent``; what nobody works on any more is thrown away."""
    busy = False
    for left in parent.glob(f"{_PREFIX}*"):
        try:
            with FileLock(left / _LOCK, timeout=0):
                pass
        except Timeout:
            busy = True
        else:
            shutil.rmtree(left, ignore_errors=True)
    return busy
