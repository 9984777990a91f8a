"""How long a speech model takes for the recordings of a project, measured on some of them; nothing of that is kept."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from time import perf_counter

from deskhand.domain.problems import ProblemError
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.sureness import learned
from deskhand.jobs.estimating import EMPTY, Pace, resident
from deskhand.jobs.sound_pieces import Call, Over, Piece, look_inside, pieces_of
from deskhand.readers.sound.decoding import open_sound
from deskhand.storage.view import ProjectView

_SECONDS = 8.0  # of hearing that are measured
_MOST, _PIECES = 8, 4  # recordings, and pieces of each
_SEED = 0


def speech_pace(view: ProjectView, files: ModelFiles, look: Callable[[], None]) -> Pace:
    """As ``pace_of``; ``item`` is a recording of the mean length. Raises ``ProblemError``."""
    began, before = perf_counter(), resident()
    whisper = open_whisper(str(files.folder), lambda _: None, view.hearing.language)
    listener = Listener(whisper, view.hearing, learned(view.transcripts.looked_at()))
    start = perf_counter() - began
    began, heard, lengths = perf_counter(), 0.0, 0.0
    calls = 0
    for call, length in islice(_drawn(view), _MOST):
        pieces = list(islice(pieces_of(call, look, speakers=False, anyway=False), _PIECES))
        heard += _hear(listener, call, pieces) or length
        lengths, calls = lengths + length, calls + 1
        if perf_counter() - began > _SECONDS:
            break
    took = perf_counter() - began
    item = took / heard * lengths / calls if heard else 0.0
    return Pace(start, item, 0.0, EMPTY + max(resident() - before, files.model.size), calls)


def _hear(listener: Listener, call: Call, marks: Sequence[Piece | Over]) -> float:
    """Seconds of the recording that were gone through (0: all of it, as nobody speaks)."""
    pieces = [mark for mark in marks if isinstance(mark, Piece)]
    if pieces:
        listener.hear([one.sound for one in pieces], [call.received] * len(pieces), [call.language] * len(pieces))
    return pieces[-1].sound.end if len(pieces) == _PIECES else 0.0


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
