"""Whether files lie in a folder, by whatever way the paths go; and what is in a folder that a project has already."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from deskhand.domain.filing import Deed
from deskhand.domain.items import FILES, Source
from deskhand.jobs.filing import FILED
from deskhand.storage.view import ProjectView

_CHUNK = 1000  # files that are looked up together


class Inside:
    """Knows what lies in ``folder`` (bytes, absolute), or deeper."""

    def __init__(self, folder: bytes) -> None:
        self._ways = frozenset(_ways(folder))
        self._known: dict[bytes, bool] = {}

    def holds(self, path: bytes) -> bool:
        """Whether this file does."""
        above = os.path.dirname(path)  # noqa: PTH120 - bytes
        if above not in self._known:
            self._known[above] = any(way.startswith(folder) for way in _ways(above) for folder in self._ways)
        return self._known[above]


def _ways(folder: bytes) -> Iterator[bytes]:
    """A folder with its end, as it is written and without links."""
    for way in (folder, os.path.realpath(folder)):
        yield os.path.normcase(os.path.join(way, b""))  # noqa: PTH118 - bytes


def items_inside(inside: Inside, source_id: int, view: ProjectView) -> Iterator[int]:
    """The files of a source that lie there now."""
    start = 0
    while ids := view.items.ids(source_id, start, _CHUNK):
        places = view.files.places(ids)
        yield from (item_id for item_id in ids if item_id in places and inside.holds(os.fsencode(places[item_id])))
        start += len(ids)


class Elsewhere:
    """Files below the folder of a source that the project has already, though not of this source; by their path there.

    ``listed`` are those of other sources; ``filed`` are copies that Deskhand made, and what it saved.
    """

    def __init__(self, source: Source, view: ProjectView) -> None:
        top = os.fsencode(source.path)
        self._tops = sorted({os.path.join(way, b"") for way in (top, os.path.realpath(top))})  # noqa: PTH118
        others = (one for one in view.sources.all() if one.kind in FILES and one.id != source.id)
        self.listed = self._of(chain.from_iterable(_listed(one, view) for one in others))
        self.filed = self._of(chain(_copies(view), _saved(view)))

    def _of(self, paths: Iterable[bytes]) -> frozenset[bytes]:
        return frozenset(path[len(top) :] for path in paths for top in self._tops if path.startswith(top))


def _listed(source: Source, view: ProjectView) -> Iterator[bytes]:
    below = view.files.paths(source.id)
    top = os.fsencode(source.path)
    for way in {top, os.path.realpath(top)}:
        yield from (os.path.normpath(os.path.join(way, path)) for path in below)  # noqa: PTH118


def _copies(view: ProjectView) -> Iterator[bytes]:
    for filing in view.filings.all():
        if filing.rule.deed is Deed.COPY:
            target = filing.rule.target
            for way in {target, os.path.realpath(target)}:
                yield from (_place(way, (*move.folder, move.name)) for move in view.filings.each(filing.id, *FILED))


def _place(target: bytes, names: Sequence[str]) -> bytes:
    return os.path.join(target, *map(os.fsencode, names))  # noqa: PTH118 - bytes


def _saved(view: ProjectView) -> Iterator[bytes]:
    yield from (os.fsencode(saved.path) for saved in view.history.saved())
