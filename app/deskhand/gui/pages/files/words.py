"""What Choose says of documents, of photos and of sounds: each its own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskhand.domain.files import DOCUMENT_ENDINGS, PHOTO_ENDINGS
from deskhand.domain.recordings import SOUND_ENDINGS
from deskhand.gui.job_kinds import Noun
from deskhand.gui.pages.files.counting import kinds_in_words
from deskhand.gui.widgets.drop_area import DropWords


@dataclass(frozen=True, slots=True)
class ChooseWords:
    """``filter`` is that of the platform's dialog for files; ``sample`` the folder that the sample is written into."""

    drop: DropWords
    title: str
    folder: str
    files: str
    filter: str
    sample: str


def _filter(name: str, endings: frozenset[str]) -> str:
    return f"{name} ({' '.join(sorted(f'*{ending}' for ending in endings))});;All files (*)"


WORDS: Mapping[str, ChooseWords] = {
    "documents": ChooseWords(
        DropWords(
            "a folder of documents",
            "Choose a folder…",
            (("file-text", "PDF, Word, OpenDocument"), ("image", "Scans"), ("file", "E-mails, web pages, text")),
            "Try with a sample: the papers of a made-up law office",
            "Choose files…",
        ),
        "Choose documents",
        "Choose a folder of documents",
        "Choose documents",
        _filter("Documents", DOCUMENT_ENDINGS),
        "Sample",
    ),
    "photos": ChooseWords(
        DropWords(
            "a folder of photos",
            "Choose a folder…",
            (("image", "JPEG, PNG, HEIC, WebP, TIFF"), ("folder", "Whole folders")),
            "Try with a sample: the photos of a made-up garage",
            "Choose files…",
        ),
        "Choose photos",
        "Choose a folder of photos",
        "Choose photos",
        _filter("Photos", PHOTO_ENDINGS),
        "Garage photos",
    ),
    "sounds": ChooseWords(
        DropWords(
            "a folder of recordings",
            "Choose a folder…",
            (("volume-2", "WAV, MP3, M4A, OGG, FLAC"), ("play", "The sound of videos"), ("folder", "Whole folders")),
            "Try with a sample: the cars of a made-up garage",
            "Choose files…",
        ),
        "Choose recordings",
        "Choose a folder of recordings",
        "Choose recordings",
        _filter("Recordings", SOUND_ENDINGS),
        "Garage sounds",
    ),
}


def about_words(counted: str, kinds: Mapping[str, int], *, listing: bool, alike: bool) -> str:
    """One line below the name: ``412 documents: 300 PDF, 62 Word documents``; ``counted`` is ``412 documents``.

    ``alike``: all are of one kind, so that nothing more is to be told.
    """
    if listing:
        return f"Listing, {counted} so far."
    told = kinds_in_words(kinds) if kinds and not alike else ""
    return f"{counted}: {told}." if told else f"{counted}."


NOTHING_CHOSEN = "Nothing is chosen yet."


def nothing_here(noun: Noun, *, listing: bool) -> str:
    """In the action bar, as long as no file was found."""
    return f"Looking for {noun.many}…" if listing else "There is nothing to sort here."


def what_follows(*, early: bool, enough: bool) -> str:
    """In the action bar. ``early``: some files are still being read; ``enough`` answers came along."""
    if early:
        return "What is read can be taught and run already; the rest follows by itself."
    if enough:
        return "Enough answers came along to begin with. The files are only read, nothing is moved."
    return "The files are only read: nothing is moved or changed before you have seen the plan."
