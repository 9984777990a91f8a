"""One file, gone on from where it was left, and believed only when its hash fits.

``hf_hub_download`` writes into a file with a new name at every start and removes it when it fails (2.4, its
``_download_to_tmp_and_move``): after a kill it begins anew, and between two chunks of 10 MB it cannot be stopped. So
the loop is ours, on the library's public parts: its addresses, its client, its errors.
"""

import hashlib
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from huggingface_hub.errors import HfHubHTTPError

from deskhand.domain.models import ModelFile
from deskhand.domain.problems import Problem, ProblemError
from deskhand.network.hub import Hub, Published
from deskhand.network.patience import FAILURES, Far, Patience

_CHUNK = 4 << 20  # bytes that are hashed between two breaths
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")
_PART = ".part"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of the hub, and what the catalogue says of it (its size 0 and hash "": nothing)."""

    published: Published
    known: ModelFile

    @property
    def sha256(self) -> str:
        """What it must be; "": nobody knows."""
        return self.known.sha256 or (self.published.etag if _SHA256.fullmatch(self.published.etag) else "")

    @property
    def part_name(self) -> str:
        """What the unfinished file is called: other contents have another name, and are never put together."""
        mark = hashlib.sha256(f"{self.published.etag} {self.published.size}".encode()).hexdigest()[:12]
        return f"{self.published.path}.{mark}{_PART}"


def fetch(hub: Hub, wanted: Wanted, folder: Path, patience: Patience) -> Generator[Far, None, ModelFile]:
    """Get a file below ``folder``; what was learned of it is returned. ``Far`` comes often, also while it waits.

    It can be killed at any time. Raises ``ProblemError`` if the contents are not what they must be, else as the
    library, and ``OSError`` if it cannot be written.
    """
    target, part = folder / wanted.published.path, folder / wanted.part_name
    part.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file():
        if found := (yield from _proven(wanted, target)):
            return found
        target.unlink()
    fresh = not part.exists()
    yield from _fill(hub, wanted.published, part, patience)
    found = yield from _proven(wanted, part)
    if found is None and not fresh:  # what lay there may be what is wrong
        part.unlink()
        yield from _fill(hub, wanted.published, part, patience)
        found = yield from _proven(wanted, part)
    if found is None:
        part.unlink()
        raise ProblemError(_not_the_same(wanted))
    part.replace(target)
    return found


def _fill(hub: Hub, file: Published, part: Path, patience: Patience) -> Iterator[Far]:
    """Until ``part`` is as long as the file."""
    part.touch()
    now = furthest = part.stat().st_size
    tried = 0
    while now < file.size:
        try:
            yield from _go_on(hub, file, part)
            failure: Exception = httpx2.RemoteProtocolError("the contents ended early")
        except FAILURES as error:
            failure = error
        now = part.stat().st_size
        tried = 0 if now > furthest else tried  # to come as far once more is no step forward
        furthest = max(furthest, now)
        if now < file.size:
            yield from patience.wait(_unless_starting_over(failure, part), tried, now)
            tried += 1
            now = part.stat().st_size


def _unless_starting_over(failure: Exception, part: Path) -> Exception:
    """416, "there is no such part of the file": ours is of no use, and the next try begins it anew."""
    if isinstance(failure, HfHubHTTPError) and failure.response.status_code == httpx2.codes.RANGE_NOT_SATISFIABLE:
        part.write_bytes(b"")
        return httpx2.RemoteProtocolError("the file has no such part")
    return failure


def _go_on(hub: Hub, file: Published, part: Path) -> Iterator[Far]:
    here = part.stat().st_size
    with hub.contents(file, here) as response, part.open("ab") as out:
        start = _start_of(response, file)
        if start != here:
            out.truncate(0)
            here = 0
        if start not in (0, here):
            return  # a part that nobody asked for
        for piece in response.iter_bytes():
            here += len(piece)
            if here > file.size:
                out.truncate(0)
                raise ProblemError(_too_long(file))
            out.write(piece)
            yield Far(here)


def _start_of(response: httpx2.Response, file: Published) -> int:
    """The byte that the contents begin with; -1: with none that can be used."""
    if response.status_code != httpx2.codes.PARTIAL_CONTENT:
        return 0
    told = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("content-range", ""))
    packed = response.headers.get("content-encoding", "identity") != "identity"
    if told is None or packed or told[2] not in ("*", str(file.size)):
        return -1
    return int(told[1])


def _proven(wanted: Wanted, path: Path) -> Generator[Far, None, ModelFile | None]:
    """What the file on the drive is, by our own reading; ``None``: not what it must be."""
    size, etag = path.stat().st_size, wanted.published.etag
    sha256 = hashlib.sha256()
    # Of a small file the hub tells what git calls it, and a company's mirror the plain SHA-1: read where it tells one.
    others = _others(size) if _SHA1.fullmatch(etag) else ()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            for digest in (sha256, *others):
                digest.update(piece)
            yield Far(size)
    learned = ModelFile(wanted.published.path, size, sha256.hexdigest())
    fits = {wanted.known.size or size, wanted.published.size} == {size}
    fits &= learned.sha256 == (wanted.sha256 or learned.sha256)
    fits &= not others or etag in (digest.hexdigest() for digest in others)
    return learned if fits else None


def _others(size: int) -> tuple[Any, ...]:
    git = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    return git, hashlib.sha1(usedforsecurity=False)


def _not_the_same(wanted: Wanted) -> Problem:
    by_whom = "Deskhand knows" if wanted.known.sha256 else "its makers published"
    return Problem(
        title="What arrived is not the model",
        happened=f"The file “{wanted.published.path}” is not the one that {by_whom}: it was damaged on its way.",
        did="The file was thrown away; nothing of it was opened.",
        advice="Press Get again. If it stays so, something between you and the hub changes files:"
        " ask whoever looks after your network.",
        details=f"{wanted.published.path}: hash or size differs",
    )


def _too_long(file: Published) -> Problem:
    return Problem(
        title="What arrived is not the model",
        happened=f"The file “{file.path}” is longer than the hub itself had said.",
        did="The rest was not taken; nothing of it was opened.",
        advice="Press Get again later, or choose another model.",
        details=f"{file.path}: more than {file.size} bytes",
    )
