"""What moved, host by host."""

from collections import defaultdict
from collections.abc import Iterator

from deskhand.domain.jobs import BytesMoved


class Meter:
    """Counts what HTTP says, headers and contents; not what encryption adds to it."""

    def __init__(self) -> None:
        self._sent: dict[str, int] = defaultdict(int)
        self._received: dict[str, int] = defaultdict(int)

    def sent(self, host: str, size: int) -> None:
        self._sent[host] += size

    def received(self, host: str, size: int) -> None:
        self._received[host] += size

    def take(self) -> Iterator[BytesMoved]:
        """What was counted since this was asked last."""
        for host in sorted(self._sent.keys() | self._received.keys()):
            yield BytesMoved(self._sent.pop(host, 0), self._received.pop(host, 0), host)
