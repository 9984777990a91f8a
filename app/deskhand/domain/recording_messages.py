"""What is done and asked about recordings, and what is answered: part of ``acts``, ``requests`` and ``events``."""

from dataclasses import dataclass
from typing import ClassVar

from deskhand.domain.lanes import Lane
from deskhand.domain.recordings import HeardPart, Hearing, Recording, SaidKind, Transcript


@dataclass(frozen=True, slots=True)
class HearingChosen:
    """How the recordings of the project are listened to from now on."""

    hearing: Hearing


@dataclass(frozen=True, slots=True)
class PassageCorrected:
    """The person wrote what is said in a passage (0-based place); what was heard is kept beside it."""

    item_id: int
    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class SaidCorrected:
    """The person wrote a number, date or amount; "": none was said."""

    item_id: int
    kind: SaidKind
    value: str


@dataclass(frozen=True, slots=True)
class TranscriptPutBack:
    """Undo: a person's corrections of one recording as they were before. ``transcript`` None: there was none."""

    item_id: int
    transcript: Transcript | None


@dataclass(frozen=True, slots=True)
class CallsChecked:
    """The person is done with these recordings, or (``checked`` False) wants to look at them again."""

    item_ids: tuple[int, ...]
    checked: bool = True


@dataclass(frozen=True, slots=True)
class ListRecordings:
    """List the recordings of a source that the owner has recorded. Answer: ``RecordingsListed`` …, ``TableRead``.

    Those that are listed already are not listed again; none is opened.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    source_id: int


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Turn the recordings of a run into words. Answer: ``PartHeard``, ``Transcribed``, ``ItemFailed``, ``Noticed`` …

    ``one_by_one`` is set after a worker has died: each recording is announced by ``ItemStarted`` first. ``anyway`` are
    recordings in which no speech was found, to be listened to all the same.
    """

    lane: ClassVar[Lane] = Lane.HEAVY
    run_id: int
    one_by_one: bool = False
    anyway: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawWaveform:
    """How loud a recording is from beginning to end. Answer: ``WaveformDrawn``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    item_id: int
    count: int = 240


@dataclass(frozen=True, slots=True)
class ReadNames:
    """Read names and words of the business from a contacts list. Answer: ``NamesRead``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    path: str


@dataclass(frozen=True, slots=True)
class RecordingsListed:
    """Some recordings of a source, in order; the owner gives them their ids."""

    source_id: int
    recordings: tuple[Recording, ...]


@dataclass(frozen=True, slots=True)
class PartHeard:
    """One part (0-based) of a recording is in words; ``Transcribed`` comes when all are. A resumed job skips it."""

    run_id: int
    item_id: int
    part: int
    heard: HeardPart


@dataclass(frozen=True, slots=True)
class Transcribed:
    """All of one recording. ``digest`` (SHA-256 of the file, hex) knows the same recording again.

    ``received`` and ``caller`` are from inside the file, "" where it does not say.
    """

    run_id: int
    item_id: int
    transcript: Transcript
    digest: str
    received: str = ""
    caller: str = ""


@dataclass(frozen=True, slots=True)
class WaveformDrawn:
    """``peaks`` (0 to 255) are the loudest in equal stretches of ``seconds``."""

    item_id: int
    seconds: float
    peaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamesRead:
    names: tuple[str, ...]
