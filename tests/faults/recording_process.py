"""Records the stream in children that are killed on order. Light and single-threaded, so that it may fork.

A line in: ``["time", folder, acknowledgements, microseconds]`` kills so long after so many acknowledgements;
``["statement", folder, number]`` kills before that SQL statement. A line out: how many messages were acknowledged,
and whether the child was killed (else it had come to the end).
"""

import json
import os
import signal
import sys
import time
from itertools import islice
from pathlib import Path

from deskhand.storage.project import Project
from faults.recording import recorded, stream

_SHORT = 12  # messages, where every statement is a point to be killed at


def at_time(folder: str, acknowledgements: int, microseconds: int) -> tuple[int, bool]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _record(Path(folder), writer, None)
    os.close(writer)
    told = 0
    while told < acknowledgements:
        told += len(os.read(reader, acknowledgements - told))
    time.sleep(microseconds / 1e6)
    os.kill(child, signal.SIGKILL)
    return _end_of(child, reader, told)


def at_statement(folder: str, number: int) -> tuple[int, bool]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _record(Path(folder), writer, number)
    os.close(writer)
    return _end_of(child, reader, 0)


def _record(folder: Path, writer: int, last_statement: int | None) -> None:
    project = Project.open(folder)
    start = recorded(folder)
    messages = stream(start)
    if last_statement is not None:
        seen = iter(range(last_statement))
        project._connection.set_trace_callback(
            lambda _: next(seen, None) is None and os.kill(os.getpid(), signal.SIGKILL)
        )
        messages = islice(messages, _SHORT)
    for message in messages:
        project.record(message)
        os.write(writer, b".")
    os._exit(0)


def _end_of(child: int, reader: int, told: int) -> tuple[int, bool]:
    _, status = os.waitpid(child, 0)
    while more := os.read(reader, 4096):
        told += len(more)
    os.close(reader)
    return told, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


ORDERS = {"time": at_time, "statement": at_statement}

if __name__ == "__main__":
    for line in sys.stdin:
        kind, *order = json.loads(line)
        print(json.dumps(ORDERS[kind](*order)), flush=True)
