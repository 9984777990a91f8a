"""Calls as a table: the row that is on the screen, its cells typed, and what else was said beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from deskhand.domain.recordings import COLUMNS, SPEAKERS, Said, SaidKind, Transcript
from deskhand.writers.answers import Answer, AnsweredRow, AnsweredTable, Link, Share, TypedCell
from deskhand.writers.links import address, moment

_PASSAGES = ("File", "Start", "End", "Words", "Sure", "Doubts", "Speaker")


@dataclass(frozen=True, slots=True)
class Call:
    """A recording as it is written. ``cells`` are those of ``COLUMNS`` as on the screen; ``sound`` is its file.

    ``path`` is ``sound`` relative to the folder of its source, ``transcript`` ``None`` if nobody could listen to it.
    """

    row: int
    cells: tuple[str, ...]
    path: PurePath
    sound: Path
    transcript: Transcript | None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class MoreColumn:
    """A column that is written only where it has something in it."""

    heading: str
    cell: Callable[[Transcript], str]


def more_columns(transcripts: Iterable[Transcript]) -> tuple[MoreColumn, ...]:
    """The columns that one of these fills."""
    empty = list(_MORE)
    for transcript in transcripts:
        empty = [column for column in empty if not column.cell(transcript)]
        if not empty:
            break
    return tuple(column for column in _MORE if column not in empty)


def table(
    calls: Iterable[Call], questions: tuple[str, ...], more: tuple[MoreColumn, ...], folder: Path
) -> AnsweredTable:
    """A row a call, for a file that is written into ``folder``: links to the sound begin there."""
    rows = (AnsweredRow(call.row, tuple(_cells(call, folder)), call.answers, _more(call, more)) for call in calls)
    return AnsweredTable("Calls", COLUMNS, questions, rows, tuple(column.heading for column in more))


def passages(calls: Iterable[Call]) -> AnsweredTable:
    """A row a passage."""
    return AnsweredTable("Passages", _PASSAGES, (), _passages(calls))


def clock(seconds: float) -> str:
    """A place in a recording: 0:38, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _cells(call: Call, folder: Path) -> Iterator[TypedCell]:
    file, received, _, caller, call_back, words, _, state = call.cells
    heard = call.transcript
    yield Link(file, address(call.sound, folder))
    yield moment(received)
    yield round(heard.seconds, 1) if heard else None
    yield caller
    yield call_back
    yield words
    yield Share(round(heard.sure, 4)) if heard and heard.passages else None
    yield state


def _more(call: Call, more: tuple[MoreColumn, ...]) -> tuple[str, ...]:
    return tuple(column.cell(call.transcript) if call.transcript else "" for column in more)


def _passages(calls: Iterable[Call]) -> Iterator[AnsweredRow]:
    for call in calls:
        for passage in call.transcript.passages if call.transcript else ():
            times = (round(passage.start, 2), round(passage.end, 2))
            doubts = "; ".join(passage.doubts)
            told = (passage.words, Share(round(passage.sure, 4)), doubts, SPEAKERS[passage.speaker])
            yield AnsweredRow(call.row, (call.cells[0], *times, *told), ())


def _said(kind: SaidKind) -> Callable[[Transcript], str]:
    def cell(transcript: Transcript) -> str:
        return ", ".join(f"{one.value} ({clock(one.start)})" for one in transcript.said if _counts(one, kind))

    return cell


def _counts(said: Said, kind: SaidKind) -> bool:
    return said.kind is kind and bool(said.value) and (said.agreed or said.corrected)


def _replaced(transcript: Transcript) -> str:
    return "; ".join(f"{one.heard} → {one.written}" for passage in transcript.passages for one in passage.replaced)


def _note(transcript: Transcript) -> str:
    """What a person should know before they trust the words."""
    doubts = (
        f"{clock(passage.start)} {doubt}"
        for passage in transcript.passages
        if passage.heard is None
        for doubt in passage.doubts
    )
    numbers = (
        f"{clock(one.start)} a number that could not be made out for certain"
        for one in transcript.said
        if one.kind is SaidKind.CALL_BACK and not (one.agreed or one.corrected)
    )
    return "; ".join((*doubts, *numbers, *transcript.notes))


def _as_heard(transcript: Transcript) -> str:
    """What Deskhand had heard where a person wrote something else."""
    changed = (one for one in transcript.passages if one.heard is not None)
    return "; ".join(f"{clock(passage.start)} {passage.heard}" for passage in changed)


_MORE = (
    MoreColumn("Dates", _said(SaidKind.DATE)),
    MoreColumn("Amounts", _said(SaidKind.AMOUNT)),
    MoreColumn("Replaced", _replaced),
    MoreColumn("Note", _note),
    MoreColumn("As heard", _as_heard),
)
