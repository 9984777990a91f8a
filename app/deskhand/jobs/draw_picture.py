"""A page of a file, or a photo, drawn large."""

from collections.abc import Iterator
from functools import cache

from deskhand.domain.jobs import DrawPicture, Event, PictureDrawn, Report
from deskhand.readers.apart.fingerprints import fingerprint_of
from deskhand.readers.apart.pool import Apart
from deskhand.readers.apart.trouble import changed_since
from deskhand.storage.view import ProjectView


def draw_picture(request: DrawPicture, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``PictureDrawn``. Raises ``ProblemError``, also if the file is not the one that was read."""
    path = view.files.file_of(request.item_id)
    known = view.files.digests([request.item_id]).get(request.item_id)
    found = fingerprint_of(path)
    if known is not None and known != found.digest:
        raise changed_since(path)
    kind = view.source_of(view.items.get(request.item_id)).kind
    yield PictureDrawn(request.item_id, request.page, _apart().draw(path, kind, request.page, request.edge))


@cache
def _apart() -> Apart:
    """One process that stays, so that turning pages need not wait for it; it leaves with this one."""
    return Apart(1)
