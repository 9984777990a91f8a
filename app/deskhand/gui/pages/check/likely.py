"""The few categories that are likely for one item."""

from collections.abc import Iterable
from dataclasses import dataclass

from deskhand.domain.jobs import Neighbour
from deskhand.domain.questions import Prediction

MOST = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """A category with how sure Deskhand is of it; None where it only lies near."""

    label: str
    confidence: float | None


def likely_categories(prediction: Prediction | None, neighbours: Iterable[Neighbour]) -> list[Likely]:
    """Deskhand's answer, its second guess, and what the person said of the most alike."""
    found: dict[str, float | None] = {}
    if prediction is not None:
        found[prediction.answer] = prediction.confidence
        if prediction.second:
            found[prediction.second] = prediction.second_confidence
    for neighbour in neighbours:
        found.setdefault(neighbour.label, None)
    return [Likely(label, confidence) for label, confidence in found.items()][:MOST]
