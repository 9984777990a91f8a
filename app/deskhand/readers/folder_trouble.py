"""Why a folder of ``what`` (recordings, photos …) could not be listed, in the words of an office manager."""

from collections import Counter
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers.file_names import OTHER, shown

_LOOK_FOR = {
    "recordings": "Choose the folder in which the phone system keeps its recordings: "
    ".wav, .mp3, .m4a, .ogg, .opus, .amr, .wma and others.",
    "documents": "Choose the folder that the documents lie in: "
    "PDF, Word, e-mail, text, scans as pictures, and others; folders in it are looked through too.",
    "photos": "Choose the folder that the photos lie in: "
    "JPEG, PNG, HEIC, TIFF, WebP and others; folders in it are looked through too.",
    "sounds": "Choose the folder that the recordings lie in: "
    ".wav, .mp3, .m4a, .ogg, .flac and others; folders in it are looked through too.",
}


def gone(folder: Path, what: str) -> ProblemError:
    return ProblemError(
        Problem(
            title="The folder is not there",
            happened=f"Nothing was found at {shown(folder)}.",
            did=f"Deskhand stopped here; {what} that were listed before stay listed.",
            advice="If it is on a network drive, a phone or a stick, connect that and try again; "
            "if it was moved or renamed, choose it again.",
        )
    )


def not_allowed(folder: Path, what: str) -> ProblemError:
    return ProblemError(
        Problem(
            title="The folder may not be opened",
            happened=f"This computer does not let Deskhand look into {shown(folder).name}.",
            did="Deskhand has left it as it is.",
            advice=f"Copy the {what} to a folder of your own and choose that.",
        )
    )


def none_there(folder: Path, what: str, others: Counter[str]) -> ProblemError:
    return ProblemError(
        Problem(
            title=f"There are no {what} in this folder",
            happened=f"{shown(folder).name} holds {counted(others) or 'no files'}.",
            did="Deskhand has left everything as it is.",
            advice=_LOOK_FOR[what],
        )
    )


def counted(others: Counter[str]) -> str:
    """Such as "12 pictures, 1 PDF"; the largest first, what has no name of its own last."""
    counts = sorted(others.items(), key=lambda one: (one[0] == OTHER, -one[1], one[0]))
    return ", ".join(f"{count:,} {kind.removesuffix('s') if count == 1 else kind}" for kind, count in counts)
