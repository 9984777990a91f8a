"""How sure a passage is: the decoder's own probabilities, set right by what people corrected."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from deskhand.domain.recordings import Passage
from deskhand.engine.speech.doubts import plain

_PRIOR_WORDS = 500
"""Words after which the person's corrections count as much as the plain probability (methods.md, 3.5)."""

_DOUBTED = 0.4  # the most that a doubtful passage can be sure


@dataclass(frozen=True, slots=True)
class Calibration:
    """Moves log-odds by ``shift``: one number, as a few hundred corrected words carry no more.

    Without corrections it is 0: on telephone speech the mean probability of words was as often right as it said, within
    a few points (tests/bench/RESULTS.md).
    """

    shift: float = 0.0

    def sure(self, probability: float, *, doubted: bool) -> float:
        """The share of words that are probably right (0 to 1), of a passage whose words have this mean probability."""
        odds = _odds(probability) + self.shift
        share = 1 / (1 + math.exp(-odds))
        return min(share, _DOUBTED) if doubted else share


def learned(heard: Sequence[Passage]) -> Calibration:
    """From passages that a person has looked at: corrected ones, and those left as they were."""
    words = right = expected = 0.0
    for passage in heard:
        truth = plain(passage.words)
        before = truth if passage.heard is None else plain(passage.heard)
        size = max(len(truth), len(before))
        matches = SequenceMatcher(None, before, truth, autojunk=False).get_matching_blocks()
        words += size
        right += sum(match.size for match in matches)
        expected += size * passage.probability
    if not words:
        return Calibration()
    weight = words / (words + _PRIOR_WORDS)
    return Calibration(weight * (_odds(right / words) - _odds(expected / words)))


def _odds(probability: float) -> float:
    share = min(max(probability, 0.01), 0.99)
    return math.log(share / (1 - share))
