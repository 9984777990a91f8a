"""What can go wrong with one file, in words; and the drive that is full, which stops them all."""

import errno

from deskhand.domain.problems import Problem, ProblemError
from deskhand.writers.folders.content import Altered, Linked

FULL = (errno.ENOSPC, errno.EDQUOT)
_STAYS = "It stays where it is."
_OPEN_WINDOWS = (32, 33)  # sharing violation, lock violation


def full(needed: int = 0) -> ProblemError:
    """The drive is full: nothing more can be filed, and what was done stays."""
    more = f" About {_size(needed)} more are needed." if needed else ""
    return ProblemError(
        Problem(
            "The drive is full",
            f"There is no room left where the files go.{more}",
            "Deskhand stopped here. What is filed stays; all other files are where they were.",
            "Free some room on the drive, then go on: it continues with the same plan.",
        )
    )


def too_little_room(needed: int, free: int) -> ProblemError:
    return ProblemError(
        Problem(
            "There is not enough room",
            f"The files need {_size(needed)}, and the drive that they go to has {_size(free)} left.",
            "Nothing was filed.",
            "Free some room on the drive, untick some files, or choose a folder on another drive.",
        )
    )


def _size(count: int) -> str:
    size, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{size:,.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:,.1f} {unit}"


def of_one(error: Exception, name: str) -> Problem:
    """Why a file could not be filed."""
    if isinstance(error, Altered):
        return altered(name)
    if isinstance(error, Linked):
        return linked(name)
    if not isinstance(error, OSError):
        raise error
    details = f"{type(error).__name__} {error.errno} {error.strerror}"
    for numbers, title, happened, advice in _KNOWN:
        if error.errno in numbers or (numbers is _IN_USE and getattr(error, "winerror", 0) in _OPEN_WINDOWS):
            return Problem(title, happened.format(name=name), _STAYS, advice, details)
    return Problem(
        "The drive did not do it",
        f"“{name}” could not be filed; the computer said: {error.strerror}.",
        _STAYS,
        "See that both drives are connected and well, then file it again.",
        details,
    )


_IN_USE = (errno.EBUSY, errno.ETXTBSY)
_KNOWN: tuple[tuple[tuple[int, ...], str, str, str], ...] = (
    (
        (errno.ENOENT,), "Not there any more", "“{name}” was moved, renamed or deleted since it was read.",
        "If it has a new place, add that folder; else there is nothing to do.",
    ),
    (
        _IN_USE, "Open elsewhere", "“{name}” is open in another program, or held by the system.",
        "Close it there, then file it again.",
    ),
    (
        (errno.EACCES, errno.EPERM), "Not allowed",
        "You may not read “{name}”, or not change the folder that it is in or the one that it goes to.",
        "Copy it if it was to be moved; else choose another folder, or ask whoever looks after the computer.",
    ),
    (
        (errno.EROFS,), "The drive can only be read",
        "“{name}” cannot be taken off the drive that it is on, or not be written to the one that it goes to.",
        "Copy it if it was to be moved; else choose a folder on another drive.",
    ),
    (
        (errno.ENAMETOOLONG,), "The name is too long", "With its folders, the name of “{name}” is too long here.",
        "Use shorter folder names, or a folder nearer to the top of the drive.",
    ),
    (
        (errno.EFBIG,), "Too large for this drive", "“{name}” is larger than this drive can hold in one file.",
        "Choose a folder on another drive.",
    ),
    (
        (errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.EEXIST), "A link or a file is in the way",
        "On the way to where “{name}” goes there is a link, or a file, instead of a folder.",
        "Take it away or rename the folder in the plan, then plan anew.",
    ),
)  # fmt: skip


def folder_gone(name: str) -> Problem:
    return Problem(
        "The folder is not there any more",
        f"The folder that “{name}” goes to was taken away in this moment.",
        _STAYS,
        "File it again: the folder is made anew.",
    )


def altered(name: str) -> Problem:
    return Problem(
        "Changed since it was read",
        f"“{name}” does not hold any more what Deskhand read, so its answer may be wrong.",
        _STAYS,
        "Read the files again, then plan anew.",
    )


def linked(name: str) -> Problem:
    return Problem(
        "A link, no file",
        f"“{name}” leads to another place; it holds nothing itself.",
        _STAYS,
        "File what it leads to instead.",
    )
