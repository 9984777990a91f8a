"""What went over the network, for the person to see: totals by host in one small file, and what was refused."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock

from deskhand.storage.atomic import write_whole
from deskhand.storage.places import home, logs_folder

_ENOUGH = 1 << 18  # bytes of refusals; a library that tries for ever fills no drive


@dataclass(frozen=True, slots=True)
class Moved:
    """All that was ``sent`` to and ``received`` from ``host``, in bytes, for a purpose in words ("to get BGE small").

    Counted is what is said in HTTP, headers and contents; what encryption adds is not, about one in a hundred.
    ``last`` is when it was last, ISO 8601 in UTC.
    """

    host: str
    purpose: str
    sent: int
    received: int
    last: str


def totals() -> tuple[Moved, ...]:
    """By host and purpose, the latest first; () if the network was never used."""
    try:
        kept = msgspec.json.decode(_file().read_bytes(), type=tuple[Moved, ...])
    except (OSError, msgspec.MsgspecError):
        return ()
    return tuple(sorted(kept, key=lambda moved: moved.last, reverse=True))


def add(host: str, purpose: str, sent: int, received: int) -> None:
    """Count what just moved. Raises ``ProblemError`` if it cannot be written."""
    home().mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with FileLock(home() / "network.lock"):
        kept = {(moved.host, moved.purpose): moved for moved in totals()}
        before = kept.get((host, purpose), Moved(host, purpose, 0, 0, now))
        after = replace(before, sent=before.sent + sent, received=before.received + received, last=now)
        kept[host, purpose] = after
        with write_whole(_file()) as temporary:
            temporary.write_bytes(msgspec.json.encode(tuple(kept.values())))


def note_refusal(event: str, host: str) -> None:
    """Write down that something tried to reach ``host`` from a process that keeps the network shut."""
    logs_folder().mkdir(parents=True, exist_ok=True)
    if not _refused().is_file() or _refused().stat().st_size < _ENOUGH:
        with _refused().open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {event} {host}\n")


def refusals() -> int:
    """How often that was."""
    try:
        return _refused().read_bytes().count(b"\n")
    except OSError:
        return 0


def _file() -> Path:
    return home() / "network.json"


def _refused() -> Path:
    return logs_folder() / "network-refused.log"
