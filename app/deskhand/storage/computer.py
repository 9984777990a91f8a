"""What the last computer check found, for all projects."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deskhand.domain.processors import DeviceReport, PartReport, Work
from deskhand.storage.atomic import write_whole
from deskhand.storage.places import home


@dataclass(frozen=True, slots=True)
class Failure:
    """A processor failed while it worked: it does no more of this until it is tested again."""

    kind: str
    work: Work


@dataclass(frozen=True, slots=True)
class ComputerCheck:
    """``at`` is ISO 8601 in UTC, "" if this computer was never tested. ``failures`` are those since then."""

    at: str = ""
    devices: tuple[DeviceReport, ...] = ()
    parts: tuple[PartReport, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def best(self) -> DeviceReport | None:
        """The quickest processor that reads."""
        return self.best_at(Work.READING)

    def best_at(self, work: Work) -> DeviceReport | None:
        """The quickest that does this work, and has not failed since; ``None``: none was seen to."""
        working = [one for one in self.devices if one.speed(work) and not self.has_failed(one.kind, work)]
        return max(working, key=lambda device: device.speed(work), default=None)

    def device(self, kind: str) -> DeviceReport | None:
        """The processor that torch calls ``kind``; ``None``: it was not tested."""
        return next((device for device in self.devices if device.kind == kind), None)

    def has_failed(self, kind: str, work: Work) -> bool:
        return Failure(kind, work) in self.failures


def _file() -> Path:
    return home() / "computer.json"


def last_check() -> ComputerCheck:
    """The last one; a missing or unreadable file means none."""
    try:
        return msgspec.json.decode(_file().read_bytes(), type=ComputerCheck)
    except (OSError, msgspec.MsgspecError):
        return ComputerCheck()


def remember_check(devices: tuple[DeviceReport, ...], parts: tuple[PartReport, ...] = ()) -> ComputerCheck:
    """Keep what was found just now. Raises ``ProblemError`` if it cannot be written."""
    check = ComputerCheck(datetime.now(UTC).isoformat(timespec="seconds"), devices, parts)
    _keep(check)
    return check


def remember_failure(kind: str, work: Work) -> None:
    """This processor does no more of this work until the next check. Raises ``ProblemError`` as ``remember_check``."""
    check = last_check()
    if not check.has_failed(kind, work):
        _keep(replace(check, failures=(*check.failures, Failure(kind, work))))


def _keep(check: ComputerCheck) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    with write_whole(_file()) as temporary:
        temporary.write_bytes(msgspec.json.encode(check))
