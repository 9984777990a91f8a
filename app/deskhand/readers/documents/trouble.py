"""Why a document could not be read, in the words of an office manager. One function a trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path

from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers import trouble
from deskhand.readers.file_names import shown
from deskhand.readers.trouble import problem


@contextmanager
def at_the_document(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside leaves as a ``ProblemError`` about ``path``, but for a lack of memory.

    Broken files raise anything.
    """
    try:
        yield
    except (ProblemError, Stopped, MemoryError):
        raise
    except Exception as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: Exception) -> ProblemError:
    """Libraries raise ``OSError`` too, without a number, or for a seek to nowhere: those are about what is in it."""
    if isinstance(error, FileNotFoundError):
        return trouble.not_there(shown(path))
    if isinstance(error, PermissionError):
        return trouble.not_allowed(shown(path))
    if isinstance(error, OSError) and error.errno not in {None, EINVAL}:
        return trouble.unreachable(shown(path), type(error).__name__)
    return damaged(path, type(error).__name__)


def empty(path: Path) -> ProblemError:
    return problem(
        "The file is empty",
        f"There is nothing in {shown(path).name}.",
        "Save or scan the document again, or take the file out of the folder.",
    )


def a_folder(path: Path) -> ProblemError:
    return problem(
        "That is a folder",
        f"{shown(path).name} is a folder, not a document.",
        "Choose the documents inside it.",
    )


def a_lock_file(path: Path) -> ProblemError:
    return problem(
        "That is not the document itself",
        f"{shown(path).name} is a note that Office keeps while a document is open.",
        f"Nothing is lost: the document is {shown(path).name.removeprefix('~$')}, or ends with that.",
    )


def locked(path: Path) -> ProblemError:
    return problem(
        "The document is locked with a password",
        f"{shown(path).name} can only be opened with its password.",
        "Open it in the program that you read it with, save a copy without the password and add that.",
    )


def locked_mail(path: Path) -> ProblemError:
    return problem(
        "The mail is encrypted",
        f"What is written in {shown(path).name} can only be read with the key of the person it was sent to.",
        "Open it in your mail program, save or print it from there as a PDF and add that.",
    )


def damaged(path: Path, details: str) -> ProblemError:
    return problem(
        "The document is damaged",
        f"{shown(path).name} could not be read.",
        "Open it in the program that it was made with, which may repair it, and save it anew; "
        "or get it again from whoever sent it.",
        details,
    )


def too_big(path: Path, details: str) -> ProblemError:
    return problem(
        "The document is too big to open safely",
        f"{shown(path).name} would need far more memory than a document should.",
        "Open it in the program that it was made with, print it as a PDF and add that.",
        details,
    )


def of_a_workbook(path: Path, told: Problem) -> ProblemError:
    """What is said of a table that one wanted to work on, as it is said of a document."""
    if told.title in {trouble.NOTHING_THERE, trouble.NO_TABLES}:
        return problem(
            "This workbook has no words",
            f"No cell of {shown(path).name} is filled; it may hold charts or pictures.",
            "Print it as a PDF and add that, or take it out of the folder.",
        )
    return damaged(path, told.details) if told.title == trouble.DAMAGED else ProblemError(told)


def unknown(path: Path, what: str) -> ProblemError:
    return problem(
        "This is not a document that can be read",
        f"{shown(path).name} is {what}.",
        "Take it out of the folder, or open it in its own program and save it as a PDF.",
    )


def old(path: Path, what: str, newer: str) -> ProblemError:
    return problem(
        "This old kind of document cannot be read",
        f"{shown(path).name} is {what}.",
        f"Open it in Word or LibreOffice, save it as {newer} and add that.",
    )
