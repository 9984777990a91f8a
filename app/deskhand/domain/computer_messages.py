"""What the computer check answers: part of ``events.py``."""

from dataclasses import dataclass

from deskhand.domain.processors import DeviceReport, PartReport


@dataclass(frozen=True, slots=True)
class DeviceTested:
    device: DeviceReport


@dataclass(frozen=True, slots=True)
class PartChecked:
    report: PartReport
