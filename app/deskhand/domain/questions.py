"""What is asked of every item, and the answers that people gave."""

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """Of what kind the answers are."""

    CHOICE = "choice"
    NUMBER = "number"


class LabelSource(StrEnum):
    """Where an answer came from. A correction outweighs nothing: the latest answer counts."""

    WORKBOOK = "workbook"
    PERSON = "person"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Question:
    """``labels`` are the possible answers of a choice, in the order of their keys 1, 2, 3 …

    ``careful`` is how sure (0 to 1) Deskhand must be to answer without the person.
    """

    id: int
    name: str
    kind: QuestionKind
    labels: tuple[str, ...] = ()
    careful: float = 0.8


@dataclass(frozen=True, slots=True)
class Label:
    """The answer of a person, or of their workbook, to one question about one item.

    ``sequence`` orders answers by when a person gave them (0: the workbook brought it). ``why`` is why the item had
    been asked ("": it was not).
    """

    item_id: int
    question_id: int
    value: str
    source: LabelSource
    sequence: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a skill says about one item.

    ``answer`` is a label, or a number written plainly. ``confidence`` is the calibrated probability
    (0 to 1) that the answer is right; for numbers, that it is within the usual error.
    """

    item_id: int
    question_id: int
    answer: str
    confidence: float
    second: str = ""
    second_confidence: float = 0.0
