"""A recording that was listened to, as fields for scripts and as words for people."""

from deskhand.cli.console import Console
from deskhand.domain.recordings import WORDS_COLUMN, Transcript
from deskhand.storage.project import Project


def show(item_id: int, project: Project, console: Console) -> None:
    """Say what is known of a recording."""
    cells = project.items.get(item_id).cells
    transcript = project.transcripts.of(item_id)
    console.result(_fields(cells, transcript), _line(cells))


def _fields(cells: tuple[str, ...], transcript: Transcript | None) -> dict[str, object]:
    """``seconds`` and ``sure`` (0 to 1) are ``None`` where there are none; times are seconds."""
    segments = [
        {"start": one.start, "end": one.end, "words": one.words, "sure": one.sure}
        for one in (transcript.passages if transcript else ())
    ]
    return {
        "file": cells[0],
        "seconds": transcript.seconds if transcript else None,
        "state": cells[-1],
        "language": transcript.language if transcript else "",
        "words": cells[WORDS_COLUMN],
        "sure": transcript.sure if transcript and segments else None,
        "segments": segments,
    }


def _line(cells: tuple[str, ...]) -> str:
    file, _, _, _, call_back, words, sure, state = cells
    if not words:
        return f"{file}: {state}"
    about = ", ".join(part for part in (f"sure {sure}", call_back and f"call back {call_back}") if part)
    return f"{file} ({about}): {words}"
