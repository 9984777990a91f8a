"""What the page of photos says."""

from deskhand.domain.jobs import AskNext
from deskhand.gui.job_handle import JobHandle
from deskhand.gui.pages.photos.lists import PhotoCounts, Show

_LISTS = {
    Show.NEXT: "those with the same guess stand together, the least sure first",
    Show.OPEN: "in the order of their folders",
    Show.ANSWERED: "your newest answers first",
    Show.ALL: "in the order of their folders",
    Show.UNREADABLE: "each says why when you point at it",
}


def list_words(show: Show, latest: AskNext | None, count: int) -> str:
    """Beside the name of a list."""
    if show is Show.NEXT and not (latest is not None and any(one.guess for one in latest.items)):
        return "no guess yet: two answers of each category are enough" if count else ""
    return _LISTS[show] if count else ""


def reading_words(reading: JobHandle | None) -> str:
    """While photos are still being looked at; "" if none are."""
    if reading is None:
        return ""
    progress = reading.progress
    if progress is None or not progress.total:
        return "Looking at photos"
    left = reading.time.words()
    return f"Looking at photos, {progress.done:,} of {progress.total:,}" + (f", {left}" if left else "")


def nothing_words(show: Show, counts: PhotoCounts, latest: AskNext | None) -> str:
    """In the place of photos, if a list has none."""
    if counts.all and counts.waiting == counts.all:
        return "Your photos have not been looked at yet. They appear here one after the other."
    if show is Show.NEXT and latest is None and counts.open:
        return "Looking at your photos…"
    return {
        Show.NEXT: "Every photo that could be read has an answer.",
        Show.OPEN: "Every photo has an answer.",
        Show.ANSWERED: "No photo has an answer yet.",
        Show.ALL: "There are no photos yet. Choose a folder first.",
        Show.UNREADABLE: "Every photo could be read.",
    }[show]
