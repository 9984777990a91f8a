"""Trying again: what may pass by itself is waited for, a while."""

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TypeVar

import httpx2
from huggingface_hub.errors import HfHubHTTPError

from deskhand.network.route import NotEncryptedError

T = TypeVar("T")
FAILURES = (httpx2.HTTPError, NotEncryptedError)
"""All that a request can raise; what answers with an error is a ``HTTPError`` too."""
_PASSING = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError)
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_BREATH = 0.1  # seconds
_TO_BEGIN = 2  # tries for somebody who is not even there; a person waits to hear of it


@dataclass(frozen=True, slots=True)
class Far:
    """How far a file is: ``done`` bytes of it are here. ``waits`` are seconds that we wait before trying again."""

    done: int
    waits: int = 0


@dataclass(frozen=True, slots=True)
class Patience:
    """``waits`` are the seconds before each new try; a server that wants more than ``longest`` is not waited for.

    What is received begins the counting anew, so a bad line gets a large file in the end.
    """

    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 16.0)
    longest: float = 90.0

    def until(self, ask: Callable[[], T]) -> Generator[Far, None, T]:
        """What ``ask`` returns. Raises what it raises when waiting does not help."""
        tried = 0
        while True:
            try:
                return ask()
            except FAILURES as error:
                yield from self.wait(error, tried, 0)
            tried += 1

    def wait(self, error: Exception, tried: int, done: int) -> Iterator[Far]:
        """Wait, with a breath often enough to be stopped. Raises ``error`` if it will not pass, or not soon enough."""
        soon = done == 0 and isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout)
        if tried >= len(self.waits[:_TO_BEGIN] if soon else self.waits) or not _may_pass(error):
            raise error
        seconds = max(self.waits[tried], asked_to_wait(error))
        if seconds > self.longest:
            raise error
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            yield Far(done, max(1, round(left)))
            time.sleep(min(_BREATH, left))


def asked_to_wait(error: Exception) -> float:
    """Seconds that the server asks for (``Retry-After``); 0: it does not say."""
    told = error.response.headers.get("retry-after", "") if isinstance(error, HfHubHTTPError) else ""
    return float(told) if told.strip().isdigit() else 0.0


def _may_pass(error: Exception) -> bool:
    if isinstance(error, HfHubHTTPError):
        return error.response.status_code in _BUSY
    return isinstance(error, _PASSING) and "CERTIFICATE_VERIFY_FAILED" not in str(error)
