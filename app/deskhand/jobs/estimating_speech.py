"""How long a speech model takes for the recordings of a project, measured on some of them; nothing of that is kept."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from deskhand.domain.problems import ProblemError
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.sureness import learned
from deskhand.jobs.estimating import EMPTY, Pace, resident
from deskhand.jobs.sound_pieces import Call, Piece, look_inside, pieces_of
from deskhand.readers.sound.decoding import open_sound
from deskhand.storage.view import ProjectView

_SECONDS = 8.0  # of hearing that are measured
_MOST, _PIECES = 24, 4  # recordings, and pieces of each
_TOGETHER = 8  # pieces, as a run hears them
_SEED = 0


@dataclass(frozen=True, slots=True)
class _Sample:
    """``pieces`` of a recording of ``length`` seconds, of which ``heard`` are gone through with them."""

    pieces: tuple[Piece, ...]
    length: float

    @property
    def heard(self) -> float:
        """All of it where it has few pieces: between them nobody speaks."""
        return self.pieces[-1].sound.end if len(self.pieces) == _PIECES else self.length


def speech_pace(view: ProjectView, files: ModelFiles, look: Callable[[], None]) -> Pace:
    """As ``pace_of``; ``item`` is a recording of the mean length. Raises ``ProblemError``."""
    began, before = perf_counter(), resident()
    whisper = open_whisper(str(files.folder), lambda _: None, view.hearing.language)
    listener = Listener(whisper, view.hearing, learned(view.transcripts.looked_at()))
    samples = (_Sample(_pieces(call, look), length) for call, length in islice(_drawn(view), _MOST))
    first = next(samples, None)
    if first is not None:
        _hear(listener, first.pieces[:1])  # warms up
    start = perf_counter() - began
    began, measured = perf_counter(), list[_Sample]()
    while perf_counter() - began < _SECONDS and (together := list(_some(samples))):
        _hear(listener, [piece for one in together for piece in one.pieces])
        measured += together
    took = perf_counter() - began
    if not measured:  # there is but one
        return Pace(start, start, 0.0, EMPTY + max(resident() - before, files.model.size), int(first is not None))
    mean = sum(one.length for one in measured) / len(measured)
    item = took / sum(one.heard for one in measured) * mean
    return Pace(start, item, 0.0, EMPTY + max(resident() - before, files.model.size), len(measured))


def _some(samples: Iterator[_Sample]) -> Iterator[_Sample]:
    """As many as are heard together."""
    pieces = 0
    while pieces < _TOGETHER and (one := next(samples, None)) is not None:
        pieces += len(one.pieces)
        yield one


def _pieces(call: Call, look: Callable[[], None]) -> tuple[Piece, ...]:
    marks = pieces_of(call, look, speakers=False, anyway=False)
    return tuple(islice((mark for mark in marks if isinstance(mark, Piece)), _PIECES))


def _hear(listener: Listener, pieces: Sequence[Piece]) -> None:
    if pieces:
        calls = [piece.call for piece in pieces]
        listener.hear(
            [piece.sound for piece in pieces], [call.received for call in calls], [call.language for call in calls]
        )


def _drawn(view: ProjectView) -> Iterator[tuple[Call, float]]:
    """Recordings drawn by chance that can be read, each with its length in seconds."""
    sources = view.sources.all()
    every = [item_id for one in sources for item_id in view.items.ids(one.id, 0, view.items.count(one.id))]
    random.Random(_SEED).shuffle(every)
    for item_id in every:
        call = Call(item_id, view.recordings.file_of(item_id), "", view.hearing.language)
        try:
            look_inside(call)
            with open_sound(call.path) as sound:
                length = sound.seconds
        except ProblemError:
            continue
        if length:
            yield call, length
