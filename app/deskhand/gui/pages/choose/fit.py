"""Which model will read this, in one sentence; only what is known is said."""

import tomllib
from importlib.metadata import PackageNotFoundError, distribution

from deskhand.domain.processors import Work
from deskhand.gui.work_words import duration
from deskhand.storage.computer import last_check
from deskhand.storage.places import resources


class ModelFit:
    """The starter model, whether it is here, and how quick it was when this computer was tested."""

    def __init__(self) -> None:
        model = tomllib.loads((resources() / "models.toml").read_text(encoding="utf-8"))["model"][0]
        self._languages: str = model["languages"]
        self._size = int(model["size"])
        self._here = _is_here(model["distribution"])
        best = last_check().best
        self._speed = best.speed(Work.READING) if best is not None else 0.0

    def sentence(self, messages: int) -> str:
        """What reading so many messages takes. No time is claimed that was not measured."""
        facts = [f"{self._size / 1e6:.0f} MB", "already here" if self._here else "not here yet"]
        if self._speed > 0 and messages:
            facts.insert(0, f"about {duration(messages / self._speed)} on this computer")
        return f"Everyday text ({self._languages}) reads this: {', '.join(facts)}."


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
