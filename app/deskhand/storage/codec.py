"""How the dataclasses of the domain become JSON and come back: in the pipe and in the database."""

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

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
        name, content = msgspec.json.decode(line, type=tuple[str, msgspec.Raw])
        return _read(content, _KINDS[name])
    except (ValueError, KeyError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error


def to_json(value: object) -> str:
    """``value`` (a dataclass, or plain lists and dicts) as JSON text."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The ``kind`` in ``text``. Raises ``ValueError`` if it is none."""
    return cast("T", _read(text, kind))


def _read(text: str | msgspec.Raw, kind: Any) -> Any:
    decoder = _decoder(kind)
    if decoder is not None:
        return decoder.decode(text)
    try:
        return _typed(msgspec.json.decode(text), kind)
    except (AttributeError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}") from error


@cache
def _decoder(kind: Any) -> "msgspec.json.Decoder[Any] | None":
    """What reads a ``kind`` at full speed; ``None`` if it holds a union of dataclasses, which msgspec does not know."""
    try:
        return msgspec.json.Decoder(kind)
    except TypeError:
        return None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(value: Any, kind: Any) -> Any:
    """``value`` (plain JSON) as a ``kind``; dataclasses of a union are told apart by the names of their fields."""
    members = get_args(kind)
    if isinstance(kind, UnionType) and all(map(is_dataclass, members)):
        kind = next((member for member in members if {field.name for field in fields(member)} == set(value)), None)
    if is_dataclass(kind):
        kinds = _hints(cast("Any", kind))
        parts = {name: _typed(part, kinds[name]) for name, part in value.items() if name in kinds}
        return cast("Any", kind)(**parts)
    if get_origin(kind) is tuple and members[1:] == (...,):
        return tuple(_typed(part, members[0]) for part in value)
    return msgspec.convert(value, kind)
