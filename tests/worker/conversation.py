"""The other end of a worker's pipe, as the tests hold it."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deskhand.storage.codec import decode

SOON = 60.0  # seconds; the first job of the heavy worker imports torch on a busy machine
ENDINGS = {"Finished", "Failed", "Cancelled"}


class Conversation:
    """Speaks to one worker process."""

    def __init__(self, kind: str) -> None:
        command = [sys.executable, "-m", "deskhand", "--worker", kind]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self.stderr = b""
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._listen, self._keep_stderr)]
        for reader in self._readers:
            reader.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in iter(self.process.stdout.readline, b""):
            self._lines.put(line)
        self._lines.put(b"")

    def _keep_stderr(self) -> None:
        assert self.process.stderr is not None
        for line in iter(self.process.stderr.readline, b""):
            self.stderr += line

    def write(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)

    def order(self, job: int, request: object, folder: Path | str = "") -> None:
        """Send ``request`` as the window does."""
        from deskhand.storage.codec import encode

        kind, fields = json.loads(encode(request))
        self.write(json.dumps([job, str(folder), kind, fields]).encode() + b"\n")

    def cancel(self, job: int) -> None:
        self.write(b'[%d,"","Cancel",{}]\n' % job)

    def event(self, seconds: float = SOON) -> tuple[int, Any]:
        """The next event and its job. Raises ``EOFError`` if the worker is gone."""
        line = self._lines.get(timeout=seconds)
        if not line:
            raise EOFError
        job, kind, fields = json.loads(line)
        return job, decode(json.dumps([kind, fields]))

    def events(self, job: int) -> list[Any]:
        """All events of ``job``, the ending last."""
        found: list[Any] = []
        while not found or type(found[-1]).__name__ not in ENDINGS:
            number, event = self.event()
            if number == job:
                found.append(event)
        return found

    def close(self) -> int:
        """Close our end, as a window that ends; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(SOON)

    def end(self) -> None:
        """Kill the worker and clear up; nobody reads from a pipe that is closed."""
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@contextmanager
def worker(kind: str) -> Iterator[Conversation]:
    """A worker that is gone afterwards, whatever happened."""
    conversation = Conversation(kind)
    try:
        yield conversation
    finally:
        conversation.end()
