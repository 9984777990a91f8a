"""A hub of our own on this computer, encrypted, with the paths and the behaviours of the real one; and its bad days."""

import hashlib
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import trustme

COMMIT, OLDER = "b" * 40, "a" * 40
LARGE = (".safetensors", "tokenizer.json")
"""What the hub keeps apart, by its hash, and gives out through another host."""


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]

    @property
    def start(self) -> int:
        """The first byte that was asked for."""
        return int(re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "bytes=0-"))[1])  # type: ignore[index]


Behaviour = Callable[["Handler", bytes], bool]
"""Does something with a request for these contents; whether it has answered."""


@dataclass
class HubServer:
    """``files`` by commit, then path; the newest commit is the last one. ``address`` is the hub, ``elsewhere`` the host
    of large files: the same server by another name."""

    folder: Path
    model: str = "distilbert/distilroberta-base"
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    behaviours: list[tuple[str, Behaviour]] = field(default_factory=list)
    pace: float = 0.0  # seconds between two pieces of a large file
    piece: int = 1 << 16

    def __post_init__(self) -> None:
        authority = trustme.CA()
        self.authority = self.folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.authority))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": self}))
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        self.address = f"https://localhost:{self.port}"
        self.elsewhere = f"https://127.0.0.1:{self.port}"

    def behave(self, path: str, behaviour: Behaviour, times: int = 1) -> None:
        """The next requests whose path has ``path`` in it are treated like this."""
        self.behaviours += [(path, behaviour)] * times

    def asked(self, method: str, path: str) -> list[Seen]:
        return [seen for seen in self.seen if seen.method == method and path in seen.path]

    @contextmanager
    def running(self) -> Iterator["HubServer"]:
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    hub: HubServer
    seen: Seen
    protocol_version = "HTTP/1.1"
    timeout = 10

    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """It says nothing."""

    def do_HEAD(self) -> None:
        self._do()

    def do_GET(self) -> None:
        self._do()

    def _do(self) -> None:
        hub, path = self.hub, unquote(urlsplit(self.path).path)
        self.seen = Seen(self.command, self.headers["Host"], path, dict(self.headers.items()))
        hub.seen.append(self.seen)
        contents = self._contents(path)
        for planned in hub.behaviours:
            if planned[0] in f"{self.command} {path}":
                hub.behaviours.remove(planned)
                if planned[1](self, contents or b""):
                    return
                break
        if path.startswith("/api/resolve-cache/") and contents is not None:
            self.give(contents, {"ETag": f'"{blob(contents)}"', "X-Repo-Commit": self._newest})
        elif path.startswith("/api/models/"):
            self._tell_model(path)
        elif contents is None:
            self.answer(404, headers={"X-Error-Code": "EntryNotFound", "X-Repo-Commit": self._newest})
        elif "/resolve/" in path:
            self._resolve(path, contents)
        else:
            self.give(contents)

    @property
    def _newest(self) -> str:
        return list(self.hub.files)[-1]

    def _tell_model(self, path: str) -> None:
        found = re.fullmatch(r"/api/models/(.+)/revision/(.+)", path)
        commit = self._newest if found and found[2] == "main" else found[2] if found else ""
        if found is None or found[1] != self.hub.model:
            self.answer(404, headers={"X-Error-Code": "RepoNotFound"})
        elif commit not in self.hub.files:
            self.answer(404, headers={"X-Error-Code": "RevisionNotFound"})
        else:
            siblings = [{"rfilename": name} for name in self.hub.files[commit]]
            self.answer(200, json.dumps({"id": found[1], "sha": commit, "siblings": siblings}).encode())

    def _contents(self, path: str) -> bytes | None:
        model = re.escape(self.hub.model)
        if found := re.fullmatch(rf"/(?:{model}/resolve|api/resolve-cache/models/{model})/([^/]+)/(.+)", path):
            return self.hub.files.get(found[1], {}).get(found[2])
        everything = (file for files in self.hub.files.values() for file in files.values())
        return next((file for file in everything if path == f"/lfs/{sha256(file)}"), None)

    def _resolve(self, path: str, contents: bytes) -> None:
        commit = path.split("/resolve/")[1].partition("/")[0]
        headers = {"X-Repo-Commit": commit, "Accept-Ranges": "bytes"}
        if not path.endswith(LARGE):
            onward = path.replace(f"/{self.hub.model}/resolve/", f"/api/resolve-cache/models/{self.hub.model}/")
            self.answer(307, headers=headers | {"Location": onward})
            return
        name = sha256(contents)
        headers |= {"X-Linked-Etag": f'"{name}"', "X-Linked-Size": str(len(contents))}
        self.answer(302, headers=headers | {"Location": f"{self.hub.elsewhere}/lfs/{name}?signature=secret"})

    def give(self, contents: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Contents, or the part of them that was asked for."""
        start = self.seen.start
        total = len(contents)
        if start >= total > 0:
            self.answer(416, headers={"Content-Range": f"bytes */{total}"})
            return
        part = {"Content-Range": f"bytes {start}-{total - 1}/{total}"} if start else {}
        self.answer(206 if start else 200, contents[start:], {**(headers or {}), **part})

    def answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """A whole answer."""
        self.begin(status, {"Content-Length": str(len(body)), **(headers or {})})
        if self.command != "HEAD":
            for at in range(0, len(body), self.hub.piece):
                self.wfile.write(body[at : at + self.hub.piece])
                time.sleep(self.hub.pace)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """The beginning of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def sha256(contents: bytes) -> str:
    return hashlib.sha256(contents).hexdigest()


def blob(contents: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(contents) + contents).hexdigest()


def says(status: int, **headers: str) -> Behaviour:
    """Answer with this number, and these headers ("_" for "-")."""

    def do(handler: Handler, _contents: bytes) -> bool:
        handler.answer(status, b"{}", {name.replace("_", "-"): value for name, value in headers.items()})
        return True

    return do


def cut_off(after: int) -> Behaviour:
    """Promise all, give this many bytes more, and hang up."""

    def do(handler: Handler, contents: bytes) -> bool:
        start = handler.seen.start
        promised = {"Content-Range": f"bytes {start}-{len(contents) - 1}/{len(contents)}"} if start else {}
        handler.begin(206 if start else 200, {**promised, "Content-Length": str(len(contents) - start)})
        handler.wfile.write(contents[start : start + after])
        handler.close_connection = True
        return True

    return do


def gives_instead(contents: bytes) -> Behaviour:
    """Other contents, as if they were the right ones."""

    def do(handler: Handler, _contents: bytes) -> bool:
        handler.give(contents)
        return True

    return do


def ignores_ranges(handler: Handler, contents: bytes) -> bool:
    """All of it, whatever part was asked for."""
    handler.answer(200, contents)
    return True


def another_part(handler: Handler, contents: bytes) -> bool:
    """A part that nobody asked for."""
    handler.answer(206, contents[7:], {"Content-Range": f"bytes 7-{len(contents) - 1}/{len(contents)}"})
    return True


def hangs(seconds: float) -> Behaviour:
    """Say nothing for a while, then hang up."""

    def do(handler: Handler, _contents: bytes) -> bool:
        time.sleep(seconds)
        handler.close_connection = True
        return True

    return do

