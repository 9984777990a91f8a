"""Where a result may be written: never over the person's own file, and beside one that is open elsewhere."""

import stat
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.atomic import write_whole


def free_target(wanted: Path, original: Path) -> tuple[Path, tuple[str, ...]]:
    """The path to write to, and what to say if it is not ``wanted``.

    Raises ``ProblemError`` if ``wanted`` is ``original``, by whatever name.
    """
    if _same(wanted, original):
        raise ProblemError(_would_overwrite(original))
    if not is_taken(wanted):
        return wanted, ()
    beside = next(path for path in names_beside(wanted) if not path.exists())
    why = f"{wanted.name} is open in another program, or may not be changed."
    return beside, (f"{why} Saved beside it as {beside.name}.",)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist
        return one.absolute() == other.absolute()


def is_taken(path: Path) -> bool:
    """Whether a spreadsheet program has ``path`` open, or it is write-protected."""
    if not path.is_file():
        return False
    if any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#")):
        return True  # the marks that Excel and LibreOffice put beside an open file
    if not path.stat().st_mode & stat.S_IWUSR:
        return True
    try:
        with path.open("r+b"):
            return False
    except PermissionError:  # on Windows also: open in another program
        return True


def names_beside(path: Path) -> Iterator[Path]:
    """``path`` with (2), (3) … behind its name."""
    return (path.with_stem(f"{path.stem} ({number})") for number in count(2))


def put_beside(wanted: Path, content: bytes) -> Path:
    """Write ``content``, beside ``wanted`` if something else is there; the path. Raises ``ProblemError``."""
    names = chain([wanted], names_beside(wanted))
    path = next(path for path in names if not path.exists() or path.read_bytes() == content)
    with write_whole(path) as temporary:
        temporary.write_bytes(content)
    return path


def _would_overwrite(original: Path) -> Problem:
    return Problem(
        title="That is the file the messages came from",
        happened=f"The answers were to be saved over {original.name} itself.",
        did="Deskhand never changes your own files, so nothing was written.",
        advice="Choose another name or another folder.",
    )
