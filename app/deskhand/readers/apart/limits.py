"""What a process may do that reads files which nobody has looked at."""

import faulthandler
import os
import sys
from pathlib import Path
from typing import TextIO

PATIENCE = 20.0
"""Seconds for a file, and again for every page that is read off its picture."""
MEMORY = 760 << 20
"""Bytes, above what the process takes before it opens a file: with its own, less than a gigabyte."""
MEMORY_TO_SEE = 700 << 20
"""The same, above what it takes once it can read words off pictures."""

_FORBIDDEN = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
    *("os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime"),
    *("os.kill", "shutil."),
)
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def allow_little() -> None:
    """No network, no programs, no file to write: for all that goes through Python. It cannot be taken back."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"not for one who reads files: {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _TO_WRITE and arguments[0] != os.devnull:
        raise PermissionError("not for one who reads files: writing")


def limit_memory(most: int = MEMORY) -> None:
    """From now on ``most`` bytes more, where the system can hold it to that: Linux."""
    if sys.platform != "linux":
        return
    import resource

    limit = _taken() + most
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def little_memory_is_left() -> bool:
    """Libraries do not give back all that they took: a fresh process does better with the next file."""
    if sys.platform != "linux":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_AS)[0] - _taken() < MEMORY // 3


def _taken() -> int:
    """Bytes of address space."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


class DeadMansSwitch:
    """Ends this process if nobody holds it back, whatever a library is doing, should no one be left to kill it."""

    def __init__(self) -> None:
        self._nowhere: TextIO = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process

    def hold(self, seconds: float = PATIENCE + 5) -> None:
        """For so long from now."""
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._nowhere)

    def let_go(self) -> None:
        """Nothing is in hand."""
        faulthandler.cancel_dump_traceback_later()
