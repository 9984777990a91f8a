"""Python imports this by itself if this folder is in PYTHONPATH: no process of a test reaches the network.

An audit hook hears of every connection, also of those that C code makes through Python's sockets. What was tried is
written down as well, since libraries swallow the error and go on.
"""

import os
import sys
from pathlib import Path

LOG = "DESKHAND_TESTS_NETWORK_LOG"
HERE = ("localhost", "127.0.0.1", "::1", None, "")


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        allowed = arguments[0] in HERE
    elif event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        allowed = arguments[0].family.name not in {"AF_INET", "AF_INET6"}  # type: ignore[attr-defined]
        allowed |= isinstance(arguments[-1], tuple) and arguments[-1][0] in HERE  # servers of the tests themselves
    else:
        return
    if not allowed:
        if LOG in os.environ:
            with Path(os.environ[LOG]).open("a") as log:
                log.write(f"{event} {arguments}\n")
        raise PermissionError(f"the network was reached for: {event}")


sys.addaudithook(forbid)
