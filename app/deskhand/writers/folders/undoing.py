"""Files that were filed go back, if they are still what they were; else they stay, and it is said why."""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.domain.problems import Problem
from deskhand.writers.folders import renaming, troubles
from deskhand.writers.folders.content import Altered, Tick, check_kept, copy, holds
from deskhand.writers.folders.opened import Below, Opened, Sources


class _Kept(Exception):
    """The file stays where it is, for this reason."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


class Undoer:
    """Puts files of one filing back. ``part_of`` names our own files."""

    def __init__(self, target: bytes, deed: Deed, part_of: Callable[[int], str]) -> None:
        self._below = Below(target)
        self._sources = Sources()
        self._undo = self._remove_copy if deed is Deed.COPY else self._bring_back
        self._part_of = part_of
        self.outcomes: list[Outcome] = []

    def put_back(self, moves: Iterable[Move], tick: Tick) -> None:
        """Put these back; ``outcomes`` grows, also when something is raised.

        Raises ``ProblemError`` when the drive is full, and what ``tick`` raises; the rest is then as it was.
        """
        self.outcomes = []
        try:
            for move in moves:
                tick()
                self.outcomes.append(self._one(move, tick))
        finally:
            self._below.flush()
            self._sources.flush()
            self._sources.rest()
            self._below.rest()

    def _one(self, move: Move, tick: Tick) -> Outcome:
        try:
            self._undo(move, tick)
        except _Kept as kept:
            return Outcome(move.item_id, MoveState.LEFT, "", kept.problem)
        except Altered:
            return Outcome(move.item_id, MoveState.LEFT, "", _altered(move))
        except OSError as error:
            if error.errno in troubles.FULL:
                raise troubles.full() from error
            return Outcome(move.item_id, MoveState.LEFT, "", troubles.of_one(error, move.name))
        return Outcome(move.item_id, MoveState.TAKEN_BACK)

    def _filed(self, move: Move, tick: Tick) -> tuple[Opened, bytes]:
        """Where the file was filed to. Raises ``_Kept`` if it is not there, or holds something else."""
        name = os.fsencode(move.name)
        try:
            folder = self._below.folder(move.folder)
        except (FileNotFoundError, NotADirectoryError):
            raise _Kept(_gone(move)) from None
        if folder.look(name) is None:
            raise _Kept(_gone(move))
        if not holds(folder, name, move.size, move.digest, tick):
            raise Altered
        return folder, name

    def _remove_copy(self, move: Move, tick: Tick) -> None:
        """A copy goes only while its original is there with the same content."""
        folder, name = self._filed(move, tick)
        try:
            source, original = self._sources.of(move.source)
            if not holds(source, original, move.size, move.digest, tick):
                raise _Kept(_only_copy(move))
        except (FileNotFoundError, NotADirectoryError):
            raise _Kept(_only_copy(move)) from None
        if _is_one_name((folder, name), (source, original)):
            raise _Kept(_only_copy(move))
        try:
            folder.remove(name)
        except OSError:
            if folder.look(name) is not None:
                raise
        self._below.changed(move.folder)

    def _bring_back(self, move: Move, tick: Tick) -> None:
        folder, name = self._filed(move, tick)
        source, original = self._sources.of(move.source, make=True)
        if source.look(original) is not None:
            raise _Kept(_taken(move))
        before = folder.look(name)
        try:
            renaming.rename(folder, name, source, original)
        except FileExistsError:
            raise _Kept(_taken(move)) from None
        except OSError as error:
            if error.errno == errno.EXDEV:
                self._carry_back((folder, name), (source, original), move, tick)
            elif before is None or not renaming.went(before, (folder, name), (source, original)):
                raise
        self._below.changed(move.folder)
        self._sources.changed(source)

    def _carry_back(self, filed: tuple[Opened, bytes], home: tuple[Opened, bytes], move: Move, tick: Tick) -> None:
        """Back to another drive: a copy that is whole and on the drive has its name before the filed one goes."""
        (folder, name), (source, original) = filed, home
        part = copy(folder, name, source, self._part_of(move.item_id).encode(), move.digest, tick)
        try:
            source.flush_file(part.name)
            check_kept(source, part.name, move.digest, tick)
            self._name((source, part.name), home, move)
        except BaseException:
            with suppress(OSError):
                source.remove(part.name)
            raise
        try:
            source.flush()
            folder.remove(name)
        except OSError:
            if folder.look(name) is not None:
                if holds(source, original, move.size, move.digest, tick):  # else it is theirs by now
                    source.remove(original)
                raise

    def _name(self, part: tuple[Opened, bytes], home: tuple[Opened, bytes], move: Move) -> None:
        before = part[0].look(part[1])
        try:
            renaming.rename(*part, *home)
        except FileExistsError:
            raise _Kept(_taken(move)) from None
        except OSError:
            if before is None or not renaming.went(before, part, home):
                raise

    def remove_folders(self, folders: Iterable[tuple[str, ...]]) -> None:
        """Folders that the filing made go when they are empty, the deepest first."""
        for folder in sorted(folders, key=len, reverse=True):
            self._below.forget(folder)
            self._below.remove_if_empty(folder)
        self._below.flush()

    def close(self) -> None:
        self._below.close()
        self._sources.close()


def _is_one_name(one: tuple[Opened, bytes], other: tuple[Opened, bytes]) -> bool:
    return one[1] == other[1] and one[0].identity() == other[0].identity()


_STAYS = "It was left as it is."


def _altered(move: Move) -> Problem:
    return Problem(
        "Changed since it was filed",
        f"“{move.name}” does not hold any more what was filed.",
        _STAYS,
        "Put it back by hand if you want; nobody can know which of the two contents is meant.",
    )


def _gone(move: Move) -> Problem:
    return Problem(
        "Not there any more",
        f"“{move.name}” was moved, renamed or deleted since it was filed.",
        "There was nothing to put back.",
        "If you know where it is, put it back by hand.",
    )


def _taken(move: Move) -> Problem:
    where = os.fsdecode(move.source).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Problem(
        "Its old place is taken",
        f"There is another file at “{where}” now.",
        _STAYS,
        "Rename or move that one, then put this one back again.",
    )


def _only_copy(move: Move) -> Problem:
    return Problem(
        "The original is not the same any more",
        f"What “{move.name}” was copied from is gone or has changed, so this may be the only one left.",
        _STAYS,
        "Delete it by hand if you do not need it.",
    )
