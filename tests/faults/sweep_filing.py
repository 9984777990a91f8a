"""Every fault at every system call of a filing: ``PYTHONPATH=app python tests/faults/sweep_filing.py [files [every]]``.

A filing and the putting back of one, copied and moved, on one drive and across two, each begun anew for each fault:
strace kills the process (SIGKILL) before the Nth call of a kind, or lets that call fail (ENOSPC, EIO), for N counting
up until a run to which nothing happens. After each: restart, journal and disk agree, every file is there once with its
bytes; then it is ended, or put back. ``every`` 5 tries each fifth N. With ``inside`` as last word the faults happen
inside of the process instead, before and after what is done, and strace is not needed.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent / "app")]

from deskhand.domain.filing import Deed  # noqa: E402
from faults.filing import Scene, check, finish, scene_of, take_back, two_drives  # noqa: E402

CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "syncfs", "renameat2", "rename", "renameat", "linkat",
    "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fchmod", "utimensat", "ftruncate",
)  # fmt: skip
"""What changes something on a drive."""
LOOKING = ("read", "close", "newfstatat", "getdents64")
"""What a filing believes: these fail only."""
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO")
INSIDE = ("kill", "kill after", "ENOSPC", "EIO", "EIO after")


class Process:
    """The children that something happens to."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "faults.filing_process"],
            cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": f"{TESTS.parent / 'app'}:{TESTS}"},
        )  # fmt: skip

    def inside(self, scene: Scene, fault: str, number: int) -> bool:
        self._say(json.dumps([str(scene.project), scene.undoing, fault, number]))
        return bool(self._told())

    def traced(self, scene: Scene, call: str, fault: str, number: int, log: Path) -> bool:
        """Whether the fault came; ``False``: there are not so many calls."""
        self._say(json.dumps([str(scene.project), scene.undoing, "wait", 0]))
        child = self._told()
        inject = f"inject={call}:{fault}:when={number}"
        tracer = subprocess.Popen(
            ["strace", "-f", "-o", str(log), "-e", f"trace={call}", "-e", inject, "-p", str(child)],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        tracer.stderr.readline()  # "attached"
        os.kill(child, signal.SIGUSR1)
        self._told()
        tracer.wait(60)
        tracer.stderr.close()
        lines = log.read_text(errors="replace")
        return "killed by SIGKILL" in lines or "(INJECTED)" in lines

    def _say(self, line: str) -> None:
        print(line, file=self._server.stdin, flush=True)

    def _told(self) -> object:
        line = self._server.stdout.readline()
        if not line:
            raise RuntimeError("the process is gone")
        return json.loads(line)


def scenes(root: Path, files: int) -> Iterator[tuple[str, Scene]]:
    """The eight scenes, one after the other."""
    for across in (False, True):
        if across and not two_drives(root):
            print("There is only one drive here: nothing was tried across two.")
            return
        for deed in Deed:
            for undoing in (False, True):
                name = f"{deed}{', put back' if undoing else ''}, {'two drives' if across else 'one drive'}"
                folder = root / re.sub(r"\W+", "-", name)
                with scene_of(folder, deed, across=across, undoing=undoing, files=files) as scene:
                    yield name, scene


def sweep(process: Process, scene: Scene, call: str, fault: str, every: int, log: Path | None) -> int:
    """How many times the fault came. Raises ``AssertionError`` if something was not as it must be."""
    number = 1
    while True:
        scene.begin()
        inside = log is None
        came = process.inside(scene, fault, number) if inside else process.traced(scene, call, fault, number, log)
        try:
            check(scene)
            if came:
                (finish if number // every % 2 else take_back)(scene)
        except (AssertionError, OSError) as error:
            raise AssertionError(f"{call} {fault} at {number}: {error}") from error
        if not came:
            return (number - 1) // every
        number += every


def main(files: int = 36, every: int = 1, inside: bool = False) -> int:
    """Sweep all; how many faults left something that must not be."""
    if not inside and shutil.which("strace") is None:
        sys.exit("strace is missing: apt-get install strace, or say “inside” as last word.")
    process, wrong, began = Process(), 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="deskhand-sweep-") as folder:
        root = Path(folder)
        for name, scene in scenes(root, files):
            came: Counter[str] = Counter()
            for call in ("step",) if inside else CALLS + LOOKING:
                for fault in INSIDE if inside else FAULTS[2:] if call in LOOKING else FAULTS:
                    try:
                        came[call] += sweep(process, scene, call, fault, every, None if inside else root / "log")
                    except AssertionError as error:
                        wrong += 1
                        print(f"  WRONG: {name}: {error}", flush=True)
            told = ", ".join(f"{call} {count}" for call, count in came.items() if count)
            print(f"{name}: {came.total()} faults ({told}); {time.monotonic() - began:.0f} s so far", flush=True)
    print(f"{wrong} wrong")
    return wrong


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(min(1, main(*numbers, inside=sys.argv[-1:] == ["inside"])))
