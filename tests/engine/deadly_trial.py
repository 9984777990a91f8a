"""The process that tries a processor, as Deskhand's own, but what it does there is named by its first argument."""

import os
import signal
import sys
import time
from pathlib import Path

from deskhand.domain.processors import Trial, Work
from deskhand.engine.doctor import child
from deskhand.engine.doctor.reasons import DifferentError

FILE = Path(__file__)


def hang() -> None:
    time.sleep(3600)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def differ() -> None:
    raise DifferentError


def have_no_memory() -> None:
    raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 1.95 GiB")


def miss_kernels() -> None:
    raise RuntimeError("CUDA error: no kernel image is available for execution on the device")


DEEDS = {
    "crash": os.abort,
    "leave": lambda: os._exit(0),
    "hang": hang,
    "killed": be_killed,
    "differ": differ,
    "memory": have_no_memory,
    "kernels": miss_kernels,
}


def tried(work: Work, kind: str, _model: str) -> Trial:
    DEEDS[sys.argv[1]]()
    return Trial(work, 1.0, f"survived on {kind}")


if __name__ == "__main__":
    child.tried = tried
    child.main(sys.argv[2:])
