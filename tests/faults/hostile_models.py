"""What models that somebody made to harm are made of, and what must become of them."""

from pathlib import Path
from typing import Any

from deskhand.storage.places import models_folder
from tiny_shelf import problem_of_adding


class Payload:
    """What a pickle does when it is opened."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.marker,))


def refused(path: Path, marker: Path, *words: str) -> None:
    """It was refused for this reason, ran nothing and left nothing behind."""
    before = sorted(path.parent.rglob("*"))
    problem = problem_of_adding(path)
    assert problem.title == "This model cannot be used", problem
    assert problem.happened
    assert problem.advice
    for word in words:
        assert word in problem.happened
    assert not marker.exists()
    assert not list(models_folder().rglob("*"))
    assert sorted(path.parent.rglob("*")) == before
