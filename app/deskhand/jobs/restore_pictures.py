"""Small pictures of files that were read, made again when the cache that kept them was deleted, damaged or too full."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from typing import TypeAlias

from deskhand.domain.files import FileState
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, PicturesRestored, Progress, Report, RestorePictures, Stopped
from deskhand.domain.problems import ProblemError
from deskhand.readers.apart.fingerprints import fingerprint_of, must_be_as_before
from deskhand.readers.apart.pool import Apart
from deskhand.storage.pictures import PictureCache
from deskhand.storage.view import ProjectView

_CHUNK = 500  # files that are asked for at once
_BATCH = 16  # pictures that are made before they are kept
_LOOK = 0.5  # seconds between two looks at whether the person has cancelled

_Place: TypeAlias = tuple[Path, SourceKind]


def restore_pictures(_request: RestorePictures, view: ProjectView, report: Report) -> Iterator[Event]:
    """``PicturesRestored`` of those that are back. A file that is gone, or another now, has none until it is read."""
    lost = _lost(view)
    done = 0

    def look() -> None:
        report.progress(Progress(done, len(lost), "files", "Making small pictures again"))

    for made in _made(view, list(lost), look):
        done += _BATCH
        yield PicturesRestored(tuple(item_id for digest in made for item_id in lost[digest]))


def pictures_of(view: ProjectView, digests: Sequence[str]) -> dict[str, bytes]:
    """The pictures of what was read with these digests; those that are lost are made again first."""
    with closing(PictureCache(view.pictures_path)) as pictures:
        found = pictures.get(digests)
    for made in _made(view, [digest for digest in digests if digest not in found]):
        found |= made
    return found


def _lost(view: ProjectView) -> dict[str, list[int]]:
    """Which pictures are not there, each with the files that look so."""
    lost: dict[str, list[int]] = {}
    start = 0
    with closing(PictureCache(view.pictures_path)) as pictures:
        while item_ids := view.files.of_state(FileState.READ, start, _CHUNK):
            pictured = view.files.pictured(item_ids)
            missing = pictures.missing(list(pictured.values()))
            for item_id, digest in pictured.items():
                if digest in missing:
                    lost.setdefault(digest, []).append(item_id)
            start += len(item_ids)
    return lost


def _made(
    view: ProjectView, digests: Sequence[str], look: Callable[[], None] = lambda: None
) -> Iterator[dict[str, bytes]]:
    """The pictures, some at a time, each lot kept before it is given. ``look`` may raise to stop."""
    if not digests:
        return
    with closing(PictureCache(view.pictures_path)) as pictures, closing(_Making(view)) as making:
        for start in range(0, len(digests), _BATCH):
            made = making.make(digests[start : start + _BATCH], look)
            pictures.put(made)
            yield made


class _Making:
    """Opens files in processes apart, several side by side."""

    def __init__(self, view: ProjectView) -> None:
        self._view = view
        self._apart = Apart()
        self._threads = ThreadPoolExecutor(self._apart.size, "pictures")
        self._stop = Signal()

    def make(self, digests: Sequence[str], look: Callable[[], None]) -> dict[str, bytes]:
        """The pictures of these digests, but for those whose files are gone or others now."""
        places = self._places(digests)
        going = {digest: self._threads.submit(self._picture, digest, places.get(digest, ())) for digest in digests}
        look()
        while wait(going.values(), _LOOK).not_done:
            look()
        pictures = {digest: future.result() for digest, future in going.items()}
        return {digest: jpeg for digest, jpeg in pictures.items() if jpeg}

    def close(self) -> None:
        """Leave everything where it is."""
        self._stop.set()
        self._apart.close()
        self._threads.shutdown(cancel_futures=True)

    def _places(self, digests: Sequence[str]) -> dict[str, list[_Place]]:
        holding = self._view.files.holding(digests)
        item_ids = [item_id for ids in holding.values() for item_id in ids]
        places = self._view.files.places(item_ids)
        kinds = {item.id: self._view.source_of(item).kind for item in self._view.items.many(item_ids)}
        return {digest: [(places[one], kinds[one]) for one in ids] for digest, ids in holding.items()}

    def _picture(self, digest: str, places: Sequence[_Place]) -> bytes:
        for path, kind in places:
            try:
                found = fingerprint_of(path, self._go_on)
                if found.digest == digest:
                    jpeg = self._apart.picture(path, kind)
                    must_be_as_before(path, found)
                    return jpeg
            except ProblemError:
                continue
        return b""

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped
