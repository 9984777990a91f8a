"""A process that tries one thing with a processor and may die of it: ``deskhand --worker trial WORK KIND [MODEL]``.

``deskhand --worker trial find`` names the processors; even asking a driver for them has been seen to hang. ``reach``
says whether the network is shut.
"""

import os
import signal
import sys
import threading
from typing import BinaryIO

import msgspec

from deskhand.domain.processors import Trial, Work
from deskhand.engine.doctor.reasons import failed


def main(arguments: list[str]) -> int:
    """Do it, say what came of it in one line, and end without asking the driver, which might hang."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C is meant for whoever asked, who will end us
    words: BinaryIO = os.fdopen(os.dup(1), "wb")
    orders: BinaryIO = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    threading.Thread(target=_end_with_whoever_asked, args=(orders,), daemon=True).start()
    if sys.platform != "win32":
        os.nice(max(0, 10 - os.nice(0)))
    words.write(_answer(arguments) + b"\n")
    words.flush()
    os._exit(0)


def _end_with_whoever_asked(orders: BinaryIO) -> None:
    orders.read()
    os._exit(0)


def _answer(arguments: list[str]) -> bytes:
    if arguments[0] == "find":
        from deskhand.engine.doctor.finding import found

        return msgspec.json.encode(found())
    if arguments[0] == "reach":
        return msgspec.json.encode(_is_stopped())
    work, kind = Work(arguments[0]), arguments[1]
    try:
        return msgspec.json.encode(tried(work, kind, arguments[2] if len(arguments) > 2 else ""))
    except Exception as error:  # whatever the driver says, it is the answer
        return msgspec.json.encode(failed(work, kind, error))


def _is_stopped() -> bool:
    """Whether this process, as every other, is stopped when it looks up a name. It only says that it would, as Python
    says before it does: not even a process without a gate sends anything."""
    try:
        sys.audit("socket.getaddrinfo", "deskhand.invalid", 443, 0, 0, 0)
    except PermissionError:
        return True
    return False


def tried(work: Work, kind: str, model: str) -> Trial:
    """What comes of the real work. Raises whatever a library raises."""
    from deskhand.engine.doctor import trials

    if work is Work.READING:
        return trials.reading(kind)
    return trials.learning(kind) if work is Work.LEARNING else trials.hearing(kind, model)
