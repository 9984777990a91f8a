"""Words as a decoder heard them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeardWord:
    """``word`` with its punctuation as decoded, from ``start`` to ``end`` seconds of the recording.

    ``probability`` (0 to 1) is the decoder's own, not calibrated.
    """

    word: str
    start: float
    end: float
    probability: float
