"""Why a recording could not be read, in the words of an office manager. One function a trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import ProblemError
from deskhand.readers import trouble
from deskhand.readers.trouble import problem


@contextmanager
def at_the_recording(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside leaves as a ``ProblemError`` about ``path``.

    Decoders raise anything on broken files (``InvalidDataError``, ``IndexError``), so all is caught here, but for those
    that mean to leave.
    """
    try:
        yield
    except (ProblemError, Stopped):
        raise
    except Exception as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: Exception) -> ProblemError:
    """FFmpeg's own errors can be a ``PermissionError`` too, say, and are about what is in the file all the same."""
    if type(error).__module__.startswith("av."):
        return damaged(path, type(error).__name__)
    if isinstance(error, FileNotFoundError):
        return trouble.not_there(path)
    if isinstance(error, PermissionError):
        return trouble.not_allowed(path)
    if isinstance(error, OSError):
        return trouble.unreachable(path, type(error).__name__)
    return damaged(path, type(error).__name__)


def empty(path: Path) -> ProblemError:
    return problem(
        "The file is empty",
        f"There is nothing in {path.name}.",
        "Save the recording again from where it came; if it is empty there too, nothing was recorded.",
    )


def not_a_recording(path: Path, what: str) -> ProblemError:
    return problem(
        "This is not a recording",
        f"{path.name} is {what}.",
        "Take it out of the folder, or save the recording again under this name.",
    )


def no_sound(path: Path) -> ProblemError:
    return problem(
        "There is no sound in this file",
        f"{path.name} can be opened, but no sound is kept in it.",
        "Play it in another program. If you hear something there, save it as .wav or .mp3 and choose that.",
    )


def too_long(path: Path, minutes: int) -> ProblemError:
    return problem(
        "The recording is too long to be sorted by its sound",
        f"{path.name} is longer than {minutes} minutes; by then it is many sounds, and not one.",
        "Cut out the part that matters in the program that records, save that as a file of its own and add it.",
    )


def locked(path: Path) -> ProblemError:
    return problem(
        "The recording cannot be opened outside its own program",
        f"The sound in {path.name} is kept in a way that is locked, or that Deskhand does not know.",
        "Play it in the program that made it, save it from there as .wav or .mp3 and choose that.",
    )


def damaged(path: Path, details: str) -> ProblemError:
    return problem(
        "The recording is damaged",
        f"No sound could be read from {path.name}.",
        "Play it in another program. If you hear something there, save it as .wav or .mp3 and choose that; "
        "if not, get it again from where it came.",
        details,
    )
