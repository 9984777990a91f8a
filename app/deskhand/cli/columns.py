"""Columns by their headings."""

from collections.abc import Sequence
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError


def find_all(columns: Sequence[str], names: Sequence[str], path: str) -> tuple[int, ...]:
    """The positions of ``names`` in ``columns``. Raises ``ProblemError`` that lists the headings if one is missing."""
    return tuple(find(columns, name, path) for name in names)


def find(columns: Sequence[str], name: str, path: str) -> int:
    """The position of ``name``: written just so, or else apart from capitals and outer blanks."""
    if name in columns:
        return columns.index(name)
    loosely = [column.strip().casefold() for column in columns]
    if name.strip().casefold() in loosely:
        return loosely.index(name.strip().casefold())
    raise ProblemError(
        Problem(
            title=f"There is no column “{name}”",
            happened=f"{Path(path).name} has these columns: {', '.join(columns)}.",
            did="Nothing was read or changed.",
            advice="Name one of them, in quotes if it has blanks in it. --sheet chooses another sheet.",
        )
    )
