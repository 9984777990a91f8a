"""The gate: from a process's first moment the network is shut, but for the one that fetches what the person asked for.

Python tells an audit hook of every look-up of a name and every connection before it is made, whoever asks for it, and
a hook cannot be taken away again. It is not told by native code with sockets of its own: of such there are Qt's
network module, which is never loaded (a test of the house says so), and hf_xet, which is switched off.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from socket import AF_INET, AF_INET6

REACH = "deskhand.reach"
"""What the one way out says, with a host, before it reaches it; the gate lets no other name through."""

DONE = "deskhand.done"
"""What it says when it needs nobody any more: the gate is shut again."""

_LOOK_UPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_SENDINGS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"))
_HEARD = _LOOK_UPS | _SENDINGS | {REACH, DONE}

Tell = Callable[[str, str], None]


class Gate:
    """What the hook knows: the hosts that may be reached, and whom to tell of an attempt that was refused.

    Sockets that stay on this computer by their kind (AF_UNIX) are nobody's network; its own address is: a proxy may
    listen there.
    """

    def __init__(self, opens: bool, tell: Tell) -> None:
        self._opens = opens
        self._tell = tell
        self._hosts: set[str] = set()

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """The hook. Raises ``PermissionError``, which libraries know as a connection that could not be made."""
        if event not in _HEARD or (event == DONE and not self._opens):
            return
        if event in _SENDINGS and getattr(arguments[0], "family", None) not in (AF_INET, AF_INET6):
            return
        if self._opens and self._lets_through(event, arguments):
            return
        with suppress(Exception):  # a process that may write nothing refuses all the same
            self._tell(event, _host(event, arguments))
        raise PermissionError("Deskhand keeps the network shut in this process")

    def _lets_through(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == DONE:
            self._hosts.clear()
            return True
        if event == REACH:
            self._hosts.add(_host(event, arguments))
            return True
        if event == "socket.connect":  # to a number, which a name that was let through stands for
            return bool(self._hosts)
        return event == "socket.getaddrinfo" and _host(event, arguments) in self._hosts


def keep(opens: bool = False) -> None:
    """Keep the network shut in this process from now on; ``opens``: but for hosts that the one way out names."""
    sys.addaudithook(Gate(opens, _note).hear)


def _note(event: str, host: str) -> None:
    from deskhand.storage.traffic import note_refusal  # only now: most processes never need it

    note_refusal(event, host)


def _host(event: str, arguments: tuple[object, ...]) -> str:
    told = arguments[-1] if event in _SENDINGS else arguments[0]
    host = told[0] if isinstance(told, tuple) and told else told
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    return name.lower().rstrip(".")
