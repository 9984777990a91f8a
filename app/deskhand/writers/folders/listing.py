"""What is in the folders that files are planned into. Each is listed once; names are compared as any computer would."""

import os
from dataclasses import dataclass, field

from deskhand.domain.filing_names import same_name
from deskhand.writers.folders.opened import Opened, hold, is_link, step_into


@dataclass(slots=True)
class Listed:
    """A folder of the plan. ``path`` is ``None`` if there is none yet, ``names`` are as they are on the disk."""

    names: tuple[str, ...]
    path: bytes | None
    _there: dict[str, bytes] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def read(self) -> None:
        """List what is on the disk. Raises ``OSError``."""
        if self.path is not None:
            self._there = {same_name(os.fsdecode(name)): name for name in os.listdir(self.path)}  # noqa: PTH208

    def is_free(self, name: str) -> bool:
        key = same_name(name)
        return key not in self._there and key not in self._taken

    def is_on_disk(self, name: str) -> bool:
        return same_name(name) in self._there

    def take(self, name: str) -> None:
        self._taken.add(same_name(name))

    def spelling(self, name: str) -> bytes:
        """The name of the file on the disk that has this one, by case or Unicode form."""
        return self._there.get(same_name(name), os.fsencode(name))

    def spelled(self, name: str) -> str:
        """``spelling`` as text that can be shown and recorded; ``name`` if it cannot."""
        try:
            return self.spelling(name).decode()
        except UnicodeDecodeError:
            return name

    def opened(self) -> Opened | None:
        try:
            return None if self.path is None else hold(self.path)
        except OSError:
            return None


class Tree:
    """The folders below ``target``, as they are and as they would be."""

    def __init__(self, target: bytes) -> None:
        self._root = Listed((), target if os.path.isdir(target) else None)  # noqa: PTH112
        self._root.read()
        self._folders: dict[tuple[str, ...], Listed] = {(): self._root}
        self._refused: dict[tuple[str, ...], str] = {}

    def place(self, names: tuple[str, ...]) -> tuple[Listed, str]:
        """The folder of these names, and why nothing can go there ("": it can).

        One that has such a name by case or Unicode form is the same folder: elsewhere they could not be told apart.
        """
        above = self._root
        for name in names:
            key = (*map(same_name, above.names), same_name(name))
            if key in self._refused:
                return above, self._refused[key]
            known = self._folders.get(key)
            if known is None:
                try:
                    known = self._folders[key] = self._deeper(above, name)
                except OSError as error:
                    self._refused[key] = _why(error, name)
                    return above, self._refused[key]
            above = known
        return above, ""

    def _deeper(self, above: Listed, name: str) -> Listed:
        if not above.is_on_disk(name):
            above.take(name)
            return Listed((*above.names, name), None)
        spelling = above.spelling(name)
        folder = above.opened()
        if folder is None:
            raise PermissionError
        try:
            status = folder.look(spelling)
            if status is not None and is_link(status):
                raise _LinkInTheWayError
            step_into(folder, spelling).close()
        finally:
            folder.close()
        found = Listed((*above.names, above.spelled(name)), os.path.join(folder.path, spelling))  # noqa: PTH118
        found.read()
        return found

    def is_new(self, names: tuple[str, ...]) -> bool:
        """Whether the folder would have to be made."""
        return self._folders[tuple(map(same_name, names))].path is None


class _LinkInTheWayError(OSError):
    """What has the name of a folder leads elsewhere."""


def _why(error: OSError, name: str) -> str:
    if isinstance(error, _LinkInTheWayError):
        return f"“{name}” there is a link to another place; nothing is put behind links."
    if isinstance(error, NotADirectoryError):
        return f"There is a file called “{name}” where the folder would be."
    return f"The folder “{name}” cannot be opened."
