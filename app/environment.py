"""The program's own environment in `.venv`: is it ready, and into it. Standard library only, and little of that.

An old Python must be able to read the files of this folder, so that it can say in plain words that it is too old.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
READY = FOLDER / "deskhand-ready.json"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VERSION = sys.version.split()[0]


def hand_over(module: str, arguments: list[str], extra: str) -> NoReturn:
    """Run ``module`` in place of this process, in the environment with this ``extra`` ("": none)."""
    opens_the_window = not arguments
    if not is_ready(extra) or (opens_the_window and not read_ready()["libraries"]):
        import installation

        installation.make_ready(extra)
    command = [str(PYTHON), "-m", module, *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    try:
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:  # the program was told as well, and says what there is to say
        sys.exit(3)


def is_ready(extra: str) -> bool:
    """Whether the last installation was finished, and nothing that it was made from has changed."""
    ready = read_ready()
    return PYTHON.exists() and ready["made_from"] == made_from() and extra in ["", *ready["extras"]]


def read_ready() -> dict[str, Any]:
    """What the last finished installation wrote down; ``libraries`` says whether the window has all it needs."""
    try:
        return dict(json.loads(READY.read_text()))
    except (OSError, ValueError):
        return {"made_from": "", "extras": [], "libraries": True}


def made_from() -> str:
    """The fingerprint of all that decides what is installed, and where."""
    project, _, _settings_of_tools = (ROOT / "pyproject.toml").read_bytes().partition(b"\n[tool.")
    parts = [project, CONSTRAINTS.read_bytes(), VERSION.encode(), os.fsencode(str(ROOT))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
