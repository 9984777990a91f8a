"""What the last computer check found, for all projects."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deskhand.domain.processors import DeviceReport, Work
from deskhand.storage.atomic import write_whole
from deskhand.storage.places import home


@dataclass(frozen=True, slots=True)
class ComputerCheck:
    """``at`` is ISO 8601 in UTC, "" if this computer was never tested."""

    at: str = ""
    devices: tuple[DeviceReport, ...] = ()

    @property
    def best(self) -> DeviceReport | None:
        """The quickest processor that reads."""
        return self.best_at(Work.READING)

    def best_at(self, work: Work) -> DeviceReport | None:
        """The quickest that does this work; ``None``: none was seen to."""
        working = [device for device in self.devices if device.speed(work)]
        return max(working, key=lambda device: device.speed(work), default=None)


def _file() -> Path:
    return home() / "computer.json"


def last_check() -> ComputerCheck:
    """The last one; a missing or unreadable file means none."""
    try:
        return msgspec.json.decode(_file().read_bytes(), type=ComputerCheck)
    except (OSError, msgspec.MsgspecError):
        return ComputerCheck()


def remember_check(devices: tuple[DeviceReport, ...]) -> ComputerCheck:
    """Keep what was found just now. Raises ``ProblemError`` if it cannot be written."""
    check = ComputerCheck(datetime.now(UTC).isoformat(timespec="seconds"), devices)
    _file().parent.mkdir(parents=True, exist_ok=True)
    with write_whole(_file()) as temporary:
        temporary.write_bytes(msgspec.json.encode(check))
    return check
