"""Why a picture could not be read, in the words of an office manager. One function a trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.readers import trouble
from deskhand.readers.file_names import shown
from deskhand.readers.trouble import problem


@contextmanager
def at_the_picture(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside leaves as a ``ProblemError`` about ``path``, but for a lack of memory."""
    try:
        yield
    except (ProblemError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise trouble.not_there(shown(path)) from error
    except PermissionError as error:
        raise trouble.not_allowed(shown(path)) from error
    except Exception as error:
        if of_the_drive(error):
            raise trouble.unreachable(shown(path), type(error).__name__) from error
        raise damaged(path, type(error).__name__) from error


def of_the_drive(error: Exception) -> bool:
    """Libraries raise ``OSError`` too for what is in a file, without a number."""
    return isinstance(error, OSError) and error.errno is not None


def empty(path: Path) -> ProblemError:
    return problem(
        "The file is empty",
        f"There is nothing in {shown(path).name}.",
        "Copy it once more from where it came from, or take it out of the folder.",
    )


def no_picture(path: Path) -> ProblemError:
    return problem(
        "This is not a picture",
        f"What is in {shown(path).name} is no picture of a kind that Deskhand knows, or too damaged to tell.",
        "Open it in the program that made it, save it as JPEG or PNG and add that.",
    )


def damaged(path: Path, details: str) -> ProblemError:
    return problem(
        "The picture is damaged",
        f"Nothing of {shown(path).name} could be made out.",
        "Copy it once more from the camera or the mail that it came from.",
        details,
    )


def too_large(path: Path, width: int, height: int) -> ProblemError:
    return problem(
        "The picture is too large to open safely",
        f"{shown(path).name} is {width:,} by {height:,} dots, far more than a camera or a scanner makes.",
        "If it is meant to be so large, save a smaller copy (20,000 by 5,000 dots at most) and add that.",
    )


def no_such_page(path: Path, page: int) -> ProblemError:
    return problem(
        "There is no such page",
        f"{shown(path).name} has no page {page + 1:,}.",
        "Go back to a page before it.",
    )
