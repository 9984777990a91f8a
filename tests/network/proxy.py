"""A company's proxy: it is asked to connect, and passes on what it does not understand."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """``refuses`` is an answer such as "407 Proxy Authentication Required"; ``asked`` whom it was asked for."""

    refuses: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[str]:
        """Gives its address."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=self._serve, args=(server,), daemon=True).start()
            yield f"http://me:word@127.0.0.1:{server.getsockname()[1]}"

    def _serve(self, server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                one, _ = server.accept()
                threading.Thread(target=self._pass_on, args=(one,), daemon=True).start()

    def _pass_on(self, one: socket.socket) -> None:
        with one, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                head += one.recv(4096)
            self.heads.append(head.decode())
            target = head.split()[1].decode()
            self.asked.append(target)
            if self.refuses:
                one.sendall(f"HTTP/1.1 {self.refuses}\r\nContent-Length: 0\r\n\r\n".encode())
                return
            host, _, port = target.rpartition(":")
            with socket.create_connection((host, int(port))) as other:
                one.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                while readable := select.select([one, other], [], [], 10)[0]:
                    for end in readable:
                        piece = end.recv(1 << 16)
                        if not piece:
                            return
                        (other if end is one else one).sendall(piece)
