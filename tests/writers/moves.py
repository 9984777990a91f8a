"""Files and moves for tests of folders."""

import hashlib
import os
from pathlib import Path

from deskhand.domain.filing import Deed, Move, Outcome
from deskhand.writers.folders.moving import Errand, Mover
from deskhand.writers.folders.planning import Planner, Wanted


def nothing() -> None:
    """Nobody stops anything."""


def file(path: Path, content: bytes = b"content") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def wanted(path: Path, *folder: str, item_id: int = 1, name: str = "") -> Wanted:
    """A file that was read as it is now."""
    status, content = path.stat(), path.read_bytes()
    told = hashlib.sha256(content).hexdigest()
    return Wanted(
        item_id, os.fsencode(path), folder, name or path.name, status.st_size, status.st_mtime_ns, told
    )  # fmt: skip


def plan(target: Path, *files: Wanted, deed: Deed = Deed.COPY) -> list[Move]:
    planner = Planner(os.fsencode(target), deed, nothing)
    try:
        return [planner.plan(one) for one in files]
    finally:
        planner.close()


def move_of(path: Path, *folder: str, item_id: int = 1, name: str = "") -> Move:
    """A move that was planned, whatever there is in its way now."""
    one = wanted(path, *folder, item_id=item_id, name=name)
    return Move(item_id, one.source, folder, one.name, size=one.size, digest=one.digest)


def carried_out(
    target: Path, *moves: Move, deed: Deed = Deed.COPY, promised: frozenset[str] = frozenset()
) -> list[Outcome]:
    mover = Mover(os.fsencode(target), deed, ".deskhand-1-x-{}.part".format, lambda _: set(promised))
    try:
        mover.carry_out([Errand(move, -1) for move in moves], nothing)
    finally:
        mover.close()
    return mover.outcomes
