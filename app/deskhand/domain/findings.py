"""What the data check found, and the remedy that can be switched on and off."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """One kind of trouble with the data. What its remedy does when applied stands beside it."""

    EMPTY = "empty"  # set aside: neither asked nor learned from
    REPEATS = "repeats"  # set aside all but one of each group
    NEAR_COPIES = "near copies"  # kept together (one side of every split)
    CONTRADICTIONS = "contradictions"  # their answers are not learned from
    VARIANTS = "variants"  # several spellings count as one category
    FEW = "few"  # the category is left out of learning
    LOPSIDED = "lopsided"  # rare categories weigh more when learning
    LANGUAGES = "languages"  # no remedy: shown only


@dataclass(frozen=True, slots=True)
class Finding:
    """``count`` items are concerned. ``subject`` is a category or language where there is one.

    ``spellings`` (variants only) are the ways one category is written; ``subject`` is the one kept.
    A remedy is the flag ``applied``: switching it changes no row, so undo is exact and instant.
    """

    id: int
    kind: FindingKind
    count: int
    question_id: int | None = None
    subject: str = ""
    spellings: tuple[str, ...] = ()
    applied: bool = False


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One item of a finding. Items of one ``group`` belong together (copies of each other).

    In REPEATS the item that is kept is not listed as ``aside``.
    """

    item_id: int
    group: int = 0
    aside: bool = False
