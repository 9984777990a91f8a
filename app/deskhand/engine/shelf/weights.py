"""The head of a safetensors file, read as if a stranger had written it: before any library opens the file.

The format: eight bytes say how long the head is, the head is JSON (name: dtype, shape, data_offsets), then come the
numbers (https://github.com/huggingface/safetensors).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

_LONGEST_HEAD = 16 << 20  # bytes; those of the largest models of the catalogue have a tenth of a megabyte
_MOST_DIMENSIONS = 8
_BITS = {
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2"), 8),
    **dict.fromkeys(("I16", "U16", "F16", "BF16"), 16),
    **dict.fromkeys(("I32", "U32", "F32"), 32),
    **dict.fromkeys(("I64", "U64", "F64"), 64),
}


class UnsoundError(Exception):
    """Says in words what is wrong with the file; they go on after a colon."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a file holds: how many ``tensors``, and ``numbers`` in all of them."""

    tensors: int
    numbers: int


def look_at(file: Path) -> Weights:
    """Check the head against the file. Reads no numbers. Raises ``UnsoundError``, ``OSError``."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if size < 8 or length > size - 8:
            raise UnsoundError("its file of numbers ends too early")
        if length > _LONGEST_HEAD:
            raise UnsoundError("its file of numbers begins with a list that is far too long")
        head = _decoded(stream.read(length))
    head.pop("__metadata__", None)
    spans, numbers = [], 0
    for entry in head.values():
        begin, end, count = _entry(entry)
        spans.append((begin, end))
        numbers += count
    _check_spans(spans, size - 8 - length)
    return Weights(len(head), numbers)


def _decoded(text: bytes) -> dict[str, Any]:
    try:
        head = json.loads(text.decode("utf-8"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise UnsoundError("the list at the head of its file of numbers cannot be read") from error
    if not isinstance(head, dict):
        raise UnsoundError("the list at the head of its file of numbers cannot be read")
    return head


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Readers differ in which of two they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _entry(entry: object) -> tuple[int, int, int]:
    """Where it begins and ends, and of how many numbers it is."""
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise UnsoundError("the list at the head of its file of numbers is not in order")
    shape, span = entry["shape"], entry["data_offsets"]
    if not _whole(shape) or not _whole(span) or len(span) != 2 or len(shape) > _MOST_DIMENSIONS:
        raise UnsoundError("the list at the head of its file of numbers is not in order")
    if not isinstance(entry["dtype"], str) or entry["dtype"] not in _BITS:
        raise UnsoundError("it has a kind of numbers that Deskhand does not know")
    count, (begin, end) = math.prod(shape), span
    if (end - begin) * 8 != count * _BITS[entry["dtype"]]:
        raise UnsoundError("the list at the head of its file of numbers says other sizes than there are")
    return begin, end, count


def _whole(values: object) -> TypeGuard[list[int]]:
    """A list of counts; in JSON true and false are none."""
    return isinstance(values, list) and all(type(value) is int and 0 <= value < 1 << 62 for value in values)


def _check_spans(spans: list[tuple[int, int]], size: int) -> None:
    """One after the other, without gaps and without sharing, to the end of the file."""
    reached = 0
    for begin, end in sorted(spans):
        if begin != reached:
            raise UnsoundError("its numbers lie over each other, or with gaps between them")
        reached = end
    if reached > size:
        raise UnsoundError("its file of numbers ends too early")
    if reached < size:
        raise UnsoundError("its file of numbers goes on where it should end")
