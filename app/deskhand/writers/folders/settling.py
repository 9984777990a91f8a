"""After a kill: what the disk says of moves that have no outcome. Nobody believes anything else.

A move across drives that came as far as two equal files is finished; of everything else nothing is begun here.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.domain.filing_names import numbered, same_name
from deskhand.writers.folders import renaming
from deskhand.writers.folders.content import Tick, holds
from deskhand.writers.folders.opened import Below, Opened, Sources

_NAMES_TRIED = 50  # a file whose name was taken meanwhile got the next free one


class _InTheWay(Exception):
    """Instead of a folder there is a link or a file: of what is behind it nothing is said."""


class Settler:
    """Looks at one filing. ``part_of`` names our own files; ``claimed`` says which names the plan has promised."""

    def __init__(
        self, target: bytes, deed: Deed, part_of: Callable[[int], str], claimed: Callable[[tuple[str, ...]], set[str]]
    ) -> None:
        self._below = Below(target)
        self._sources = Sources()
        self._deed = deed
        self._part_of = part_of
        self._claimed = claimed
        self._names: dict[tuple[str, ...], frozenset[str]] = {}

    def settle(self, moves: Iterable[Move], tick: Tick) -> Iterator[Outcome]:
        """The moves that turn out to be done, or put back; of all others nothing is said.

        Half-written files of our own go. Raises ``OSError`` when the disk cannot be asked.
        """
        for move in moves:
            tick()
            with suppress(_InTheWay):
                outcome = self._put_back(move, tick) if move.state is MoveState.TAKING_BACK else self._filed(move, tick)
                if outcome is not None:
                    yield outcome
            self._sources.rest()
            self._below.rest()

    def _filed(self, move: Move, tick: Tick) -> Outcome | None:
        folder = self._folder(move.folder)
        if folder is None:
            return None
        names = self._listed(move.folder, folder)
        part = self._part_of(move.item_id)
        if part in names:
            folder.remove(part.encode())
        for name in self._candidates(move):
            if same_name(name) in names and not renaming.release(folder, os.fsencode(name)):
                if self._is_there(move, folder, name, tick):
                    return Outcome(move.item_id, MoveState.DONE, "" if name == move.name else name)
            elif self._is_home(move):  # it would have got this name: what has a later one is somebody's own
                return None
        return None

    def _is_home(self, move: Move) -> bool:
        """Whether there is something where the file was."""
        with suppress(FileNotFoundError, NotADirectoryError):
            source, original = self._sources.of(move.source)
            return source.look(original) is not None
        return False

    def _folder(self, names: tuple[str, ...]) -> Opened | None:
        """The folder; ``None``: there is none. Raises ``OSError`` if nobody can say."""
        try:
            return self._below.folder(names)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (errno.ENOTDIR, errno.ELOOP, errno.EMLINK):
                raise _InTheWay from error
            raise

    def _listed(self, names: tuple[str, ...], folder: Opened) -> frozenset[str]:
        """What was in a folder when this began, as computers compare names: some give them back in another form."""
        if names not in self._names:
            self._names[names] = frozenset(same_name(os.fsdecode(name)) for name in folder.names())
        return self._names[names]

    def _candidates(self, move: Move) -> Iterator[str]:
        yield move.name
        claimed = self._claimed(move.folder)
        for number in range(2, _NAMES_TRIED):
            name = numbered(move.name, number)
            if same_name(name) not in claimed:
                yield name

    def _is_there(self, move: Move, folder: Opened, name: str, tick: Tick) -> bool:
        """Whether the file of this move has come to bear this name."""
        new = os.fsencode(name)
        if self._deed is Deed.COPY:
            return holds(folder, new, move.size, move.digest, tick)
        if self._is_home(move):
            return self._both(self._sources.of(move.source), (folder, new), move, tick)
        return holds(folder, new, move.size, move.digest, tick)

    def _both(self, old: tuple[Opened, bytes], new: tuple[Opened, bytes], move: Move, tick: Tick) -> bool:
        """Where a file was and where it goes there is one: whether they are the two ends of one move.

        They are if they are one file with two names, or equal on two drives; then the first one goes.
        """
        first, second = old[0].look(old[1]), new[0].look(new[1])
        if first is None or second is None or not stat.S_ISREG(first.st_mode) or _same_entry(old, new):
            return False
        if first.st_dev == second.st_dev:
            if first.st_ino != second.st_ino:
                return False
        elif not all(holds(*end, move.size, move.digest, tick) for end in (old, new)):
            return False
        new[0].flush_file(new[1])
        new[0].flush()
        old[0].remove(old[1])
        return True

    def _put_back(self, move: Move, tick: Tick) -> Outcome | None:
        back = Outcome(move.item_id, MoveState.TAKEN_BACK)
        folder = self._folder(move.folder)
        filed = None if folder is None else folder.look(os.fsencode(move.name))
        try:
            source, original = self._sources.of(move.source)
        except (FileNotFoundError, NotADirectoryError):
            return None
        with suppress(FileNotFoundError):
            source.remove(self._part_of(move.item_id).encode())
        renaming.release(source, original)
        if not holds(source, original, move.size, move.digest, tick):
            return None
        if filed is None:
            return back
        if self._deed is Deed.COPY or folder is None:
            return None
        return back if self._both((folder, os.fsencode(move.name)), (source, original), move, tick) else None

    def close(self) -> None:
        self._below.close()
        self._sources.close()


def _same_entry(one: tuple[Opened, bytes], other: tuple[Opened, bytes]) -> bool:
    """Whether both are the one name of one file, by two ways."""
    if same_name(os.fsdecode(one[1])) != same_name(os.fsdecode(other[1])):
        return False
    return one[0].identity() == other[0].identity()
