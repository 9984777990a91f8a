"""What of a project's files is read without answers: which kinds there are, and how each gets at its contents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from deskhand.domain.items import Item, SourceKind
from deskhand.domain.models import Modality
from deskhand.engine.adapting import pool
from deskhand.engine.adapting.captions import words_with
from deskhand.engine.adapting.choosing import Holdings
from deskhand.engine.adapting.pairs import Pair, distinct, pairs_in
from deskhand.engine.inputs import Samples
from deskhand.jobs.restore_pictures import pictures_of
from deskhand.jobs.sounds_of import sounds_of
from deskhand.storage.view import ProjectView

MOST = 50_000  # items that are looked through; more could not be read in a night on two cores
_CHUNK = 500
_CAPTION = 300  # letters
_MOST_SAMPLES = 1 << 28  # of all sounds together: a gibibyte, or four and a half hours
Look = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """``there``: which of these items have such a content; ``alike``: groups of places among them that are near-copies;
    ``contents``: theirs, in an order of its own, near-copies and empty ones left out."""

    there: Callable[[ProjectView, Sequence[int]], list[int]]
    alike: Callable[[ProjectView, Sequence[int], Look], list[list[int]]]
    contents: Callable[[ProjectView, Sequence[int], Look], list[Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """``items`` may be read. ``notes`` say what was left out."""

    items: tuple[int, ...]
    notes: tuple[str, ...]


def kind_of(objective: str, modality: Modality) -> Kind:
    """What an objective reads; its name says so where it is not what all of its modality read."""
    return _BY_NAME.get(objective) or _BY_MODALITY[modality]


def find(view: ProjectView, kind: Kind, tested: frozenset[int], look: Look) -> Found:
    """The items that may be read: no test item and nothing like one, nothing twice, nothing that was set aside."""
    tested_ = sorted(tested)
    wanted = sorted({*_drawn(view), *tested_})
    items = [item for some in _parts(wanted) for item in _looked(kind.there(view, some), look)]
    place = {item: row for row, item in enumerate(items)}
    together: dict[int, list[int]] = {}
    for item, group in view.findings.groups().items():
        if item in place:
            together.setdefault(group, []).append(place[item])
    alike = [*kind.alike(view, items, look), *together.values()]
    found = pool.pool_of(len(items), alike, {place[item] for item in tested_ if item in place})
    left_out = (
        (found.copies, "near-copies of others"),
        (found.like_tested, "near-copies of what is tested"),
        (len(tested_), "kept for the test"),
    )
    notes = tuple(f"{count:,} {why} were not read." for count, why in left_out if count)
    return Found(tuple(items[row] for row in found.rows), notes)


def holdings(view: ProjectView, modality: Modality, items: Sequence[int]) -> Holdings:
    """How much there is to read in these items."""
    if modality is Modality.PICTURE:
        return Holdings(pictures=len(items))
    if modality is Modality.SOUND:
        return Holdings(seconds=_seconds(view, items))
    return Holdings(texts=len(items), pairs=sum(1 for _ in _pairs(view, items)))


def _drawn(view: ProjectView) -> list[int]:
    """All items, or of very many as many as can be looked through, always the same."""
    aside = view.findings.aside()
    sources = view.sources.all()
    ids = [item for one in sources for item in view.items.ids(one.id, 0, view.items.count(one.id)) if item not in aside]
    return ids if len(ids) <= MOST else Random(0).sample(ids, MOST)


def _looked(items: list[int], look: Look) -> list[int]:
    look()
    return items


def _parts(items: Sequence[int]) -> Iterator[Sequence[int]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


# --- texts --------------------------------------------------------------------------------------


def _texts(view: ProjectView, items: Sequence[int]) -> list[str]:
    return [view.text(item) for some in _parts(items) for item in view.items.many(some)]


def _with_text(view: ProjectView, items: Sequence[int]) -> list[int]:
    return [item.id for item in view.items.many(items) if view.text(item)]


def _alike_texts(view: ProjectView, items: Sequence[int], look: Look) -> list[list[int]]:
    look()
    return pool.text_copies(_texts(view, items))


def _whole_texts(view: ProjectView, items: Sequence[int], look: Look) -> list[str]:
    look()
    return [text for text in pool.without_boilerplate(_texts(view, items)) if text]


def _pairs(view: ProjectView, items: Sequence[int]) -> Iterator[Pair]:
    for some in _parts(items):
        for item in view.items.many(some):
            yield from pairs_in(view.source_of(item), item)


def _with_pair(view: ProjectView, items: Sequence[int]) -> list[int]:
    return [item.id for item in view.items.many(items) if pairs_in(view.source_of(item), item)]


def _distinct_pairs(view: ProjectView, items: Sequence[int], look: Look) -> list[Pair]:
    look()
    return distinct(_pairs(view, items))


# --- pictures -----------------------------------------------------------------------------------


def _pictured(view: ProjectView, items: Sequence[int]) -> list[int]:
    pictured = view.files.pictured(items)
    return [item.id for item in view.items.many(items) if item.id in pictured and not _sounds(view, item)]


def _jpegs(view: ProjectView, items: Sequence[int], look: Look) -> Iterator[tuple[int, bytes]]:
    """(item, JPEG) of those whose picture is there, or can be made again."""
    for some in _parts(items):
        look()
        digests = view.files.pictured(some)
        pictures = pictures_of(view, list(dict.fromkeys(digests.values())))
        yield from ((item, pictures[digests[item]]) for item in some if digests.get(item) in pictures)


def _alike_pictures(view: ProjectView, items: Sequence[int], look: Look) -> list[list[int]]:
    place = {item: row for row, item in enumerate(items)}
    rows: list[int] = []

    def jpegs() -> Iterator[bytes]:
        for item, jpeg in _jpegs(view, items, look):
            rows.append(place[item])
            yield jpeg

    return [[rows[number] for number in alike] for alike in pool.picture_copies(jpegs())]


def _whole_pictures(view: ProjectView, items: Sequence[int], look: Look) -> list[bytes]:
    return [jpeg for _, jpeg in _jpegs(view, items, look)]


def _caption(view: ProjectView, item: int) -> str:
    """What is written in a file, or else what its name says; the folder is left out, which may be its answer."""
    name = view.files.names([item]).get(item, ("", ""))[0]
    return words_with(name, view.text(view.items.get(item))[:_CAPTION], folders=0)


def _captioned(view: ProjectView, items: Sequence[int]) -> list[int]:
    return [item for item in _pictured(view, items) if _caption(view, item)]


def _captions(view: ProjectView, items: Sequence[int], look: Look) -> list[tuple[bytes, str]]:
    return [(jpeg, _caption(view, item)) for item, jpeg in _jpegs(view, items, look)]


# --- sounds -------------------------------------------------------------------------------------


def _sounds(view: ProjectView, item: Item) -> bool:
    return view.source_of(item).kind is SourceKind.SOUNDS


def _sounding(view: ProjectView, items: Sequence[int]) -> list[int]:
    digests = view.files.digests(items)
    return [item.id for item in view.items.many(items) if item.id in digests and _sounds(view, item)]


def _alike_sounds(view: ProjectView, items: Sequence[int], look: Look) -> list[list[int]]:
    """Only the very same files: how alike two sounds are is what the model is to learn."""
    look()
    same: dict[str, list[int]] = {}
    place = {item: row for row, item in enumerate(items)}
    for some in _parts(items):
        for item, digest in view.files.digests(some).items():
            same.setdefault(digest, []).append(place[item])
    return list(same.values())


def _whole_sounds(view: ProjectView, items: Sequence[int], look: Look) -> list[Samples]:
    """As many as memory has room for."""
    found: list[Samples] = []
    kept = 0
    for item in items:
        look()
        for sound in sounds_of(view, list(view.files.digests([item]).values())).values():
            found.append(sound)
            kept += len(sound)
        if kept > _MOST_SAMPLES:
            break
    return found


def _seconds(view: ProjectView, items: Sequence[int]) -> float:
    contents = (content for some in _parts(items) for content in view.files.contents(some).values())
    return sum(content.seconds or 0.0 for content in contents)


# --- what each reads ----------------------------------------------------------------------------

_BY_MODALITY: Mapping[Modality, Kind] = {
    Modality.TEXT: Kind(_with_text, _alike_texts, _whole_texts),
    Modality.PICTURE: Kind(_pictured, _alike_pictures, _whole_pictures),
    Modality.SOUND: Kind(_sounding, _alike_sounds, _whole_sounds),
}
_BY_NAME: Mapping[str, Kind] = {
    "natural-pairs": Kind(_with_pair, _alike_texts, _distinct_pairs),
    "picture-and-words": Kind(_captioned, _alike_pictures, _captions),
}
