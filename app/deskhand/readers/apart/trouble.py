"""Why a file could not be read that ends the process it is read in, in the words of an office manager."""

from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.readers.apart.process import Death, DiedError
from deskhand.readers.file_names import shown
from deskhand.readers.trouble import problem

_SAFE = "Deskhand opened it where it can do no harm, and went on with the other files."


def ended(path: Path, died: DiedError) -> ProblemError:
    """``path`` has ended its process twice, or takes too long."""
    name = shown(path).name
    if died.death is Death.TIME:
        return problem(
            "Reading takes too long",
            f"{name} was not read within 20 seconds. {_SAFE}",
            "Open it in the program that made it, save it once more, or only its first pages, and add that.",
            died.details,
        )
    if died.death is Death.MEMORY:
        return problem(
            "The file needs too much memory",
            f"Reading {name} takes far more memory than a file of its kind should. {_SAFE}",
            "If it comes from somebody you trust, open it in the program that made it and save a smaller copy.",
            died.details,
        )
    return problem(
        "The file is damaged",
        f"{name} ends the program that reads it, twice. {_SAFE}",
        "Open it in the program that made it, save it once more and add that.",
        died.details,
    )


def no_ordinary_file(path: Path) -> ProblemError:
    return problem(
        "That is no ordinary file",
        f"{shown(path).name} is a pipe, a device or something else that programs talk through.",
        "There is nothing to read in it: leave it out, or choose the files themselves.",
    )


def too_long(path: Path) -> ProblemError:
    return problem(
        "The file is too large",
        f"{shown(path).name} is larger than any document, photo or recording: {path.stat().st_size >> 30:,} GB.",
        "Save the part of it that matters as a file of its own and add that.",
    )


def changed(path: Path) -> ProblemError:
    return problem(
        "The file was changed while it was read",
        f"Another program wrote to {shown(path).name} meanwhile.",
        "Close it in other programs and read it again.",
    )


def changed_since(path: Path) -> ProblemError:
    return problem(
        "The file has changed",
        f"{shown(path).name} is not the one that was read any more.",
        "Read it again; until then its words and its small picture are those of before.",
    )
