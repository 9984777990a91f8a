"""The one way out: every request of Deskhand takes it, and so does every redirect.

Encrypted or not at all; certificates are those that this computer trusts (``truststore``), so that a company's own
count; through the proxy of the environment or the system; the person's key to nobody but the hub; all of it counted.
"""

import ssl
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2
import truststore

from deskhand import __version__
from deskhand.network.gate import REACH
from deskhand.network.meter import Meter

TIMEOUT = httpx2.Timeout(30.0, connect=15.0)
"""Seconds without a byte. A proxy that looks for viruses may hold a large file back for a while."""
_REDIRECTS = 5
_LINE = 4  # ": " and the end of the line of a header


class NotEncryptedError(Exception):
    """A server sent us on to an address that is not https; ``host`` is its name."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


_NOTHING_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""There was no connection, so nothing was sent."""


class Route(httpx2.BaseTransport):
    """``hub`` is the address of the hub."""

    def __init__(self, hub: str, meter: Meter) -> None:
        self._hub = httpx2.URL(hub).netloc
        self._meter = meter
        self._trusted = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._ways: dict[str, httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        if request.url.scheme != "https":
            raise NotEncryptedError(host)
        if request.url.netloc != self._hub:
            request.headers.pop("authorization", None)
        request.headers["user-agent"] = f"deskhand/{__version__}"
        size = len(request.method) + len(request.url.raw_path) + len(" HTTP/1.1\r\n") + _size(request)
        try:
            response = self._way(host).handle_request(request)
        except _NOTHING_LEFT:
            raise
        except httpx2.TransportError:
            self._meter.sent(host, size)
            raise
        self._meter.sent(host, size)
        self._meter.received(host, len("HTTP/1.1 200 OK\r\n") + _size(response))
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Counted(response.stream, host, self._meter)
        return response

    def _way(self, host: str) -> httpx2.HTTPTransport:
        proxy = proxy_of(host)
        sys.audit(REACH, urlsplit(proxy).hostname or host)
        if proxy not in self._ways:
            try:
                self._ways[proxy] = httpx2.HTTPTransport(verify=self._trusted, proxy=proxy or None)
            except (ValueError, ImportError, httpx2.InvalidURL) as error:  # SOCKS needs a library that is not brought
                raise httpx2.ProxyError("no proxy of a kind that is known") from error
        return self._ways[proxy]

    def close(self) -> None:
        for way in self._ways.values():
            way.close()


class _Counted(httpx2.SyncByteStream):
    """What is received, counted as it comes."""

    def __init__(self, stream: httpx2.SyncByteStream, host: str, meter: Meter) -> None:
        self._stream = stream
        self._host = host
        self._meter = meter

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._meter.received(self._host, len(part))
            yield part

    def close(self) -> None:
        self._stream.close()


def client(hub: str, meter: Meter) -> httpx2.Client:
    """What talks to ``hub``. It reads no ``.netrc`` and no settings but those of the proxy."""
    return httpx2.Client(
        transport=Route(hub, meter), timeout=TIMEOUT, follow_redirects=True, max_redirects=_REDIRECTS, trust_env=False
    )


def proxy_of(host: str) -> str:
    """The address of the proxy that leads to ``host``, by the environment or the system's settings; "": none."""
    told = getproxies()
    proxy = told.get("https") or told.get("all") or ""
    if not proxy or proxy_bypass(host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _size(message: httpx2.Request | httpx2.Response) -> int:
    return sum(len(name) + len(value) + _LINE for name, value in message.headers.raw) + len("\r\n")
