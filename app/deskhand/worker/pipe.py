"""Our end of the pipe: orders in, events out, one line of JSON each.

An order is ``[job, project folder, kind, fields]``, an answer ``[job, kind, fields]``; job 0 is nobody's.
"""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from deskhand.domain.jobs import Event, Request
from deskhand.storage.codec import decode, encode

LONGEST_ORDER = 1 << 20  # bytes; the longest order of ours is a few thousand


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop this job."""


@dataclass(frozen=True, slots=True)
class Order:
    """``request`` for the project in ``folder`` ("": for none)."""

    job: int
    folder: str
    request: Request | Cancel


class Pipe:
    """Keeps the two ends for itself: whoever reads stdin gets end-of-file, what anyone prints goes to stderr."""

    def __init__(self) -> None:
        self._orders: BinaryIO = os.fdopen(os.dup(0), "rb")
        self._answers: BinaryIO = os.fdopen(os.dup(1), "wb")
        self._writing = threading.Lock()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)

    def send(self, job: int, event: Event) -> None:
        """Answer ``job``; whole lines only, and at once."""
        line = b"[%d,%s\n" % (job, encode(event)[1:])
        with self._writing:
            self._answers.write(line)
            self._answers.flush()

    def orders(self) -> Iterator[Order | ValueError]:
        """Every order until end-of-file. A line that is none comes as the ``ValueError`` that says so."""
        while line := self._orders.readline(LONGEST_ORDER):
            if not line.endswith(b"\n") and self._skip_rest():
                yield ValueError("the line is too long")
            elif line.strip():
                yield read_order(line)

    def _skip_rest(self) -> bool:
        """Skip to the end of an overlong line; whether there was more of it."""
        skipped = False
        while rest := self._orders.readline(LONGEST_ORDER):
            skipped = True
            if rest.endswith(b"\n"):
                break
        return skipped


def read_order(line: bytes) -> Order | ValueError:
    """The order in ``line``, or why it is none."""
    try:
        job, folder, kind, fields = msgspec.json.decode(line, type=tuple[int, str, str, msgspec.Raw])
        if kind == "Cancel":
            return Order(job, folder, Cancel())
        request = decode(b'["%s",%s]' % (kind.encode(), bytes(fields)))
    except (msgspec.MsgspecError, ValueError):
        return ValueError("the line is not an order")
    return Order(job, folder, request) if isinstance(request, Request) else ValueError("the line is not a request")
