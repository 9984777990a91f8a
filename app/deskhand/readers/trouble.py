"""Why a file could not be read, in the words of an office manager. One function a trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import Problem, ProblemError

_UNTOUCHED = "Deskhand has left the file as it is."


NOTHING_THERE = "There is nothing on this sheet"
NO_TABLES = "There is no table in this workbook"
DAMAGED = "The file is damaged"


def problem(title: str, happened: str, advice: str, details: str = "") -> ProblemError:
    """A reading problem: nothing was changed, and that is said."""
    return ProblemError(Problem(title, happened, _UNTOUCHED, advice, details))


@contextmanager
def at_the_file(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside leaves as a ``ProblemError`` about ``path``.

    Broken files raise anything, and a panic of the Rust reader is not even an ``Exception``; so all are
    caught here, but for those that mean to leave.
    """
    try:
        yield
    except (ProblemError, Stopped, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except FileNotFoundError as error:
        raise not_there(path) from error
    except PermissionError as error:
        raise not_allowed(path) from error
    except OSError as error:
        raise unreachable(path, type(error).__name__) from error
    except MemoryError as error:
        raise too_big(path, "memory ran out") from error
    except BaseException as error:
        raise damaged(path, type(error).__name__) from error


def not_there(path: Path) -> ProblemError:
    return problem(
        "The file is not there",
        f"Nothing was found at {path}.",
        "If it is on a network drive or a stick, connect that; if it was moved or renamed, choose it again.",
    )


def not_allowed(path: Path) -> ProblemError:
    return problem(
        "The file may not be read",
        f"This computer does not let Deskhand read {path.name}.",
        "Close it in other programs, or copy it to your documents and choose the copy.",
    )


def unreachable(path: Path, details: str) -> ProblemError:
    return problem(
        "The file cannot be reached",
        f"The drive stopped giving out {path.name} while it was read.",
        "If it is on a network drive or a stick, copy it to this computer and choose the copy.",
        details,
    )


def a_folder(path: Path) -> ProblemError:
    return problem(
        "That is a folder",
        f"{path.name} is a folder, not a table.",
        "Choose a workbook or a CSV file inside it.",
    )


def a_lock_file(path: Path) -> ProblemError:
    return problem(
        "That is not the workbook itself",
        f"{path.name} is a note that Excel keeps while a workbook is open.",
        f"Choose {path.name.removeprefix('~$')} instead; the note goes away when Excel closes it.",
    )


def empty_file(path: Path) -> ProblemError:
    return problem(
        "The file is empty",
        f"There is nothing in {path.name}.",
        "Save the table again, or choose another file.",
    )


def empty_sheet(path: Path, sheet: str) -> ProblemError:
    where = f"The sheet {sheet} of {path.name}" if sheet else path.name
    return problem(
        NOTHING_THERE,
        f"{where} has no filled cells.",
        "Choose another sheet or another file.",
    )


def no_sheet(path: Path, sheet: str) -> ProblemError:
    return problem(
        "The sheet is not there",
        f"{path.name} has no sheet called {sheet}.",
        "Choose one of its sheets; perhaps it was renamed.",
    )


def no_tables(path: Path) -> ProblemError:
    return problem(
        NO_TABLES,
        f"{path.name} has only charts or other sheets without cells.",
        "Choose the workbook that the charts were made from.",
    )


def no_password(path: Path) -> ProblemError:
    return problem(
        "The workbook is locked with a password",
        f"{path.name} can only be opened with its password.",
        "Open it in Excel, take the password off (File, Info, Protect Workbook, Encrypt with Password), "
        "save a copy and choose that.",
    )


def damaged(path: Path, details: str) -> ProblemError:
    return problem(
        DAMAGED,
        f"{path.name} could not be read as a table.",
        "Open it in Excel or LibreOffice, which may repair it, save it as a new .xlsx and choose that.",
        details,
    )


def too_big(path: Path, details: str) -> ProblemError:
    return problem(
        "The table is too big to open safely",
        f"{path.name} would need far more memory than a table should.",
        "Copy the columns that you need into a new workbook, or save the sheet as CSV, and choose that. "
        "Perhaps a single cell stands very far out: Ctrl End in Excel shows where the sheet ends.",
        details,
    )


def dangerous(path: Path, details: str) -> ProblemError:
    return problem(
        "The file is not safe to open",
        f"{path.name} is built in a way that makes programs run out of memory.",
        "If it comes from somebody you trust, ask them to save it again as a new file.",
        details,
    )


def not_a_table(path: Path, what: str) -> ProblemError:
    return problem(
        "This is not a table",
        f"{path.name} is {what}.",
        "Choose a workbook (.xlsx, .xlsm, .xls, .ods) or a CSV file.",
    )


def a_web_page(path: Path) -> ProblemError:
    return problem(
        "This is a web page, not a workbook",
        f"{path.name} holds a web page, as some programs write when they export.",
        "Open it in Excel or LibreOffice, save it as .xlsx and choose that.",
    )


def a_binary_workbook(path: Path) -> ProblemError:
    return problem(
        "This kind of workbook cannot be read",
        f"{path.name} is a binary workbook (.xlsb).",
        "Open it in Excel, save it as .xlsx and choose that.",
    )


def open_quotation(path: Path, row: int) -> ProblemError:
    return problem(
        "A quotation mark is never closed",
        f"In row {row} of {path.name} a cell begins with a quotation mark that has no partner.",
        "Open the file in a text editor, take that mark out or close it, save, and try again.",
    )
