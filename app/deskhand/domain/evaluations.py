"""How good a skill is, measured on items that it had not learned from."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """The candidates that compete for a question."""

    COMMONEST = "commonest"
    WORDS = "words"
    MODEL = "model"  # the pretrained model of texts
    COLOURS = "colours"  # colours and shapes of the picture: needs no model, as word counts do not
    PICTURE = "picture"  # the pretrained model of pictures
    BOTH = "both"  # text and picture side by side
    TONES = "tones"  # loudness and pitch of a sound: needs no model
    SOUND = "sound"  # the pretrained model of sounds
    CONTRASTIVE = "contrastive"  # the pretrained model, changed by holding like answers together, and apart the others
    FULL = "full"  # the pretrained model, all of it changed by the answers
    LORA = "lora"  # the pretrained model, changed by the answers in a few numbers beside its own


THOROUGH = frozenset((Method.CONTRASTIVE, Method.FULL, Method.LORA))
"""Those that change the model, which takes long."""


class Verdict(StrEnum):
    """Whether a skill is worth using."""

    WORTH_USING = "worth using"
    SURE_ONES = "worth using for the sure ones"
    TOO_EARLY = "too early to say"
    WORDS_DO = "word counts do as well"


@dataclass(frozen=True, slots=True)
class Score:
    """``right`` of ``of``; ``low`` and ``high`` are the 95 % Wilson interval of the share (0 to 1)."""

    right: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NumberScore:
    """Mean absolute error in the units of the answers, with its 95 % bootstrap interval."""

    error: float
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One method on the folds that all candidates share."""

    method: Method
    score: Score | NumberScore


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """``right`` of the ``of`` items that really are ``label``; ``answered`` were said to be."""

    label: str
    right: int
    of: int
    answered: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Share right (0 to 1), or mean absolute error, when learned from ``examples`` answers."""

    examples: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Of ``of`` answers given with a confidence of about ``says``, ``right`` were right."""

    says: float
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One item as answered by a skill that had not learned from it (or its near-copies)."""

    item_id: int
    truth: str
    answer: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The report card of one question.

    ``score`` is the winner's. ``confusion[i][j]`` counts items that really are ``labels[i]`` and were
    answered ``labels[j]`` (empty for numbers). ``left_out`` names categories with too few answers to
    be tested. ``forecast`` is one sentence on what more answers would bring, ``expected`` the point of the
    curve that it speaks of (``None``: too early to say). ``careful`` is the
    recommended confidence threshold (``None``: too few answers to set one). ``together``: of how many speakers (or
    machines, or days) the items are, each on one side of every split (0: that is not known).
    """

    items: int
    labels: tuple[str, ...]
    method: Method
    score: Score | NumberScore
    candidates: tuple[Candidate, ...]
    commonest: str
    verdict: Verdict
    verdict_reason: str
    categories: tuple[CategoryScore, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    forecast: str = ""
    reliability: tuple[ReliabilityBin, ...] = ()
    left_out: tuple[str, ...] = ()
    near_copies: int = 0
    careful: float | None = None
    seconds: float = 0.0
    expected: CurvePoint | None = None
    together: int = 0
