"""NVIDIA's cards as NVIDIA's own tool sees them, and which driver a build of torch needs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

_QUERY = ("--query-gpu=index,name,driver_version,memory.total", "--format=csv,noheader,nounits")
_PATIENCE = 15.0  # seconds; a driver that hangs makes its tool hang too
_ELSEWHERE = (r"C:\Windows\System32\nvidia-smi.exe", r"C:\Program Files\NVIDIA Corporation\NVSMI\nvidia-smi.exe")
_NEEDED = {11: "450", 12: "525", 13: "580"}
"""The oldest driver for each generation of builds. Source: CUDA Toolkit release notes, minor version compatibility."""
NEWEST_DRIVER = "Install the newest driver from nvidia.com, restart the computer and test again."


@dataclass(frozen=True, slots=True)
class Card:
    """``memory`` in bytes, ``driver`` as "535.183.01"."""

    number: int
    name: str
    driver: str
    memory: int


def cards(ask: Callable[[], str] | None = None) -> tuple[Card, ...]:
    """Those of this computer; () where the tool is not there, hangs, or says nonsense."""
    return tuple(card for line in (ask or _told)().splitlines() if (card := _card(line)) is not None)


def needed_driver(build: str) -> str:
    """For a build of torch, by its ``torch.version.cuda`` ("12.8"); "": not known."""
    generation = build.split(".", maxsplit=1)[0]
    return _NEEDED.get(int(generation), "") if generation.isdecimal() else ""


def why_unreached(card: Card, build: str) -> tuple[str, str]:
    """(reason, advice) for a card that is there, by a build of torch ("": one for the main processor alone)."""
    if not build:
        return (
            "This Deskhand was installed for the main processor alone.",
            "Install Deskhand again on this computer: it then takes the parts for this card.",
        )
    needed = needed_driver(build)
    if needed and _first(card.driver) < int(needed):
        return f"Its driver is {card.driver}; this Deskhand needs {needed} or newer.", NEWEST_DRIVER
    return "Its driver is there, but does not let Deskhand use the card.", NEWEST_DRIVER


def _told() -> str:
    tool = shutil.which("nvidia-smi") or next((path for path in _ELSEWHERE if os.path.isfile(path)), "")  # noqa: PTH113
    if not tool:
        return ""
    try:
        done = subprocess.run([tool, *_QUERY], capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _card(line: str) -> Card | None:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != len(_QUERY[0].split(",")) or not parts[0].isdecimal():
        return None
    memory = int(parts[3]) << 20 if parts[3].isdecimal() else 0  # the tool says MiB, or "[N/A]"
    return Card(int(parts[0]), parts[1], parts[2], memory)


def _first(driver: str) -> int:
    number = driver.split(".", maxsplit=1)[0]
    return int(number) if number.isdecimal() else 0
