"""What the page of calls says: days, times, states, and why a passage is doubtful."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QLocale

from deskhand.domain.recordings import CallState, Passage, Transcript
from deskhand.gui.widgets.waveform import clock

STATES = {
    CallState.NO_SPEECH: "No speech",
    CallState.TOO_QUIET: "Too quiet",
    CallState.UNREADABLE: "Could not be read",
}


def day(received: str) -> str:
    """``14 November``, with its year unless it is this one; "" where the day is not known."""
    try:
        when = datetime.fromisoformat(received)
    except ValueError:
        return ""
    form = "d MMMM" if when.year == date.today().year else "d MMMM yyyy"
    return QLocale().toString(when.date(), form)  # type: ignore[call-overload, no-any-return]  # dates are taken too


def short_day(received: str) -> str:
    """``14 Nov``; "" where the day is not known."""
    try:
        when = datetime.fromisoformat(received)
    except ValueError:
        return ""
    return QLocale().toString(when.date(), "d MMM")  # type: ignore[call-overload, no-any-return]  # as in ``day``


def hour(received: str) -> str:
    """``09:12``; "" where only the day is known, or nothing."""
    return received[11:16]


def heading(received: str, file: str) -> str:
    """``Today 09:12``, ``14 November 09:12``, or what the file is called."""
    today = received[:10] == date.today().isoformat()
    return f"{'Today' if today else day(received)} {hour(received)}".strip() or file


def facts(seconds: float, file: str, language: str) -> str:
    """``2:00 long · a.wav · English``."""
    spoken = QLocale.languageToString(QLocale(language).language()) if language else ""
    return " · ".join(part for part in (f"{clock(seconds)} long" if seconds else "", file, spoken) if part)


def calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count:,} calls"


def counts(total: int, silent: int, unread: int, found: int | None = None) -> str:
    """``184 calls · 3 without speech · 1 could not be read``; where words are sought ``12 of 184 calls``."""
    if found is not None:
        return f"{found:,} of {calls(total)}"
    parts = [calls(total)]
    if silent:
        parts.append(f"{silent:,} without speech")
    if unread:
        parts.append(f"{unread:,} could not be read")
    return " · ".join(parts)


def listen(passage: Passage) -> str:
    """``Listen: 5 in 10 sure``. As elsewhere never 10, for nobody can be that sure, and never 0."""
    return f"Listen: {min(9, max(1, round(passage.sure * 10)))} in 10 sure"


def waits(passage: Passage) -> bool:
    """Whether a person should hear this passage."""
    return bool(passage.doubts) and passage.heard is None


def remark(passage: Passage) -> str:
    """What is to be known about a passage besides its words, in one line."""
    parts = []
    if waits(passage):
        doubts = ", ".join(doubt.value for doubt in passage.doubts)
        parts.append(doubts[:1].upper() + doubts[1:])
    parts += [f"“{one.written}” was heard as “{one.heard}”" for one in passage.replaced]
    if passage.heard is not None:
        parts.append(f"Was: {passage.heard}")
    return ". ".join(parts)


def no_words(transcript: Transcript) -> str:
    """Why there is nothing to read."""
    if transcript.state is CallState.TOO_QUIET:
        return "It is too quiet to be understood."
    about = ". ".join(note.rstrip(".") for note in transcript.notes)
    return f"No speech was found: {about[:1].lower() + about[1:]}." if about else "No speech was found."


def spoken_call(when: str, seconds: float, answers: Sequence[str], *, waits: bool) -> str:
    """A row of the list for a screen reader."""
    parts = [f"Call at {when}" if when[:1].isdigit() else when, f"{clock(seconds)} long", *answers]
    return ", ".join(part for part in parts if part) + (", waits for you" if waits else "")
