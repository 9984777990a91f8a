"""What is attached to mails, given out piece by piece."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from deskhand.readers.apart.messages import HasTakenOut, TakeOut

if TYPE_CHECKING:
    from deskhand.readers.documents.letter import Attachment

LONGEST_PIECE = 16 << 20
"""Bytes that are given out at once."""


class Attached:
    """The mail that was asked about last stays open, and so is read once."""

    def __init__(self) -> None:
        self._path = b""
        self._rest: Iterator[Attachment] = iter(())
        self._number = -1
        self._one: Attachment | None = None

    def piece(self, order: TakeOut) -> HasTakenOut:
        """Raises ``ProblemError``, and ``MemoryError`` if there is too little of that."""
        from deskhand.readers.documents.reading import attachments

        if order.path != self._path or order.number < self._number:
            self._open(order.path, attachments(Path(os.fsdecode(order.path))))
        if order.number > self._number:
            self._one = next(islice(self._rest, order.number - self._number - 1, None), None)
            self._number = order.number
        if self._one is None:
            self._open(b"", iter(()))
            return HasTakenOut("", 0, b"")
        content = self._one.content
        return HasTakenOut(self._one.name, len(content), content[order.start : order.start + LONGEST_PIECE])

    def _open(self, path: bytes, rest: "Iterator[Attachment]") -> None:
        self._path, self._rest, self._number, self._one = path, rest, -1, None
