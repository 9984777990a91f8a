"""Recordings as a stream of pieces to hear, each followed by its end: what ``transcribe`` hears together."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import CallState, HeardPart, Transcript, sure_of
from deskhand.engine.speech.cutting import Cutter, SoundPart
from deskhand.readers.sound.decoding import Samples, Side, open_sound
from deskhand.readers.sound.trouble import at_the_recording

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
    channels: int = 1
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
            sure_of(passages),
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
class Begun:
    """This call is about to be read."""

    call: Call


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


Mark: TypeAlias = Begun | Piece | Over | Unread


def look_inside(call: Call) -> None:
    """Its digest (SHA-256, hex), and what it says of itself. Raises ``ProblemError`` if the file cannot be read."""
    with at_the_recording(call.path), call.path.open("rb") as file:
        call.digest = hashlib.file_digest(file, "sha256").hexdigest()
    with open_sound(call.path) as sound:
        call.told, call.caller, call.channels = sound.received, sound.caller, sound.channels


def pieces_of(call: Call, look: Callable[[], None], *, speakers: bool, anyway: bool) -> Iterator[Piece | Over]:
    """The pieces of one call. ``speakers``: the sides of a stereo recording are heard apart; ``anyway``: also where
    there is no voice. ``look`` is called while it is read. Raises ``ProblemError`` if the file cannot be read."""
    sides = (Side.LEFT, Side.RIGHT) if speakers and call.channels == 2 else (Side.BOTH,)
    for place, side in enumerate(sides):
        cutter = Cutter(anyway=anyway)
        with open_sound(call.path) as sound:
            for part in cutter.parts(_looking(sound.blocks(side), look)):
                number = part.number * len(sides) + place
                call.speakers[number] = _SPEAKERS[side]
                yield Piece(call, number, part)
            call.notes = sound.notes
        call.seconds, call.loudest = cutter.seconds, max(call.loudest, cutter.loudest)
    yield Over(call)


def _looking(blocks: Iterator[Samples], look: Callable[[], None]) -> Iterator[Samples]:
    """The same blocks. Hours of silence have no pieces, and a person may want to stop meanwhile."""
    for block in blocks:
        look()
        yield block


def gone(folder: str) -> ProblemError:
    """The folder of the recordings is not there any more."""
    return ProblemError(
        Problem(
            title="The folder of recordings is gone",
            happened=f"“{Path(folder).name}” cannot be found. Its drive may have been unplugged.",
            did="Deskhand stopped here; everything heard before is kept.",
            advice="Plug the drive in again and go on.",
            details=folder,
        )
    )
