"""Transcribe: the recordings of a run become words, many at once. A killed run goes on at the part it had reached."""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from deskhand.domain.jobs import (
    Event,
    ItemFailed,
    ItemStarted,
    Noticed,
    PartHeard,
    Progress,
    Report,
    Stopped,
    Transcribe,
    Transcribed,
)
from deskhand.domain.models import Modality
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import HeardPart, Recording
from deskhand.engine.shelf import folder_named
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.sureness import learned
from deskhand.jobs import unexpected
from deskhand.jobs.model_names import speech_folder
from deskhand.jobs.sound_pieces import Begun, Call, Mark, Over, Piece, Unread, gone, look_inside, pieces_of
from deskhand.storage.view import ProjectView

_UNIT = "seconds of sound"
_FIRST_ROUND, _LARGEST_ROUND = 8, 64  # pieces heard together
_ROUND = 8.0  # seconds that reading and hearing a round should take: so much work a kill costs at most
_REMEMBERED = 1000  # recordings; of those before, what was heard is in the project

_DIED_TWICE = Problem(
    title="Could not be read",
    happened="Deskhand's worker stopped twice while it had this recording in hand.",
    did="The recording was passed over, and the others were turned into words.",
    advice="Listen to it yourself. If it plays elsewhere, save it again in another form and run again.",
)


def transcribe(request: Transcribe, view: ProjectView, report: Report) -> Iterator[Event]:
    """``Transcribed`` or ``ItemFailed`` for every recording of the run, in order; ``PartHeard`` for long ones.

    Raises ``ProblemError`` if there is no usable speech model, or the whole folder is gone.
    """
    report.progress(Progress(0, 0, _UNIT, "Getting ready"))
    notices: list[str] = []
    whisper = open_whisper(_model_in_force(view), notices.append, view.hearing.language)
    listener = Listener(whisper, view.hearing, learned(view.transcripts.looked_at()))
    todo = request.anyway or tuple(view.runs.todo(request.run_id))
    clock = _Clock(view.recordings.many(todo), view.transcripts.seconds_of_run(request.run_id), report)
    stream = _marks(request, todo, view, clock)
    size = 1 if request.one_by_one else _FIRST_ROUND
    while marks := list(_round(stream, size)):
        began = time.monotonic()
        _hear([mark for mark in marks if isinstance(mark, Piece)], listener)
        yield from (Noticed(words) for words in notices)
        notices.clear()
        yield from _told(request.run_id, marks, clock)
        if not request.one_by_one:
            size = _next_size(size, time.monotonic() - began)


def _model_in_force(view: ProjectView) -> str:
    """The folder of the speech model. What learned from this project's corrections listens in place of the model that
    it was made from, but of no other that was asked for."""
    told = speech_folder(view)
    own = view.courses.own_model(Modality.SPEECH)
    if own is None or not told or Path(told) != folder_named(own.base):
        return told
    folder = view.model_folder(own.id)
    return str(folder) if folder.is_dir() else told


def _marks(request: Transcribe, todo: Sequence[int], view: ProjectView, clock: "_Clock") -> Iterator[Mark]:
    """The pieces of all recordings that are left, read when they are asked for."""
    died_twice = view.runs.quarantined(request.run_id)
    first: dict[str, Call] = {}
    for item_id in todo:
        clock.look()
        item = view.items.get(item_id)
        received = view.recordings.many([item_id])[item_id].received
        call = Call(item_id, view.recordings.file_of(item_id), received, view.hearing.language)
        if item_id in died_twice:
            yield Unread(call, _DIED_TWICE)
            continue
        if request.one_by_one:
            yield Begun(call)
        try:
            yield from _pieces(call, request, view, first, clock)
        except Stopped:
            raise
        except ProblemError as error:
            yield Unread(call, error.problem)
        except Exception as error:
            yield Unread(call, unexpected("Transcribe", error))
        folder = view.source_of(item).path
        if not Path(folder).is_dir():
            raise gone(folder)


def _pieces(
    call: Call, request: Transcribe, view: ProjectView, first: dict[str, Call], clock: "_Clock"
) -> Iterator[Mark]:
    """The same recording twice is heard once."""
    look_inside(call)
    known = None if request.anyway else view.transcripts.same(request.run_id, call.digest)
    if known or call.digest in first:
        yield Over(call, first.get(call.digest), known)
        return
    first[call.digest] = call
    if len(first) > _REMEMBERED:
        del first[next(iter(first))]
    if not request.anyway:
        call.parts = view.transcripts.parts(request.run_id, call.item_id)
    try:
        yield from pieces_of(call, clock.look, speakers=view.hearing.speakers, anyway=bool(request.anyway))
    except BaseException:
        del first[call.digest]
        raise


