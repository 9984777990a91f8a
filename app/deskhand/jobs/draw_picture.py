"""A page of a file, or a photo, drawn large."""

import threading
from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import DrawPicture, Event, PictureDrawn, Report
from deskhand.readers.apart.fingerprints import fingerprint_of
from deskhand.readers.apart.pool import Apart
from deskhand.readers.apart.trouble import changed_since
from deskhand.storage.view import ProjectView

_KEPT = 60.0  # seconds


def draw_picture(request: DrawPicture, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``PictureDrawn``. Raises ``ProblemError``, also if the file is not the one that was read."""
    path = view.files.file_of(request.item_id)
    known = view.files.digests([request.item_id]).get(request.item_id)
    found = fingerprint_of(path)
    if known is not None and known != found.digest:
        raise changed_since(path)
    kind = view.source_of(view.items.get(request.item_id)).kind
    yield PictureDrawn(request.item_id, request.page, drawing.draw(path, kind, request))


class Drawing:
    """One process that is kept for a while, so that turning pages need not wait for it to start."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._apart: Apart | None = None
        self._timer: threading.Timer | None = None

    def draw(self, path: Path, kind: SourceKind, request: DrawPicture) -> bytes:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._apart = self._apart or Apart(1)
            try:
                return self._apart.draw(path, kind, request.page, request.edge)
            finally:
                self._timer = threading.Timer(_KEPT, self.let_go)
                self._timer.daemon = True
                self._timer.start()

    def let_go(self) -> None:
        """End the process; the next page starts another."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._apart is not None:
                self._apart.close()
                self._apart = None


drawing = Drawing()
