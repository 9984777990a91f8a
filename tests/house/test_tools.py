"""The checkers that other people wrote, in the test run."""

import subprocess
import sys
from pathlib import Path

from house.source import APP, ROOT

BOOTSTRAP = [str(file) for file in APP.glob("*.py")]


def check(*command: str, folder: Path = ROOT) -> None:
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    check("-m", "ruff", "check", "--output-format=concise", ".")


def test_every_type_holds() -> None:
    check("-m", "mypy", "--no-error-summary")


def test_every_type_of_the_bootstrap_holds() -> None:
    check("-m", "mypy", "--strict", "--config-file=", *BOOTSTRAP, folder=APP)


def test_imports_only_point_down() -> None:
    check("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
