"""Makes the environment on first use, and again when what it is made from has changed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import NoReturn

import pytorch_build
import system_libraries
from environment import CONSTRAINTS, FOLDER, PYTHON, READY, ROOT, VERSION, is_ready, made_from, read_ready

LOCK = ROOT / ".venv.lock"
UNFINISHED = FOLDER / "deskhand-unfinished"


def make_ready(extra: str) -> None:
    """Install what is missing, or leave with what the person can do. An interrupted installation begins anew."""
    if sys.version_info < (3, 11):
        leave(f"Deskhand needs Python 3.11 or newer, and this is Python {VERSION}.", newer_python())
    # A lock that every platform has, and that a killed process lets go: two first starts take turns.
    with closing(sqlite3.connect(str(LOCK), timeout=3600)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        extras = sorted({extra, *read_ready()["extras"]} - {""})
        if not is_ready(extra):
            install(extras)
        libraries = system_libraries.look(say)
        READY.write_text(json.dumps({"made_from": made_from(), "extras": extras, "libraries": libraries}))


def install(extras: list[str]) -> None:
    say("Getting Deskhand ready. This happens once and takes a few minutes. What is fetched goes into", FOLDER)
    make_folder()
    UNFINISHED.touch()
    pytorch_build.install(pip, CONSTRAINTS, say, leave)
    say("Fetching the parts that Deskhand is made of …")
    what = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    if pip("install", "--editable", what, "--constraint", str(CONSTRAINTS)):
        leave("Not everything could be fetched. The lines above say what was in the way.", "Then try again.")
    UNFINISHED.unlink()


def make_folder() -> None:
    """A virtual environment of this very Python; what an interrupted installation left is thrown away."""
    probe = [str(PYTHON), "-c", f"import sys, pip; sys.exit(sys.version.split()[0] != {VERSION!r})"]
    if PYTHON.exists() and not UNFINISHED.exists() and succeeds(probe):
        return
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not system_libraries.install([package], say):
            leave("This Python cannot make virtual environments.", "Type: " + system_libraries.line([package]))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(FOLDER)]):
        leave(f"No environment could be made in {FOLDER}.", "Is there room on the disk, and may you write there?")


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
    return "Type: sudo apt install python3.11 python3.11-venv   (then python3.11 in place of python3)"


def say(*words: object) -> None:
    print(*words, file=sys.stderr, flush=True)


def leave(what: str, advice: str) -> NoReturn:
    say(what)
    sys.exit(advice)
