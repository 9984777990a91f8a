"""Filed documents and photos as a table: a row a file, with where it was and where it is now."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deskhand.domain.files import Content
from deskhand.domain.filing import WAITING, Deed, Move, MoveState, Remark
from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable, Link, TypedCell
from deskhand.writers.links import address, moment

_COLUMNS = ("File", "Folder", "Was at")
_MORE = ("What happened", "When", "Why", "Kind", "Date", "From", "Subject", "Pages", "Words")
_FILED = (MoveState.DONE, MoveState.TAKING_BACK, MoveState.LEFT)


@dataclass(frozen=True, slots=True)
class FiledFile:
    """A file of a filing or of its plan. ``content`` ``None``: it could not be read; ``when`` ``None``: not filed."""

    move: Move
    content: Content | None
    answers: tuple[Answer, ...]
    deed: Deed
    when: datetime | None


def table(files: Iterable[FiledFile], questions: tuple[str, ...], target: bytes, folder: Path) -> AnsweredTable:
    """A row a file, for a workbook that is written into ``folder``: links begin there."""
    where = _Where(Path(os.fsdecode(target)), folder)
    rows = (
        AnsweredRow(number, where.cells(one), one.answers, _more(one)) for number, one in enumerate(files, 2)
    )  # fmt: skip
    return AnsweredTable("Files", _COLUMNS, questions, rows, _MORE)


@dataclass(frozen=True, slots=True)
class _Where:
    target: Path
    folder: Path

    def cells(self, one: FiledFile) -> tuple[TypedCell, ...]:
        """Where the file is, as a link; where it is no more, or not yet, as words."""
        move = one.move
        source = Path(os.fsdecode(move.source))
        is_filed = move.state in _FILED
        waits = move.remark in WAITING
        there = self.target.joinpath(*move.folder, move.name)
        name = source.name if waits else move.name
        new = Link(_shown(name), address(there, self.folder)) if is_filed else _shown(name)
        has_left = is_filed and one.deed is Deed.MOVE
        old = _shown(str(source)) if has_left else Link(_shown(str(source)), address(source, self.folder))
        return (new, "" if waits else " / ".join(move.folder), old)


def _more(one: FiledFile) -> tuple[TypedCell, ...]:
    move, content = one.move, one.content
    why = f"{move.problem.happened} {move.problem.advice}" if move.problem else move.why
    when = one.when if move.state in _FILED else ""
    if content is None:
        return (_happened(move), when or "", why, "", "", "", "", None, "")
    read = (content.kind, moment(content.date), content.sender, content.subject, content.pages or None, content.words)
    return (_happened(move), when or "", why, *read)


def _happened(move: Move) -> str:
    if move.remark in WAITING or move.remark is Remark.THERE:
        return move.remark.value
    if not move.wanted:
        return "left out"
    return move.state.value


def _shown(text: str) -> str:
    """A path as text; what is no text in it becomes a replacement sign."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
