"""The projects that were open lately."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deskhand.storage.atomic import write_whole
from deskhand.storage.places import home

KEPT = 30


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A row of the Home page as it stood when the project was last open. ``here`` is whether it is still there."""

    folder: str
    name: str
    job: str
    step: int
    state: str
    opened_at: str
    here: bool = True


def _file() -> Path:
    return home() / "recent.json"


def recent_projects() -> list[RecentProject]:
    """The newest first; an unreadable list is an empty one."""
    try:
        rows = msgspec.json.decode(_file().read_bytes(), type=list[RecentProject])
    except (OSError, msgspec.MsgspecError):
        return []
    return [replace(row, here=(Path(row.folder) / "project.db").is_file()) for row in rows]


def remember(folder: Path, name: str, job: str, step: int, state: str = "") -> None:
    """Put a project first in the list."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    row = RecentProject(str(folder), name, job, step, state, moment)
    others = [other for other in recent_projects() if other.folder != row.folder]
    _keep([row, *others][:KEPT])


def forget(folder: Path) -> None:
    """Take a project off the list; its folder stays."""
    _keep([row for row in recent_projects() if row.folder != str(folder)])


def _keep(rows: list[RecentProject]) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    with write_whole(_file()) as temporary:
        temporary.write_bytes(msgspec.json.encode(rows))
