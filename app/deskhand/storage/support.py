"""What may be sent to whoever looks after a computer: versions, numbers and states. No contents, no names of files,
folders or models of a person's own, no paths."""

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from deskhand import __version__
from deskhand.storage import models, traffic
from deskhand.storage.atomic import write_whole
from deskhand.storage.computer import ComputerCheck
from deskhand.storage.settings import SETTINGS, Settings

LIBRARIES = (
    *("torch", "transformers", "ctranslate2", "faster-whisper", "scikit-learn", "numpy", "av", "pillow"),
    *("python-calamine", "XlsxWriter", "PySide6-Essentials"),
)
_OWN = "one of the person's own"


def support(check: ComputerCheck) -> dict[str, object]:
    """All of it, as plain data."""
    return {
        "deskhand": __version__,
        "system": {"platform": platform.platform(), "machine": platform.machine(), **versions()},
        "check": msgspec.to_builtins(check),
        "settings": _settings(),
        "models": [_model(model.id) for model in models.on_the_shelf() if model.here],
        "network": {"refused": traffic.refusals(), "sent": sum(one.sent for one in traffic.totals())},
    }


def keep_support(check: ComputerCheck, target: Path) -> None:
    """Write it as JSON that a person can read before it is sent. Raises ``ProblemError``."""
    with write_whole(target) as temporary:
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(support(check))) + b"\n")


def versions() -> dict[str, str]:
    """Of what Deskhand stands on."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return {**found, **{name: installed(name) for name in LIBRARIES}}


def installed(library: str) -> str:
    """The version of ``library``, or that it is not there."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def _settings() -> dict[str, object]:
    """Numbers, switches and choices as they are; of free text only whether there is any."""
    settings = Settings()
    plain = {one.key for one in SETTINGS if one.choices or not isinstance(one.default, str)}
    return {
        one.key: settings.get(one.key) if one.key in plain else bool(settings.get(one.key) != one.default)
        for one in SETTINGS
    }


def _model(model_id: str) -> dict[str, object]:
    """A model that everybody can get is named; one that came from a folder may bear any name."""
    known = models.known(model_id)
    if known is None:
        return {"id": _OWN}
    receipt = models.receipt_of(model_id)
    return {"id": known.id, "revision": "" if receipt is None else receipt.model.revision}