def _next_size(size: int, took: float) -> int:
    """As many pieces as can be heard in ``_ROUND`` seconds, after ``size`` took so long; at most twice as many."""
    wanted = round(size * _ROUND / max(took, 0.1))
    return max(1, min(wanted, 2 * size, _LARGEST_ROUND))


def _round(stream: Iterator[Mark], size: int) -> Iterator[Mark]:
    """So many marks that ``size`` pieces are to be heard; fewer if reading takes long, or a call has begun."""
    until = time.monotonic() + _ROUND
    for mark in stream:
        yield mark
        size -= isinstance(mark, Piece) and mark.number not in mark.call.parts
        if size <= 0 or isinstance(mark, Begun) or time.monotonic() > until:
            return


def _hear(pieces: list[Piece], listener: Listener) -> None:
    """Fill in the parts of their calls that were not heard before."""
    new = [piece for piece in pieces if piece.number not in piece.call.parts]
    heard = listener.hear(
        [piece.sound for piece in new],
        [piece.call.received or piece.call.told for piece in new],
        [piece.call.language for piece in new],
    )
    for piece, part in zip(new, heard, strict=True):
        piece.call.parts[piece.number] = _spoken(part, piece.call.speakers[piece.number])


def _spoken(part: HeardPart, speaker: int) -> HeardPart:
    """By that speaker (0: not told apart)."""
    return replace(part, passages=tuple(replace(passage, speaker=speaker) for passage in part.passages))


def _told(run_id: int, marks: list[Mark], clock: "_Clock") -> Iterator[Event]:
    """What there is to keep now, in the order of the recordings."""
    ended = {mark.call.item_id for mark in marks if isinstance(mark, Over | Unread)}
    for mark in marks:
        call = mark.call
        if isinstance(mark, Begun):
            yield ItemStarted(run_id, call.item_id)
        elif isinstance(mark, Unread):
            yield ItemFailed(run_id, call.item_id, mark.problem)
            clock.tell(call, 0.0)
        elif isinstance(mark, Over):
            transcript = mark.transcript()
            yield Transcribed(run_id, call.item_id, transcript, call.digest, call.told, call.caller)
            clock.tell(call, transcript.seconds)
        elif call.item_id not in ended:
            yield PartHeard(run_id, call.item_id, mark.number, call.parts[mark.number])
            clock.reach(mark.sound.end)


class _Clock:
    """Says how far the job is, in seconds of sound. How long the rest is, is reckoned from the size of its files."""

    def __init__(self, sizes: dict[int, Recording], before: float, report: Report) -> None:
        self._sizes = {item_id: one.size for item_id, one in sizes.items()}
        self._suffixes = {item_id: Path(os.fsdecode(one.path)).suffix.lower() for item_id, one in sizes.items()}
        self._left: Counter[str] = Counter()
        for item_id, size in self._sizes.items():
            self._left[self._suffixes[item_id]] += size
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._bytes: Counter[str] = Counter()
        self._before = self._done = before
        self._report = report

    def look(self) -> None:
        """Raises ``Stopped`` if the person has cancelled."""
        self._report.progress(Progress(round(self._done), round(self._total()), _UNIT, "Listening"))

    def reach(self, seconds: float) -> None:
        """So much of a call is heard. Its other side begins anew, and a broken one counts nothing in the end."""
        self._done = max(self._done, self._before + seconds)
        self.look()

    def tell(self, call: Call, seconds: float) -> None:
        """A call is done."""
        kind, size = self._suffixes[call.item_id], self._sizes[call.item_id]
        self._left[kind] -= size
        self._seconds[kind] += seconds
        self._bytes[kind] += size
        self._before += seconds
        self._done = max(self._done, self._before)
        self.look()

    def _total(self) -> float:
        """0 until something is known of it."""
        heard, read = sum(self._seconds.values()), self._bytes.total()
        if not heard or not read:
            return 0.0
        left = sum(
            size * (self._seconds[kind] / self._bytes[kind] if self._bytes[kind] else heard / read)
            for kind, size in self._left.items()
        )
        return max(self._done, self._before + left)
