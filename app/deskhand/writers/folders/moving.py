"""Copies and moves, some at a time: all written, flushed together, read back, and only then named.

At every moment a file is whole where it was, or whole where it goes; what is unfinished bears a name of our own.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.domain.filing_names import numbered, same_name
from deskhand.domain.problems import ProblemError
from deskhand.writers.folders import renaming, troubles
from deskhand.writers.folders.content import (
    Altered,
    Linked,
    Part,
    Tick,
    check_kept,
    copy,
    digest_in,
    holds,
    is_unchanged,
)
from deskhand.writers.folders.opened import FEW, Below, Opened, Sources, flush_drives, is_link

FILES_AT_ONCE, BYTES_AT_ONCE = 256, 64 << 20
_FOLDERS_AT_ONCE = 100  # that are held open; macOS gives a program 256 handles


@dataclass(frozen=True, slots=True)
class Errand:
    """A move to be carried out; ``modified`` (nanoseconds since 1970) is the time of its file when it was listed."""

    move: Move
    modified: int


@dataclass(slots=True)
class _Written:
    errand: Errand
    source: Opened
    original: bytes
    folder: Opened
    part: Part


def chunks(errands: Iterator[Errand]) -> Iterator[list[Errand]]:
    """As many at a time as are flushed together."""
    chunk: list[Errand] = []
    size, folders = 0, set[object]()
    for errand in errands:
        chunk.append(errand)
        size += errand.move.size
        folders |= {errand.move.folder, os.path.dirname(errand.move.source)}  # noqa: PTH120 - bytes
        if len(chunk) == FILES_AT_ONCE or size > BYTES_AT_ONCE or len(folders) > _FOLDERS_AT_ONCE:
            yield chunk
            chunk, size, folders = [], 0, set()
    if chunk:
        yield chunk


class Mover:
    """Carries out one filing. ``part_of`` names our own files; ``claimed`` says which names the plan has promised."""

    def __init__(
        self, target: bytes, deed: Deed, part_of: Callable[[int], str], claimed: Callable[[tuple[str, ...]], set[str]]
    ) -> None:
        self._below = Below(target)
        self._sources = Sources()
        self._deed = deed
        self._part_of = part_of
        self._claimed = claimed
        self.outcomes: list[Outcome] = []

    def carry_out(self, chunk: Sequence[Errand], tick: Tick) -> None:
        """File these; ``outcomes`` grows, also when something is raised.

        Raises ``ProblemError`` when the drive is full, and what ``tick`` raises. What has no outcome is then where it
        was, and nothing of ours is left beside.
        """
        self.outcomes = []
        written: list[_Written] = []
        try:
            for errand in chunk:
                tick()
                self._begin(errand, written, tick)
        finally:
            try:
                self._name(written)
            finally:
                self._sources.rest()
                self._below.rest()

    def _begin(self, errand: Errand, written: list[_Written], tick: Tick) -> None:
        """Write one file under a name of our own; or move it, which takes no time on one drive."""
        move = errand.move
        try:
            source, name = self._sources.of(move.source)
            folder = self._below.folder(move.folder, make=True)
            if self._deed is Deed.MOVE and self._renamed(errand, source, name, folder, tick):
                return
            part = copy(source, name, folder, self._part_of(move.item_id).encode(), move.digest, tick)
            written.append(_Written(errand, source, name, folder, part))
        except (OSError, Altered) as error:
            self._not_done(move, error)

    def _not_done(self, move: Move, error: Exception) -> None:
        if isinstance(error, OSError) and error.errno in troubles.FULL:
            raise troubles.full() from error
        is_folder_gone = isinstance(error, FileNotFoundError) and self._is_home(move)
        problem = troubles.folder_gone(move.name) if is_folder_gone else troubles.of_one(error, move.name)
        self.outcomes.append(Outcome(move.item_id, MoveState.FAILED, "", problem))

    def _is_home(self, move: Move) -> bool:
        with suppress(OSError):
            source, name = self._sources.of(move.source)
            return source.look(name) is not None
        return False

    def _renamed(self, errand: Errand, source: Opened, name: bytes, folder: Opened, tick: Tick) -> bool:
        """Move a file on its drive; ``False`` if the folder is on another one."""
        move = errand.move
        status = source.look(name)
        if status is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if is_link(status) or not stat.S_ISREG(status.st_mode):
            raise Linked(errno.EINVAL, "no file")
        if not is_unchanged(status, move.size, errand.modified) and digest_in(source, name, tick) != move.digest:
            raise Altered
        try:
            at_last = self._free_name(source, name, move, folder)
        except OSError as error:
            if error.errno == errno.EXDEV:
                return False
            raise
        self._below.changed(move.folder)
        self.outcomes.append(_done(move, at_last))
        return True

    def _free_name(self, here: Opened, name: bytes, move: Move, folder: Opened) -> str:
        """Give a file the planned name, or the next that is free; the name. After an error the disk is believed."""
        for wanted in self._names(move):
            new = os.fsencode(wanted)
            before = here.look(name)
            try:
                renaming.rename(here, name, folder, new)
            except FileExistsError:
                continue
            except OSError:
                if before is None or not renaming.went(before, (here, name), (folder, new)):
                    raise
            return wanted
        raise AssertionError("there is always one more name")

    def _names(self, move: Move) -> Iterator[str]:
        yield move.name
        claimed = self._claimed(move.folder)
        for number in count(2):
            name = numbered(move.name, number)
            if same_name(name) not in claimed:
                yield name

    def _name(self, written: list[_Written]) -> None:
        """Flush what was written, read it back, and let it have its names. A drive that is full stops nothing here."""
        failed = _flushed(written)
        named: list[tuple[_Written, str]] = []
        with _OneAfterTheOther() as steps:
            for one in written:
                with steps.step():
                    name = self._published(one, failed.get(one.part.name))
                    if name:
                        named.append((one, name))
            unsure = self._below.flush()
            for one, name in named:
                with steps.step():
                    self._finish(one, name, unsure.get(one.errand.move.folder))
            self._sources.flush()

    def _published(self, one: _Written, trouble: OSError | None) -> str:
        """Let a part that is on the drive have its name; the name, "" if it could not."""
        move = one.errand.move
        try:
            if trouble is not None:
                raise trouble
            check_kept(one.folder, one.part.name, move.digest, lambda: None)
            name = self._free_name(one.folder, one.part.name, move, one.folder)
        except OSError as error:
            with suppress(OSError):
                one.folder.remove(one.part.name)
            self._not_done(move, error)
            return ""
        self._below.changed(move.folder)
        return name

    def _finish(self, one: _Written, name: str, unsure: OSError | None) -> None:
        """A copy is done. Of a move to another drive the original goes now, last of all."""
        move = one.errand.move
        if self._deed is Deed.COPY:
            self.outcomes.append(_done(move, name))
            return
        try:
            if unsure is not None:
                raise unsure
            self._remove_original(one)
        except (OSError, Altered) as error:
            if one.source.look(one.original) is None:
                self.outcomes.append(_done(move, name))
                return
            if holds(one.folder, os.fsencode(name), move.size, move.digest, lambda: None):  # else it is theirs by now
                one.folder.remove(os.fsencode(name))
            self._not_done(move, error)
        else:
            self.outcomes.append(_done(move, name))

    def _remove_original(self, one: _Written) -> None:
        now = one.source.look(one.original)
        if now is None:
            return
        if _identity(now) != _identity(one.part.status):
            raise Altered
        one.source.remove(one.original)
        self._sources.changed(one.source)

    def close(self) -> None:
        self._below.close()
        self._sources.close()


class _OneAfterTheOther:
    """Steps that are all tried; the last trouble is raised when they are through."""

    def __init__(self) -> None:
        self._trouble: Exception | None = None

    def __enter__(self) -> "_OneAfterTheOther":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None and self._trouble is not None:
            raise self._trouble

    @contextmanager
    def step(self) -> Iterator[None]:
        try:
            yield
        except (ProblemError, OSError) as error:
            self._trouble = error


def _done(move: Move, name: str) -> Outcome:
    return Outcome(move.item_id, MoveState.DONE, "" if name == move.name else name)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _flushed(written: Sequence[_Written]) -> dict[bytes, OSError]:
    """Bring what was written to the drive; the parts that would not go."""
    failed: dict[bytes, OSError] = {}
    if len(written) > FEW and flush_drives(one.folder for one in written):
        return failed
    for one in written:
        try:
            one.folder.flush_file(one.part.name)
        except OSError as error:
            failed[one.part.name] = error
    return failed
