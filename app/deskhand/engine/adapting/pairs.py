"""Pairs of texts of which one goes with the other, found in a person's own files without any answer (methods.md, 2).

Subject and message, question and reply (columns beside each other, or a mail and what it quotes), title and first
paragraph, file name and content.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from deskhand.domain.files import FILE_COLUMN
from deskhand.domain.items import FILES, Item, Source
from deskhand.engine import copies

_FEWEST_WORDS = 8  # of a paragraph, a message or a reply; less says too little to be told by
_LONGEST_TITLE = 12  # words
_AGAIN = re.compile(r"^\s*(?:(?:re|aw|antw|sv|rif|fwd?|wg|tr|rv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(
    r"^[ \t]*(?:"
    r"[-_]{2,}[ \t]*(?:original message|ursprüngliche nachricht|message d.origine|mensaje original)[ \t]*[-_]{2,}"
    r"|(?:on|am|le|el|il|op)\b[^\n]{6,120}\n?[^\n]{0,60}\b(?:wrote|schrieb|écrit|escribió|scritto|schreef)\b[^\n]{0,60}:"
    r"|(?:from|von|de|da|van)[ \t]?:[^\n]+\n[ \t]*(?:sent|date|to|gesendet|datum|an|envoyé|enviado)[ \t]?:[^\n]*"
    r")[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The line with which mail programs begin what they quote: Outlook's, Gmail's and Apple's, in six languages."""
_HEADER = re.compile(
    r"^(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|para|asunto)[ \t]?:",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_NAME_WORDS = re.compile(r"[^\W\d_]{3,}")
_HUMPS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SAY_NOTHING = frozenset((
    *("img", "dsc", "image", "photo", "scan", "scanned", "document", "dokument", "doc", "file", "page", "copy"),
    *("kopie", "final", "new", "untitled", "attachment", "screenshot", "whatsapp", "download", "the", "and", "for"),
))  # fmt: skip


class Pair(NamedTuple):
    """Two texts that go together. Those of one ``thread`` ("": of none) must not be told from each other."""

    first: str
    second: str
    thread: str = ""


def pairs_in(source: Source, item: Item) -> list[Pair]:
    """What goes together within one row or file; ``distinct`` is for all of them together."""
    cells = [item.cells[column].strip() for column in source.text_columns if column < len(item.cells)]
    said = [cell for cell in cells if cell]
    if not said:
        return []
    longest = max(said, key=len)
    found = [(first, _without(first, second)) for first, second in pairwise(said)]
    found += quoted_in(longest)
    found += [] if len(said) > 1 else title_in(longest)
    if source.kind in FILES:
        found += named(item.cells[FILE_COLUMN], longest)
    return [Pair(first, second, f"{source.id}/{item.id}") for first, second in found]


def quoted_in(text: str) -> list[tuple[str, str]]:
    """What a mail quotes, and its reply to that; at most one pair, as what is deeper is another mail's reply."""
    reply, *quoted = _QUOTED.split(text)  # Outlook begins with two such lines, and nothing between them
    lines = _MARKS.sub("", next((part for part in quoted if part.strip()), "")).strip().splitlines()
    question = "\n".join(line for line in lines if not _HEADER.match(line)).strip()
    return _worth(question, reply.strip())


def title_in(text: str) -> list[tuple[str, str]]:
    """The first line, if it is a title, and the first paragraph after it."""
    title, _, rest = text.strip().partition("\n")
    title = title.strip()
    if not 2 <= len(title.split()) <= _LONGEST_TITLE or title[-1] in ".,;:!?":
        return []
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", rest))
    first = next((part for part in paragraphs if len(part.split()) >= _FEWEST_WORDS), "")
    return [(title, first)] if first else []


def named(file: str, text: str) -> list[tuple[str, str]]:
    """The words of a file's name, if there are at least two that say something, and what is in it."""
    words = _NAME_WORDS.findall(_HUMPS.sub(" ", PurePath(file).stem))
    telling = [word for word in words if word.casefold() not in _SAY_NOTHING]
    enough = len(telling) >= 2 and len(text.split()) >= _FEWEST_WORDS
    return [(" ".join(telling), text)] if enough else []


def _worth(first: str, second: str) -> list[tuple[str, str]]:
    both = (first, second)
    return [both] if all(len(text.split()) >= _FEWEST_WORDS for text in both) else []


def _without(first: str, second: str) -> str:
    """The second text without the first at its beginning: to know it again by that would teach nothing."""
    if second.casefold().startswith(first.casefold()):
        return second[len(first) :].lstrip(" \t\r\n:.–-")
    return second


def distinct(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair once, however nearly it is repeated, without those whose texts are nearly the same or empty.

    Their ``thread`` is a number then, the same for all that share a thread or of which a text is nearly the same: so
    neither the mails of one matter nor what a machine sends daily are told from each other.
    """
    known = [pair for pair in pairs if copies.bare(pair.first) and copies.bare(pair.second)]
    texts = [_AGAIN.sub("", pair.first) for pair in known] + [pair.second for pair in known]
    group = _groups(texts)
    seen: set[tuple[int, int]] = set()
    kept, sides = [], []
    for row, pair in enumerate(known):
        both = (group[row], group[len(known) + row])
        if both[0] != both[1] and both not in seen:
            seen.add(both)
            kept.append(pair)
            sides.append(both)
    return [Pair(pair.first, pair.second, str(kin)) for pair, kin in zip(kept, _kin(kept, sides), strict=True)]


def _groups(texts: Sequence[str]) -> list[int]:
    """A number for each text, the same for near-copies."""
    group = list(range(len(texts)))
    for alike in copies.near_copies(texts, lambda places: [texts[place] for place in places], lambda _: None):
        for place in alike:
            group[place] = alike[0]
    return group


def _kin(pairs: Sequence[Pair], sides: Sequence[tuple[int, int]]) -> Iterator[int]:
    """A number for each pair, the same for those that hang together by a thread or a text."""
    names: dict[object, int] = {}
    ties = [
        (row, names.setdefault(name, len(pairs) + len(names)))
        for row, (pair, both) in enumerate(zip(pairs, sides, strict=True))
        for name in (*both, *([pair.thread] if pair.thread else []))
    ]
    ends = np.array(ties, np.int64).reshape(-1, 2)
    count = len(pairs) + len(names)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    return iter(connected_components(graph, directed=False)[1][: len(pairs)].tolist())
