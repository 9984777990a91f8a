"""Corrected recordings of a project as clips to learn from, and others, always the same, that must stay as clear."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import FEWEST_TO_LEARN, CallState, Passage, Transcript
from deskhand.engine.speech.clips import Clip, Origin, Stored, clips_of, silent_clip, stored
from deskhand.readers.sound.decoding import open_sound
from deskhand.readers.sound.resampling import Side
from deskhand.storage.places import resources
from deskhand.storage.view import ProjectView

PAYS_FROM_MINUTES, PAYS_FROM_CLIPS = 30, 150
"""methods.md, 3.6. With less there is mostly no gain that a test can show."""

_SIDES = {0: Side.BOTH, 1: Side.LEFT, 2: Side.RIGHT}
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Collected:
    """``unread`` recordings could not be opened; ``corrected`` clips have words that Deskhand had heard otherwise."""

    clips: tuple[Clip, ...]
    calls: int
    corrected: int
    unread: int


def collect(view: ProjectView, look: Callable[[], None]) -> Collected:
    """All that a person corrected or was done with. ``look`` is called meanwhile, and may raise.

    Raises ``ProblemError`` if that is too little to learn from.
    """
    clips: list[Clip] = []
    corrected = unread = calls = 0
    for item_id in view.transcripts.vouched():
        look()
        transcript = view.transcripts.of(item_id)
        if transcript is None:
            continue
        try:
            found = _clips_of(item_id, transcript, view)
        except ProblemError:
            unread += 1
            continue
        clips += found
        calls += bool(found)
        corrected += sum(passage.heard is not None for passage in transcript.passages)
    if calls < FEWEST_TO_LEARN or not corrected:
        raise ProblemError(_too_few(calls, corrected, unread))
    return Collected(tuple(clips), calls, corrected, unread)


def _clips_of(item_id: int, transcript: Transcript, view: ProjectView) -> list[Clip]:
    recording = view.recordings.many([item_id])[item_id]
    path, checked = view.recordings.file_of(item_id), view.transcripts.is_checked(item_id)
    origin = Origin(str(item_id), recording.caller, transcript.language or view.hearing.language)
    if transcript.state is CallState.NO_SPEECH and checked:
        return [silent_clip(_sound_of(path, Side.BOTH), origin)]
    by_speaker: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in transcript.passages:
        by_speaker[passage.speaker].append(passage)
    return [
        clip
        for speaker, passages in by_speaker.items()
        for clip in clips_of(_sound_of(path, _SIDES[speaker]), passages, origin, all_of_them=checked)
    ]


def _sound_of(path: Path, side: Side) -> Stored:
    """Raises ``ProblemError`` if it cannot be read."""
    with open_sound(path) as sound:
        return np.concatenate([stored(block) for block in sound.blocks(side)])


def other_people(language: str) -> tuple[Clip, ...]:
    """The sample's callers: the same for everybody, and nobody's own. They speak English; for other languages there is
    nothing that Deskhand may bring along, and the callers kept apart have to do."""
    if language != _ENGLISH:
        return ()
    return tuple(_samples(resources() / "samples"))


def _samples(folder: Path) -> Iterator[Clip]:
    told = tomllib.loads((folder / "voicemails.toml").read_text(encoding="utf-8"))
    for call in told["call"]:
        if call.get("text") and not call.get("sound"):
            sound = _sound_of(folder / "voicemails" / call["file"], Side.BOTH)
            passage = Passage(0.0, len(sound) / 16_000, call["text"], 1.0)
            yield from clips_of(sound, [passage], Origin(call["file"], call["file"], _ENGLISH), all_of_them=True)


def _too_few(calls: int, corrected: int, unread: int) -> Problem:
    if calls >= FEWEST_TO_LEARN:
        return Problem(
            title="There is nothing to learn from yet",
            happened=f"You were done with {calls:,} recordings, and corrected no word in them.",
            did="Nothing was learned.",
            advice="Correct the words that are wrong on the page Check. If none are, this model hears well already.",
        )
    missing = f" {unread} more could not be opened: their folder may have moved." if unread else ""
    return Problem(
        title="Too few corrected recordings to learn from",
        happened=f"You corrected, or were done with, {calls} recordings; {FEWEST_TO_LEARN} are the least.{missing}",
        did="Nothing was learned; your corrections are kept.",
        advice=f"Correct a few more on the page Check. It pays from about {PAYS_FROM_CLIPS} passages, "
        f"or {PAYS_FROM_MINUTES} minutes.",
    )
