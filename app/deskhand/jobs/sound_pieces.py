"""Recordings as a stream of pieces to hear, each followed by its end: what ``transcribe`` hears together."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import CallState, HeardPart, Transcript
from deskhand.engine.speech.cutting import Cutter, SoundPart
from deskhand.engine.speech.sureness import of_all
from deskhand.readers.sound import Side, open_sound

_TOO_QUIET = (-80.0, -45.0)
"""Decibels below full scale: softer is silence, louder would have been a voice. A whisper into a telephone has -40."""

_RETRIED = "It was heard a second time, as the first words were doubtful."
_NO_WORDS = "A voice was found, but no words could be made out."
_SPEAKERS = {Side.BOTH: 0, Side.LEFT: 1, Side.RIGHT: 2}


@dataclass(slots=True)
class Call:
    """A recording while it is heard. ``parts`` are known by their number; ``digest`` is that of its file."""

    item_id: int
    path: Path
    received: str
    language: str
    parts: dict[int, HeardPart] = field(default_factory=dict)
    speakers: dict[int, int] = field(default_factory=dict)
    digest: str = ""
    seconds: float = 0.0
    loudest: float = -120.0
    caller: str = ""
    told: str = ""  # when it was received, as the file itself says
    notes: tuple[str, ...] = ()

    def transcript(self) -> Transcript:
        """All of it."""
        parts = [self.parts[number] for number in sorted(self.speakers)]
        passages = tuple(sorted((one for part in parts for one in part.passages), key=lambda one: (one.start, one.end)))
        languages = [part.language for part in parts if part.passages]
        notes = [*self.notes, *[_RETRIED] * any(part.retried for part in parts)]
        notes += [_NO_WORDS] * bool(parts and not passages)
        return Transcript(
            self._state(passages != ()),
            round(self.seconds, 2),
            max(languages, key=languages.count, default=""),
            round(of_all(passages), 4),
            passages,
            tuple(sorted((one for part in parts for one in part.said), key=lambda one: (one.start, one.kind))),
            tuple(notes),
        )

    def _state(self, words: bool) -> CallState:
        if words:
            return CallState.DONE
        quiet = not self.speakers and _TOO_QUIET[0] < self.loudest < _TOO_QUIET[1]
        return CallState.TOO_QUIET if quiet else CallState.NO_SPEECH


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a call, to be heard."""

    call: Call
    number: int
    sound: SoundPart


@dataclass(frozen=True, slots=True)
class Over:
    """There is no more of this call. ``like`` came before and has the same content; ``known`` is what was heard in such
    a one before this job began."""

    call: Call
    like: Call | None = None
    known: Transcript | None = None

    def transcript(self) -> Transcript:
        """What was heard in the call."""
        return self.known or (self.like or self.call).transcript()


@dataclass(frozen=True, slots=True)
class Unread:
    """This call could not be read."""

    call: Call
    problem: Problem


Mark: TypeAlias = Piece | Over | Unread


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pieces_of(call: Call, *, speakers: bool, anyway: bool) -> Iterator[Piece | Over]:
    """The pieces of one call. ``speakers``: the sides of a stereo recording are heard apart; ``anyway``: also where
    there is no voice. Raises ``ProblemError`` if the file cannot be read."""
    with open_sound(call.path) as sound:
        apart = speakers and sound.channels == 2
        call.told, call.caller = sound.received, sound.caller
    sides = (Side.LEFT, Side.RIGHT) if apart else (Side.BOTH,)
    for place, side in enumerate(sides):
        cutter = Cutter(anyway=anyway)
        with open_sound(call.path) as sound:
            for part in cutter.parts(sound.blocks(side)):
                number = part.number * len(sides) + place
                call.speakers[number] = _SPEAKERS[side]
                yield Piece(call, number, part)
            call.notes = sound.notes
        call.seconds, call.loudest = cutter.seconds, max(call.loudest, cutter.loudest)
    yield Over(call)


def gone(folder: str) -> ProblemError:
    """The folder of the recordings is not there any more."""
    return ProblemError(
        Problem(
            title="The folder of recordings is gone",
            happened=f"“{os.path.basename(folder)}” cannot be found. Its drive may have been unplugged.",  # noqa: PTH119
            did="Deskhand stopped here; everything heard before is kept.",
            advice="Plug the drive in again and go on.",
            details=folder,
        )
    )
