"""The samples of files: sixty papers of an invented law office, forty pictures and forty sounds of a garage.

What the papers say stands in ``resources/samples/documents.toml``, and ``packaging/samples/make_documents.py`` drew it;
the pictures are drawings as well, by ``packaging/samples/make_photos.py``, and the sounds are computed, by
``packaging/samples/make_sounds.py``. Most lie in folders by kind, the rest in one
for what is new.
"""

from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.storage.atomic import problem_of
from deskhand.writers.targets import put_beside

PAPERS = "Papers"
LIST = "Urgency.csv"
"""Beside the papers: how urgent those are that were looked at, to be taken as answers to a second question."""


def write_documents(samples: Path, folder: Path) -> tuple[Path, int]:
    """Write the papers into a folder in ``folder``, and their list beside it; the path of the papers, and how many.

    A file that a person has changed since is left alone: the new one goes beside it. Raises ``ProblemError``.
    """
    put_beside(folder / LIST, (samples / "documents.csv").read_bytes())
    return _copy(samples / "documents", folder / PAPERS)


def write_photos(samples: Path, folder: Path) -> tuple[Path, int]:
    """Write the pictures into ``folder``; that, and how many. As ``write_documents``."""
    return _copy(samples / "photos", folder)


def write_sounds(samples: Path, folder: Path) -> tuple[Path, int]:
    """Write the sounds of engines into ``folder``; that, and how many. As ``write_documents``."""
    return _copy(samples / "sounds", folder)


def _copy(sample: Path, folder: Path) -> tuple[Path, int]:
    files = [file for file in sorted(sample.rglob("*")) if file.is_file()]
    for file in files:
        target = folder / file.relative_to(sample)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProblemError(problem_of(error, target)) from error
        put_beside(target, file.read_bytes())
    return folder, len(files)
