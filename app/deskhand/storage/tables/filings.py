"""Plans of copies and moves, how far they came, and what was put back. Recorded by ``filing_records.py``."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from deskhand.domain.filing import WAITING, FilingRule, Move, MoveState, PlannedFolder, Remark
from deskhand.domain.problems import Problem
from deskhand.storage.codec import from_json, to_json

_FILING = "id, rule, made_at, whole, started_at, ended_at"
MOVE = "item_id, source, folder, name, remark, why, wanted, confidence, size, digest, state, problem"
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class FilingState:
    """One filing. Times are ISO 8601, UTC; ``started_at`` ``None``: a plan only. ``whole``: the plan is complete."""

    id: int
    rule: FilingRule
    made_at: str
    whole: bool
    started_at: str | None
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which moves of a filing; all of these must hold.

    ``folder``: right in it (``below``: or deeper). ``remarked``: not simply ready. ``waiting``: they wait for the
    person, or do not. ``states`` () are all.
    """

    folder: tuple[str, ...] | None = None
    below: bool = False
    remark: Remark | None = None
    remarked: bool = False
    waiting: bool | None = None
    ticked: bool | None = None
    states: tuple[MoveState, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """``remarks`` of all files of a plan, ``states`` of those that are wanted and have somewhere to go."""

    remarks: dict[Remark, int]
    states: dict[MoveState, int]


class Filings:
    """Reads ``filings``, ``moves``, ``planned_folders`` and ``folder_names``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, filing_id: int) -> FilingState:
        """The filing of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_FILING} FROM filings WHERE id = ?", (filing_id,)).fetchone()
        if row is None:
            raise KeyError(filing_id)
        return _filing(row)

    def all(self) -> list[FilingState]:
        """Those that were started, newest first."""
        rows = self._connection.execute(f"SELECT {_FILING} FROM filings WHERE started_at IS NOT NULL ORDER BY id DESC")
        return [_filing(row) for row in rows]

    def draft(self) -> FilingState | None:
        """The plan that was not started yet."""
        row = self._connection.execute(
            f"SELECT {_FILING} FROM filings WHERE started_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _filing(row)

    def unfinished(self) -> FilingState | None:
        """The newest one that was started and neither came to its end nor was stopped, or is being taken back."""
        row = self._connection.execute(
            f"SELECT {_FILING} FROM filings WHERE started_at IS NOT NULL AND (ended_at IS NULL OR EXISTS"
            " (SELECT 1 FROM moves WHERE filing_id = filings.id AND state = 'being put back')) ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _filing(row)

    def tally(self, filing_id: int) -> Tally:
        """All counts of a filing, in one look."""
        remarks, states = Counter[Remark](), Counter[MoveState]()
        for remark, wanted, state, count in self._connection.execute(
            "SELECT remark, wanted, state, count(*) FROM moves WHERE filing_id = ? GROUP BY remark, wanted, state",
            (filing_id,),
        ):
            remarks[Remark(remark)] += count
            if wanted and Remark(remark) not in STAYING:
                states[MoveState(state)] += count
        return Tally(dict(remarks), dict(states))

    def counts(self, filing_id: int) -> dict[MoveState, int]:
        """How many wanted moves there are of each state (those that wait, or are there already, are not among them)."""
        return self.tally(filing_id).states

    def remarks(self, filing_id: int) -> dict[Remark, int]:
        """How many files of a plan there are with each remark, ticked or not."""
        return self.tally(filing_id).remarks

    def size(self, filing_id: int) -> int:
        """Bytes of all wanted moves."""
        row = self._connection.execute(
            f"SELECT total(size) FROM moves WHERE filing_id = ? AND wanted AND remark NOT IN {_STAYING}", (filing_id,)
        ).fetchone()
        return int(row[0])

    def folders(self, filing_id: int) -> list[PlannedFolder]:
        """The folders of the plan, parents first."""
        rows = self._connection.execute(
            "SELECT folder, files, is_new FROM planned_folders WHERE filing_id = ?", (filing_id,)
        )
        found = [PlannedFolder(from_json(folder, tuple[str, ...]), files, bool(new)) for folder, files, new in rows]
        return sorted(found, key=lambda one: one.folder)

    def moves(self, filing_id: int, start: int, count: int, only: MoveFilter = MoveFilter()) -> list[Move]:
        """``count`` moves from position ``start``, by folder and name."""
        where, values = _where(filing_id, only)
        page = self._connection.execute(  # found in the index alone: only what is shown is looked up
            f"SELECT item_id FROM moves INDEXED BY moves_by_folder WHERE {where}"
            " ORDER BY folder, name, item_id LIMIT ? OFFSET ?",
            (*values, count, start),
        )
        ids = [row[0] for row in page]
        found = self.many(filing_id, ids)
        return [found[item_id] for item_id in ids]

    def count(self, filing_id: int, only: MoveFilter = MoveFilter()) -> int:
        """How many moves ``moves`` would give in all."""
        where, values = _where(filing_id, only)
        row = self._connection.execute(f"SELECT count(*) FROM moves WHERE {where}", values).fetchone()
        return int(row[0])

    def ids(self, filing_id: int, only: MoveFilter = MoveFilter()) -> tuple[int, ...]:
        """The items of these moves, in no order."""
        where, values = _where(filing_id, only)
        return tuple(row[0] for row in self._connection.execute(f"SELECT item_id FROM moves WHERE {where}", values))

    def many(self, filing_id: int, item_ids: Sequence[int]) -> dict[int, Move]:
        """The moves of these items, by item."""
        rows = self._connection.execute(
            f"SELECT {MOVE} FROM moves WHERE filing_id = ? AND item_id IN (SELECT value FROM json_each(?))",
            (filing_id, to_json(list(item_ids))),
        )
        return {row[0]: _move(row) for row in rows}

    def each(self, filing_id: int, *states: MoveState) -> Iterator[Move]:
        """All wanted moves (in these states), by item, streaming; those that wait or are there already are left out."""
        among = f" AND state IN ({','.join('?' * len(states))})" if states else ""
        last = 0
        while True:
            rows = self._connection.execute(
                f"SELECT {MOVE} FROM moves WHERE filing_id = ? AND item_id > ?{among} AND wanted"
                f" AND remark NOT IN {_STAYING} ORDER BY item_id LIMIT {_CHUNK}",
                (filing_id, last, *(state.value for state in states)),
            ).fetchall()
            if not rows:
                return
            yield from (_move(row) for row in rows)
            last = rows[-1][0]

    def folder_names(self, question_id: int) -> dict[str, str]:
        """The folder names that the person chose, by category; others are named as their category."""
        rows = self._connection.execute("SELECT label, folder FROM folder_names WHERE question_id = ?", (question_id,))
        return dict(rows.fetchall())


def _among(remarks: frozenset[Remark]) -> str:
    return "(" + ", ".join(f"'{remark.value}'" for remark in sorted(remarks)) + ")"


STAYING = WAITING | {Remark.THERE}
"""With these remarks nothing is done about a file, ticked or not."""
_WAITING, _STAYING = _among(WAITING), _among(STAYING)


def _where(filing_id: int, only: MoveFilter) -> tuple[str, tuple[int | str, ...]]:
    where, values = ["filing_id = ?"], list[int | str]((filing_id,))
    if only.folder is not None:
        here = to_json(only.folder)
        where.append("folder BETWEEN ? AND ?")  # what lies below begins like it, and is less: a comma, not a bracket
        values += [here[:-1] if only.below else here, here]
    if only.remark is not None:
        where.append("remark = ?")
        values.append(only.remark.value)
    if only.remarked:
        where.append("remark <> 'ready'")
    if only.waiting is not None:
        where.append(f"remark {'IN' if only.waiting else 'NOT IN'} {_WAITING}")
    if only.ticked is not None:
        where.append("wanted = ?")
        values.append(int(only.ticked))
    if only.states:
        where.append(f"state IN ({', '.join('?' * len(only.states))})")
        values += [state.value for state in only.states]
    return " AND ".join(where), tuple(values)


def _filing(row: Sequence[Any]) -> FilingState:
    return FilingState(row[0], from_json(row[1], FilingRule), row[2], bool(row[3]), row[4], row[5])


def _move(row: Sequence[Any]) -> Move:
    item_id, source, folder, name, remark, why, wanted, confidence, size, digest, state, problem = row
    return Move(
        item_id,
        source,
        from_json(folder, tuple[str, ...]),
        name,
        Remark(remark),
        why,
        bool(wanted),
        confidence,
        size,
        digest,
        MoveState(state),
        from_json(problem, Problem) if problem else None,
    )
