"""Learning thoroughly: what is asked for, how far it is, and what came out."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import exp, log

from deskhand.domain.evaluations import Method, Score
from deskhand.domain.models import Modality

ADAPT_OFF, ADAPT_AUTO = "off", "auto"


class Aim(StrEnum):
    """What a course is for."""

    QUESTION = "question"  # learn one question as well as it can be learned
    FILES = "files"  # only read the person's files, no answers needed
    HEARING = "hearing"  # hear better, from transcripts that the person corrected


class Way(StrEnum):
    """Which candidates a course tries beside those that always compete."""

    AUTO = "auto"
    FROZEN = "frozen"  # none: the models stay as they are
    CONTRASTIVE = "contrastive"
    FULL = "full"
    LORA = "lora"


@dataclass(frozen=True, slots=True)
class Course:
    """A long learning, within ``minutes`` of work.

    ``adapt``: "off", "auto", or the name of the objective by which the person's files are read first. ``model``,
    ``picture_model``, ``sound_model`` as in ``Learn``; for ``Aim.HEARING`` ``model`` is the speech model.
    """

    id: int
    aim: Aim
    question_id: int = 0
    minutes: float = 30.0
    way: Way = Way.AUTO
    adapt: str = ADAPT_OFF
    model: str = ""
    picture_model: str = ""
    sound_model: str = ""


class Stage(StrEnum):
    """What a course is doing, in this order. Not every course has each of them."""

    READ_FILES = "read files"
    PUT_TOGETHER = "put together"  # near-copies, speakers: on one side of every split
    LEARN = "learn"
    SET_CAREFUL = "set careful"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Point:
    """A test after ``times`` of ``of_times`` through the answers, ``seconds`` of work after the beginning.

    ``method`` is the candidate that was tested. Nothing is tested where only files are read: ``score`` is ``None``, and
    ``loss`` (mean, of the objective's own kind) is all there is to see.
    """

    method: Method | None
    times: float
    of_times: int
    seconds: float
    score: Score | None = None
    loss: float = 0.0
    best: bool = False  # the best so far


@dataclass(frozen=True, slots=True)
class Lines:
    """What the points are compared with, on the same items: what there is (the best that learns in seconds), and the
    best that needs no pretrained model. ``learning`` of all ``answers`` are learned from meanwhile."""

    now: Score
    now_method: Method
    plain: Score
    plain_method: Method
    learning: int
    answers: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What came out. ``gain`` and its range of 90 % in shares (0.01 is a point of 100), on ``tested`` items.

    ``detectable`` is the gain that so many items can show (80 % power; methods.md, 2). ``words`` say it all in a
    sentence or two. ``method`` is what is used from now on.
    """

    kept: bool
    method: Method | None
    gain: float
    low: float
    high: float
    tested: int
    detectable: float
    words: str


@dataclass(frozen=True, slots=True)
class FoundHalves:
    """How well a model tells the other half of a thing from the halves of others: ``found`` is the share of times.

    ``of`` things were asked, and it had read none of them. ``before``: so well did the model that it was made from.
    ``least`` is the cosine from which on two items look alike to it.
    """

    found: float
    before: float
    of: int
    least: float

    @property
    def is_as_good(self) -> bool:
        """Whether look-alikes may be found by it: at most half a point of 100 is lost, as where answers decide."""
        return self.found >= self.before - _LOST_AT_MOST


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model that was changed by the person's own files; ``id`` is also the name of its folder below ``models``.

    ``base`` is what it was made from, ``how`` the objective's name, or "corrections". ``items`` were read.
    ``decision`` is ``None`` where there was nothing to test it with, and so are ``halves``.
    """

    id: str
    modality: Modality
    base: str
    how: str
    items: int
    made_at: str
    decision: Decision | None = None
    notes: tuple[str, ...] = ()
    halves: FoundHalves | None = None

    @property
    def finds(self) -> bool:
        """Whether look-alikes are found by it, though no answer has tested it."""
        untested = self.decision is None or not self.decision.tested
        return untested and self.halves is not None and self.halves.is_as_good


_LOST_AT_MOST = 0.005  # methods.md, 2, the honest gate, 4
_SHOWN = ((50, 0.205), (100, 0.125), (200, 0.08), (500, 0.045), (1000, 0.03))
"""With so many checked items, the least gain that a comparison finds four times in five: 80 % power, two-sided 5 %,
where 6 % of the items are answered differently by chance (methods.md, 2, item 6)."""


def detectable(items: int) -> float:
    """The least gain (a share: 0.125 is 12.5 points of 100) that ``items`` checked items can show; at most 1.

    Between and beyond the numbers of the table it falls as a power of the number of items. Raises ``ValueError``
    without any item.
    """
    if items < 1:
        raise ValueError(items)
    pairs = list(pairwise(_SHOWN))
    (few, much), (many, little) = next((pair for pair in pairs if items <= pair[1][0]), pairs[-1])
    steep = log(much / little) / log(many / few)
    return min(1.0, much * exp(steep * log(few / items)))
