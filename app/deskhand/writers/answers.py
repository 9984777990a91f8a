"""What every writer is given: the person's table, and the answers beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


class Share(float):
    """A number from 0 to 1 that is shown in percent."""


@dataclass(frozen=True, slots=True)
class Link:
    """``text`` that opens the file at ``address``, a URL (relative ones begin where the workbook lies)."""

    text: str
    address: str


Cell: TypeAlias = str | float | None
TypedCell: TypeAlias = Cell | date | Link  # a ``datetime`` is a ``date``


@dataclass(frozen=True, slots=True)
class Answer:
    """``value`` is a category or a number, ``None`` if there is no answer; ``sure`` is 0 to 1."""

    value: Cell
    sure: float | None
    needs_a_look: bool


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One row of the person's table: its 1-based number there, its cells, one answer a question, and what follows."""

    row: int
    cells: tuple[TypedCell, ...]
    answers: tuple[Answer, ...]
    more: tuple[TypedCell, ...] = ()

    def new_cells(self) -> Iterator[Cell]:
        """What comes after their cells: three a question, in the order of ``AnsweredTable.new_columns``."""
        for answer in self.answers:
            yield answer.value
            yield None if answer.sure is None else Share(answer.sure)
            yield "yes" if answer.needs_a_look else "no"

    def all_cells(self) -> Iterator[TypedCell]:
        """The row as it is written into a new table, in the order of ``AnsweredTable.headings``."""
        yield from self.cells
        yield from self.new_cells()
        yield from self.more


@dataclass(frozen=True, slots=True)
class AnsweredTable:
    """``rows`` come in the order of their numbers and are read once, so that a million of them stream."""

    sheet: str
    columns: tuple[str, ...]
    questions: tuple[str, ...]
    rows: Iterable[AnsweredRow]
    more_columns: tuple[str, ...] = ()

    def headings(self) -> tuple[str, ...]:
        """The headings of a new table."""
        return (*self.columns, *self.new_columns(), *self.more_columns)

    def new_columns(self) -> tuple[str, ...]:
        """The headings of the answers: the question, how sure, and whether it needs a look."""
        return tuple(
            heading
            for question in self.questions
            for heading in (question, f"{question} sure", f"{question} needs a look")
        )


@dataclass(frozen=True, slots=True)
class Written:
    """``notes`` say in plain words what had to be changed."""

    rows: int
    notes: tuple[str, ...] = ()
