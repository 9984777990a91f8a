"""Which model will read this, in one sentence; only what is known is said."""

import tomllib
from importlib.metadata import PackageNotFoundError, distribution

from deskhand.gui.work_words import duration
from deskhand.storage.places import resources


def model_sentence(rows: int, speed: float) -> str:
    """``speed`` in short messages a second as measured on this computer (0: not measured)."""
    model = tomllib.loads((resources() / "models.toml").read_text(encoding="utf-8"))["model"][0]
    here = "already here" if _is_here(model["distribution"]) else "not here yet"
    facts = [f"{int(model['size']) / 1e6:.0f} MB", here]
    if speed > 0:
        facts.insert(0, f"about {duration(rows / speed)}, measured on this computer")
    return f"Everyday text ({model['languages']}) reads this: {', '.join(facts)}."


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
