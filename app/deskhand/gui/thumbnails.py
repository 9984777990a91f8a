"""Small pictures of files, as many as a person looks at and no more."""

from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from deskhand.domain.files import PICTURE_EDGE
from deskhand.domain.jobs import FileRead, PicturesRestored
from deskhand.gui.behind import Behind, decoded
from deskhand.gui.open_project import OpenProject
from deskhand.storage.pictures import PictureCache

KEPT = 64 * 1024 * 1024  # bytes of pictures that stay in memory
_BATCH, _AT_ONCE, _MOST_WISHES = 8, 2, 240


class _Kept(NamedTuple):
    picture: QPixmap
    edge: int  # what it was asked for
    size: int  # bytes


class Thumbnails(QObject):
    """``picture`` gives what is there and wishes for the rest; ``ready(item id)`` when a wish came true.

    Ask again at every painting: what was asked for last comes first, and what nobody asks for any more is forgotten.
    A file that was not read yet, or cannot be looked at, has no picture; once it was read, ``ready`` says so.
    """

    ready = Signal(int)

    def __init__(
        self, open_project: OpenProject, parent: QObject | None = None, *, edge: int = PICTURE_EDGE, kept: int = KEPT
    ) -> None:
        super().__init__(parent)
        self._project = open_project.project
        self._edge, self._most = edge, kept
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._size = 0
        self._wishes: OrderedDict[int, int] = OrderedDict()  # and in which turn each was wished for
        self._turn = 0
        self._loading: dict[object, frozenset[int]] = {}  # what each thread has in hand
        self._absent: set[int] = set()
        self._behind = Behind(self, _AT_ONCE)
        self._behind.done.connect(self._take)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._load_wishes)
        open_project.recorded.connect(self._on_recorded)

    @property
    def size(self) -> int:
        """Bytes of pictures in memory."""
        return self._size

    def set_edge(self, edge: int) -> None:
        """How many pixels of the screen a picture is to fill; smaller ones serve until a larger one is there."""
        self._edge = min(edge, PICTURE_EDGE)

    def picture(self, item_id: int) -> QPixmap | None:
        """The picture of a file; ``None`` if it is not there yet, or never will be."""
        kept = self._kept.get(item_id)
        if kept is not None:
            self._kept.move_to_end(item_id)
        if (kept is None or kept.edge < self._edge) and not self.has_none(item_id) and not self._is_loading(item_id):
            self._wish(item_id)
        return None if kept is None else kept.picture

    def has_none(self, item_id: int) -> bool:
        """It was looked for, and there is no picture (yet)."""
        return item_id in self._absent

    def forget_wishes(self) -> None:
        """What was wished for is no longer looked at."""
        self._wishes.clear()

    def _wish(self, item_id: int) -> None:
        self._wishes.pop(item_id, None)
        self._wishes[item_id] = self._turn
        while len(self._wishes) > _MOST_WISHES:
            self._wishes.popitem(last=False)
        if not self._soon.isActive():
            self._soon.start()

    def _load_wishes(self) -> None:
        self._turn += 1
        while self._wishes and len(self._loading) < _AT_ONCE:
            newest = next(reversed(self._wishes.values()))
            batch = [item_id for item_id, turn in self._wishes.items() if turn == newest][:_BATCH]
            for item_id in batch:
                del self._wishes[item_id]
            digests = self._pictured(batch)
            self._absent.update(item_id for item_id in batch if item_id not in digests)
            if digests:
                work = partial(_load, self._project.pictures_path, digests, self._edge)
                self._loading[self._behind.begin(work)] = frozenset(digests)

    def _pictured(self, batch: list[int]) -> dict[int, str]:
        """The digests of files that can be looked at; their words, which may be many, are not read."""
        digests, brief = self._project.files.digests(batch), self._project.files.brief(batch)
        there = ((item_id, content) for item_id, (_, content) in brief.items() if item_id in digests)
        return {item_id: digests[item_id] for item_id, content in there if content is not None and content.has_picture}

    def _is_loading(self, item_id: int) -> bool:
        return any(item_id in batch for batch in self._loading.values())

    def _take(self, future: "Future[_Batch]") -> None:
        item_ids = self._loading.pop(future, frozenset())
        images, edge = _Batch({}, 0) if future.exception() is not None else future.result()
        for item_id in item_ids:
            image = images.get(item_id)
            if image is None or image.isNull():
                self._absent.add(item_id)
            else:
                self._keep(item_id, QPixmap.fromImage(image), edge)
                self.ready.emit(item_id)
        if self._wishes:
            self._load_wishes()

    def _keep(self, item_id: int, picture: QPixmap, edge: int) -> None:
        self._drop(item_id)
        size = picture.width() * picture.height() * picture.depth() // 8
        self._kept[item_id] = _Kept(picture, edge, size)
        self._size += size
        while self._size > self._most and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].size

    def _drop(self, item_id: int) -> None:
        dropped = self._kept.pop(item_id, None)
        self._size -= dropped.size if dropped is not None else 0

    def _on_recorded(self, message: object) -> None:
        item_ids = (message.item_id,) if isinstance(message, FileRead) else ()
        for item_id in message.item_ids if isinstance(message, PicturesRestored) else item_ids:
            looked_for = item_id in self._absent or item_id in self._kept
            self._absent.discard(item_id)
            self._drop(item_id)
            if looked_for:
                self.ready.emit(item_id)


class _Batch(NamedTuple):
    images: Mapping[int, QImage]
    edge: int


def _load(path: Path, digests: Mapping[int, str], edge: int) -> _Batch:
    """Runs in a thread. A null image stands for a picture that is not there."""
    cache = PictureCache(path, readonly=True)
    try:
        jpegs = cache.get(list(digests.values()))
    finally:
        cache.close()
    images = {
        item_id: decoded(jpegs[digest], edge) if digest in jpegs else QImage() for item_id, digest in digests.items()
    }
    return _Batch(images, edge)
