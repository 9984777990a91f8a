"""How the dataclasses of the domain become JSON and come back: in the pipe and in the database."""

from typing import TypeVar

import msgspec

from deskhand.domain.acts import ACTS
from deskhand.domain.jobs import EVENTS, REQUESTS

T = TypeVar("T")
_KINDS = {kind.__name__: kind for kind in (*REQUESTS, *EVENTS, *ACTS)}


def encode(message: object) -> bytes:
    """One line of JSON, without the line end: ``["Progress", {"done": 1, …}]``."""
    return msgspec.json.encode([type(message).__name__, message])


def decode(line: bytes | str) -> object:
    """The message in ``line``. Raises ``ValueError`` for anything that is not a message of ours."""
    try:
        name, fields = msgspec.json.decode(line, type=tuple[str, msgspec.Raw])
        return msgspec.json.decode(fields, type=_KINDS[name])
    except (msgspec.MsgspecError, KeyError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error


def to_json(value: object) -> str:
    """``value`` (a dataclass, or plain lists and dicts) as JSON text."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The ``kind`` in ``text``. Raises ``ValueError`` if it is none."""
    return msgspec.json.decode(text, type=kind)
