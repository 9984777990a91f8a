"""The program's own environment in `.venv`: made on first use, by the standard library alone.

An old Python must be able to read this file, so that it can say in plain words that it is too old.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytorch_build
import system_libraries

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LOCK = ROOT / ".venv.lock"
READY = FOLDER / "deskhand-ready.json"
UNFINISHED = FOLDER / "deskhand-unfinished"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VERSION = sys.version.split()[0]


def hand_over(module: str, arguments: list[str], extra: str) -> NoReturn:
    """Run ``module`` in the environment in place of this process, once the environment is ready."""
    if not is_ready(extra):
        make_ready(extra)
    elif not read_ready()["libraries"]:
        write_ready([], system_libraries.look(say))
    command = [str(PYTHON), "-m", module, *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:  # the program was told as well, and says what there is to say
        sys.exit(3)


def is_ready(extra: str) -> bool:
    """Whether the last installation was finished, and nothing that it was made from has changed."""
    ready = read_ready()
    return PYTHON.exists() and ready["made_from"] == made_from() and extra in ["", *ready["extras"]]


def read_ready() -> dict[str, Any]:
    try:
        return dict(json.loads(READY.read_text()))
    except (OSError, ValueError):
        return {"made_from": "", "extras": [], "libraries": True}


def write_ready(extras: list[str], libraries: bool) -> None:
    extras = sorted(set(extras) | set(read_ready()["extras"]))
    READY.write_text(json.dumps({"made_from": made_from(), "extras": extras, "libraries": libraries}))


def made_from() -> str:
    """The fingerprint of all that decides what is installed, and where."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), CONSTRAINTS.read_bytes(), VERSION.encode(), os.fsencode(str(ROOT))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_ready(extra: str) -> None:
    if sys.version_info < (3, 11):
        leave(f"Deskhand needs Python 3.11 or newer, and this is Python {VERSION}.", newer_python())
    # A lock that every platform has, and that a killed process lets go: two first starts take turns.
    with closing(sqlite3.connect(str(LOCK), timeout=3600)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not is_ready(extra):
            install(extra)


def install(extra: str) -> None:
    say("Getting Deskhand ready. This happens once and takes a few minutes; what is fetched goes to", FOLDER)
    extras = sorted({extra, *read_ready()["extras"]} - {""})
    make_folder()
    UNFINISHED.touch()
    pytorch_build.install(pip, CONSTRAINTS, say, leave)
    say("Fetching the parts that Deskhand is made of …")
    what = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    if pip("install", "--editable", what, "--constraint", str(CONSTRAINTS)):
        leave("Not everything could be fetched. The lines above say what was in the way.", "Then try again.")
    write_ready(extras, system_libraries.look(say))
    UNFINISHED.unlink()
    say("Ready.")


def make_folder() -> None:
    """A virtual environment of this very Python; what an interrupted attempt left is thrown away."""
    probe = [str(PYTHON), "-c", f"import sys, pip; sys.exit(sys.version.split()[0] != {VERSION!r})"]
    if PYTHON.exists() and not UNFINISHED.exists() and succeeds(probe):
        return
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not system_libraries.install([package], say):
            leave("This Python cannot make virtual environments.", "Type: " + system_libraries.line([package]))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(FOLDER)]):
        leave(f"No environment could be made in {FOLDER}.", "Is there room, and may you write there?")


def succeeds(command: list[str]) -> bool:
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def pip(*arguments: str, **variables: str | None) -> int:
    """Call pip of the environment, quietly; ``variables`` change what it sees of the environment (None: taken away)."""
    seen = {name: value for name, value in {**os.environ, **variables}.items() if value is not None}
    return subprocess.call([str(PYTHON), "-m", "pip", *arguments, "-qq", "--no-input"], env=seen)


def newer_python() -> str:
    if sys.platform == "win32":
        return "Type: winget install Python.Python.3.12"
    if sys.platform == "darwin":
        return "Type: brew install python@3.12   (or get it from python.org)"
    return "Type: sudo apt install python3.11 python3.11-venv, then python3.11 in place of python3"


def say(*words: object) -> None:
    print(*words, file=sys.stderr, flush=True)


def leave(what: str, advice: str) -> NoReturn:
    say(what)
    sys.exit(advice)
