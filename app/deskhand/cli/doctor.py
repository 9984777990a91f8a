"""Prove by real work what this computer can do, and say which versions are at work."""

import argparse
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from deskhand import __version__
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import DeviceTested, TestComputer
from deskhand.storage.places import home

HELP = "test this computer and what Deskhand needs"
LIBRARIES = ("torch", "transformers", "scikit-learn", "numpy", "python-calamine", "XlsxWriter", "PySide6-Essentials")


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """The doctor needs to be told nothing."""


def do(_options: argparse.Namespace, console: Console) -> None:
    for tested in Driver(None, console).answers(DeviceTested, TestComputer()):
        device = tested.device
        for trial in device.trials:
            state = f"{trial.speed:,.0f} a second" if trial.works else "does not work, not used"
            fields = {"processor": device.name, "kind": device.kind, "work": trial.work, "works": trial.works}
            words = f"{device.name}, {trial.work}: {state}  {trial.detail}".rstrip()
            console.result({**fields, "speed": trial.speed, "detail": trial.detail}, words)
    check_models(console)
    found = {name: installed(name) for name in LIBRARIES}
    system = {"deskhand": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    system |= {"system": platform.platform(), "settings and logs": str(home())}
    listed = "\n".join(f"  {name} {number}" for name, number in {**system, **found}.items())
    console.result({**system, "libraries": found}, f"Here:\n{listed}")


def check_models(console: Console) -> None:
    """Look at every file of the models that are here. Raises ``ProblemError`` if one is not what it should be."""
    from deskhand.engine import shelf

    for model in shelf.catalogue():
        if model.here:
            files = shelf.find(model.id)
            fields = {"model": model.id, "checked": True, "licence": model.licence, "sha256": files.model.sha256}
            console.result(fields, f"{model.name} ({model.id}): checked, {model.licence}")


def installed(library: str) -> str:
    """The version of ``library``, or that it is not there."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
