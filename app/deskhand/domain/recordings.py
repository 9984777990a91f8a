"""Recordings and what was heard in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CallState(StrEnum):
    """How a recording stands; the words are those of the column *State*."""

    WAITING = "waiting"
    DONE = "done"
    NO_SPEECH = "no speech"
    TOO_QUIET = "too quiet"
    UNREADABLE = "could not be read"


class Doubt(StrEnum):
    """Why a passage may be wrong. Nothing is ever deleted for it: it is marked, and heard again once."""

    UNSURE = "hard to hear"
    LOOP = "says the same again and again"
    PHANTOM = "a phrase that is often invented"
    TOO_FAST = "more words than anyone speaks in that time"
    TOO_SLOW = "hardly any words in that time"
    NO_VOICE = "words where no voice was found"


@dataclass(frozen=True, slots=True)
class Replacement:
    """``heard`` was replaced by ``written``, a name or word of the person's list."""

    heard: str
    written: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What was said from ``start`` to ``end``, seconds from the beginning of the recording.

    ``sure`` (0 to 1) is the calibrated share of its words that are right. ``speaker`` is 0 where it is not told apart,
    else 1 (left) or 2 (right). ``heard`` is what Deskhand had heard if a person corrected the words, else ``None``.
    """

    start: float
    end: float
    words: str
    sure: float
    doubts: tuple[Doubt, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    speaker: int = 0
    heard: str | None = None
    probability: float = 0.0  # mean of its words as the decoder says, before it was calibrated


class SaidKind(StrEnum):
    """What can be picked out of the words into a column of its own."""

    CALL_BACK = "call back"
    DATE = "date"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Said:
    """A number, date or amount as people write it, and the seconds where it was said.

    ``agreed``: two decodings say the same, so it may be filled in. ``doubtful`` are the positions of characters of
    ``value`` on which they differ. ``corrected``: a person wrote it.
    """

    kind: SaidKind
    value: str
    start: float
    end: float
    agreed: bool = True
    doubtful: tuple[int, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class HeardPart:
    """What was heard in one stretch of a recording, at most half a minute of speech. ``retried``: it was heard twice,
    as the first words were doubtful."""

    passages: tuple[Passage, ...]
    said: tuple[Said, ...] = ()
    language: str = ""
    retried: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that was heard in one recording. ``sure`` (0 to 1): of its passages, weighted by their words.

    ``language`` is a code such as ``en`` ("": none was heard). ``notes`` say in plain words what was done differently.
    """

    state: CallState
    seconds: float
    language: str = ""
    sure: float = 0.0
    passages: tuple[Passage, ...] = ()
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words of all passages; where speakers are told apart each begins a line."""
        parts = [passage for passage in self.passages if passage.words]
        if not any(passage.speaker for passage in parts):
            return " ".join(passage.words for passage in parts)
        return "\n".join(f"{SPEAKERS[passage.speaker]}: {passage.words}" for passage in parts)

    def first(self, kind: SaidKind) -> Said | None:
        """The one to fill in: a person's, else the last on which two decodings agree (people repeat, then correct)."""
        known = [one for one in self.said if one.kind is kind and (one.corrected or one.agreed)]
        return max(known, key=lambda one: (one.corrected, one.start), default=None)


SOUND_ENDINGS = frozenset({
    ".wav", ".wave", ".w64", ".mp3", ".mp2", ".mpga", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".spx", ".flac",
    ".amr", ".awb", ".3ga", ".wma", ".weba", ".aif", ".aiff", ".aifc", ".caf", ".au", ".snd", ".gsm", ".ac3", ".mka",
    ".mp4", ".m4v", ".mov", ".3gp", ".3g2", ".webm", ".mkv", ".avi", ".wmv", ".asf", ".mpg", ".mpeg", ".flv",
})  # fmt: skip
"""Of file names that are taken for recordings, in small letters."""


def sure_of(passages: Sequence[Passage]) -> float:
    """How sure a whole call is (0 to 1): its passages, weighted by their words."""
    counts = [len(passage.words.split()) for passage in passages]
    total = sum(counts)
    share = sum(passage.sure * count for passage, count in zip(passages, counts, strict=True)) / total if total else 0.0
    return round(share, 4)


SPEAKERS = ("", "Left", "Right")


@dataclass(frozen=True, slots=True)
class Recording:
    """A file as it was listed, before anyone listened. ``row`` is its 1-based place in the list.

    ``path`` is as the file system has it (bytes), relative to the folder of the source. ``received`` is local time,
    ISO 8601 to the day, minute or second ("": not known); ``caller`` the number or name that the phone system noted.
    """

    row: int
    path: bytes
    size: int
    received: str = ""
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How the recordings of a project are listened to.

    ``model`` is an id of the shelf or a folder ("": the one of the settings); ``language`` a code such as ``en`` ("":
    found out for each recording). ``names`` are names and words of the business. ``speakers`` True: the two channels
    of a stereo recording are two people.
    """

    model: str = ""
    language: str = ""
    names: tuple[str, ...] = ()
    speakers: bool = False


FEWEST_TO_LEARN = 10
"""Recordings with words that a person corrected, or was done with. Fewer cannot be parted into some for a speech model
to learn from and some to test it with."""

COLUMNS = ("File", "Received", "Seconds", "Caller", "Call back", "Words", "Sure", "State")
WORDS_COLUMN = COLUMNS.index("Words")


def cells_of(file: str, received: str, caller: str, transcript: Transcript | None) -> tuple[str, ...]:
    """A recording as a row of ``COLUMNS``, as it looks on the screen and in what is written."""
    written = received.replace("T", " ")
    if transcript is None:
        return (file, written, "", caller, "", "", "", CallState.WAITING.value)
    number = transcript.first(SaidKind.CALL_BACK)
    return (
        file,
        written,
        f"{transcript.seconds:.1f}",
        caller,
        number.value if number else "",
        transcript.words,
        f"{transcript.sure:.0%}" if transcript.passages else "",
        transcript.state.value,
    )
