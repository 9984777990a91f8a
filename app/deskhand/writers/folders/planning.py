"""Where each file would go, with a look at the disk and without changing anything on it."""

import os
import stat
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count

from deskhand.domain.filing import Deed, Move, PlannedFolder, Remark
from deskhand.domain.filing_names import cut_to, numbered
from deskhand.writers.folders.content import Tick, digest_in, holds, is_unchanged
from deskhand.writers.folders.listing import Listed, Tree
from deskhand.writers.folders.opened import Opened, Sources, is_link

LONGEST_PATH = 259 if os.name == "nt" else 4000
"""Windows: MAX_PATH without its end, as most programs still have it. Elsewhere 4,095 bytes, less what may grow."""
_SHORTEST = 16  # bytes of a name that has to be cut for the path; with less, nobody knows the file again


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file with its answers, as the rule would have it. ``remark``: already known to wait, for the reason ``why``.

    ``name`` is safe to write; ``changed``: so it is not what the rule said. ``modified`` (nanoseconds since 1970),
    ``size`` and ``digest`` are those of the file that was read.
    """

    item_id: int
    source: bytes
    folder: tuple[str, ...]
    name: str
    size: int
    modified: int
    digest: str
    confidence: float = 1.0
    changed: bool = False
    remark: Remark = Remark.READY
    why: str = ""


class Planner:
    """Plans into ``target``; what was planned before counts as taken. Folders are listed once each."""

    def __init__(self, target: bytes, deed: Deed, tick: Tick) -> None:
        self._target = target
        self._deed = deed
        self._tick = tick
        self._tree = Tree(target)
        self._sources = Sources()
        self._changeable: dict[bytes, bool] = {}
        self._files: Counter[tuple[str, ...]] = Counter()

    def plan(self, wanted: Wanted) -> Move:
        """What would happen to a file."""
        if wanted.remark is not Remark.READY:
            return _waits(wanted, wanted.remark, wanted.why)
        try:
            size = self._size(wanted)
        except _Waits as waiting:
            return _waits(wanted, waiting.remark, waiting.why)
        if size != wanted.size:
            wanted = replace(wanted, size=size)
        folder, refused = self._tree.place(wanted.folder)
        if refused:
            return _waits(wanted, Remark.REFUSED, refused)
        return self._named(wanted, folder)

    def _size(self, wanted: Wanted) -> int:
        """How large a file is that can be filed as it is now. Raises ``_Waits`` if it cannot."""
        try:
            folder, name = self._sources.of(wanted.source)
            status = folder.look(name)
            if status is None:
                raise _Waits(Remark.GONE, "It was moved, renamed or deleted since it was read.")
            if is_link(status) or not stat.S_ISREG(status.st_mode):
                raise _Waits(Remark.REFUSED, "It is a link to another place, and holds nothing itself.")
            if getattr(status, "st_file_attributes", 0) & _IN_THE_CLOUD:
                raise _Waits(Remark.REFUSED, "It is in the cloud and not on this computer. Let it be kept here first.")
            if self._deed is Deed.MOVE and not self._may_change(folder):
                raise _Waits(Remark.REFUSED, "Its folder may only be read, so it cannot be moved. It can be copied.")
            is_same = is_unchanged(status, wanted.size, wanted.modified)
            if not is_same and digest_in(folder, name, self._tick) != wanted.digest:
                raise _Waits(Remark.ALTERED, "It was changed since it was read, so its answer may be wrong.")
        except (FileNotFoundError, NotADirectoryError):
            raise _Waits(Remark.GONE, "Its folder is not there any more.") from None
        except OSError as error:
            raise _Waits(Remark.REFUSED, f"It cannot be read: {error.strerror}.") from error
        finally:
            self._sources.rest()
        return status.st_size

    def _may_change(self, folder: Opened) -> bool:
        """Whether files may be taken out of a folder."""
        if folder.path not in self._changeable:
            self._changeable[folder.path] = os.access(folder.path, os.W_OK | os.X_OK)
        return self._changeable[folder.path]

    def _named(self, wanted: Wanted, folder: Listed) -> Move:
        name, remark, why = self._fitting(wanted, folder)
        if not name:
            return _waits(wanted, remark, why)
        for number in count(1):
            tried = name if number == 1 else numbered(name, number)
            if folder.is_free(tried):
                break
            if self._is_there(wanted, folder, tried):
                return _move(wanted, folder.names, folder.spelled(tried), Remark.THERE, _THERE, ticked=False)
        if tried != name:
            remark, why = Remark.RENAMED, f"There is another “{name}” in that folder: both are kept."
        folder.take(tried)
        self._files[folder.names] += 1
        if self._deed is Deed.MOVE and self._is_open(wanted):
            return _move(wanted, folder.names, tried, Remark.LOCKED, _OPEN, ticked=False)
        return _move(wanted, folder.names, tried, remark, why)

    def _fitting(self, wanted: Wanted, folder: Listed) -> tuple[str, Remark, str]:
        """The name as long as it may be in that folder, and what to remark on it; "": there is no room for any."""
        name = wanted.name
        room = LONGEST_PATH - len(os.path.join(self._target, *map(os.fsencode, folder.names))) - 1  # noqa: PTH118
        if len(name.encode()) > room:
            name = cut_to(name, room) if room > _SHORTEST else ""
            if not name:
                return "", Remark.REFUSED, "Its folders have names that are too long for this computer."
            return name, Remark.SHORTENED, "Its path would be too long."
        if wanted.changed and len(name.encode()) > _LONG:
            return name, Remark.SHORTENED, "Its name was too long."
        if wanted.changed:
            return name, Remark.CHANGED_NAME, "Its name has signs that not every computer can write."
        return name, Remark.READY, ""

    def _is_open(self, wanted: Wanted) -> bool:
        """Whether an office program has put its mark beside a file: it has it open and would miss it."""
        folder, name = self._sources.of(wanted.source)
        if os.path.splitext(name)[1].lower() not in _OFFICE:  # noqa: PTH122 - bytes
            return False
        marks = {b"~$" + name, b"~$" + name[2:], b".~lock." + name + b"#"} - {name}
        try:
            return any(folder.look(mark) is not None for mark in marks)
        except OSError:  # too long a name for a mark
            return False

    def _is_there(self, wanted: Wanted, folder: Listed, name: str) -> bool:
        """Whether this name belongs to a file on the disk that holds the same."""
        if not folder.is_on_disk(name):
            return False
        with_it = folder.opened()
        if with_it is None:
            return False
        try:
            return holds(with_it, folder.spelling(name), wanted.size, wanted.digest, self._tick)
        except OSError:  # it may not be read: then it is another one
            return False
        finally:
            with_it.close()

    def folders(self) -> tuple[PlannedFolder, ...]:
        """The folders that files go into, and those that they lie in."""
        all_of = {names[:depth] for names in self._files for depth in range(len(names) + 1)}
        return tuple(PlannedFolder(names, self._files[names], self._tree.is_new(names)) for names in sorted(all_of))

    def close(self) -> None:
        self._sources.close()


_OFFICE = frozenset(b".doc .docx .docm .xls .xlsx .xlsm .ppt .pptx .odt .ods .odp .rtf".split())
_OPEN = "It is open in another program. Close it there, then tick it."
_IN_THE_CLOUD = 0x400000  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS of Windows: to open it would fetch it
_THERE = "It is there already, with the same content."
_LONG = 200  # bytes: a name that was changed and is as long as this was cut


class _Waits(Exception):
    """Why a file is in no folder of the plan."""

    def __init__(self, remark: Remark, why: str) -> None:
        super().__init__(why)
        self.remark, self.why = remark, why


def _waits(wanted: Wanted, remark: Remark, why: str) -> Move:
    return _move(wanted, (), wanted.name, remark, why)


def _move(
    wanted: Wanted, folder: tuple[str, ...], name: str, remark: Remark, why: str, *, ticked: bool = True
) -> Move:  # fmt: skip
    return Move(
        wanted.item_id,
        wanted.source,
        folder,
        name,
        remark,
        why,
        ticked,
        wanted.confidence,
        wanted.size,
        wanted.digest,
    )
