"""Whether a speech model that has learned may take over: what was heard before and after, none of it learned from.

Source: methods.md, 3.6.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from deskhand.domain.courses import Decision
from deskhand.domain.evaluations import Method, Score
from deskhand.engine.evaluating import wilson
from deskhand.engine.speech.clips import Clip
from deskhand.engine.speech.doubts import plain
from deskhand.engine.speech.no_speech import no_speech
from deskhand.engine.speech.whisper import Way, Whisper, Window

_AT_A_TIME = 8  # clips
_WORSE = 0.005  # of the words of other people: so much more wrong at most
_DRAWS, _SEED = 4000, 5
_RANGE = (5, 95)  # percentiles: a range of 90 %
_SHOWN = 2.8  # standard errors that 80 of 100 tests show at 5 % error (1.96 + 0.84)
_SILENT, _SILENT_SEED = 18, 77  # clips in which nobody speaks; another draw than is learned from


@dataclass(frozen=True, slots=True)
class Exam:
    """``own`` are the person's; ``silent`` have no words; ``generic`` are other people's.

    ``names`` are the words of names, in small letters.
    """

    own: tuple[Clip, ...]
    silent: tuple[Clip, ...]
    generic: tuple[Clip, ...]
    names: frozenset[str] = frozenset()

    @property
    def clips(self) -> tuple[Clip, ...]:
        return (*self.own, *self.silent, *self.generic)


@dataclass(frozen=True, slots=True)
class Count:
    """``wrong`` of ``words`` (more than all, where words were invented)."""

    words: int
    wrong: int

    @property
    def share(self) -> float:
        return self.wrong / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a model heard. ``own`` is by recording; ``invented`` are words where nobody speaks."""

    own: tuple[Count, ...]
    names: Count
    invented: int
    generic: Count

    @property
    def all_own(self) -> Count:
        return Count(sum(one.words for one in self.own), sum(one.wrong for one in self.own))

    @property
    def score(self) -> Score:
        """Words right of words, for the chart."""
        own = self.all_own
        return wilson(max(0, own.words - own.wrong), own.words)


def exam_of(test: Sequence[Clip], generic: Sequence[Clip], names: Sequence[str]) -> Exam:
    """With sounds in which nobody speaks, and the names that occur."""
    languages = [clip.language for clip in test]
    silent = no_speech(_SILENT, _SILENT_SEED, max(languages, key=languages.count, default=""))
    listed = {word for name in names for word in spoken(name)}
    written = {word for clip in test for line in clip.lines for word in _capitals(line.words)}
    return Exam(tuple(test), silent, tuple(generic), frozenset(listed | written))


def _capitals(words: str) -> Iterator[str]:
    """What is written with a capital though no sentence begins with it: names, in German every noun."""
    for before, word in pairwise(words.split()):
        if word[:1].isupper() and len(word.strip(".,!?")) > 1 and not before.endswith((".", "!", "?")):
            yield from (part for part in spoken(word) if not part.isdecimal())


def heard_by(whisper: Whisper, clips: Sequence[Clip], look: Callable[[], None]) -> tuple[str, ...]:
    """The words of each clip, as the decoder hears them first. ``look`` is called meanwhile, and may raise."""
    words: list[str] = []
    for start in range(0, len(clips), _AT_A_TIME):
        look()
        some = clips[start : start + _AT_A_TIME]
        decoded = whisper.decode([Window(clip.samples, clip.language) for clip in some], Way())
        words += ["" if one.is_silence else " ".join(part.text for part in one.segments) for one in decoded]
    return tuple(words)


def marked(exam: Exam, heard: Sequence[str]) -> Marks:
    """``heard`` goes clip by clip of ``exam.clips``."""
    truths = [spoken(clip.words) for clip in exam.clips]
    said = [spoken(words) for words in heard]
    wrong = [distance(truth, told) for truth, told in zip(truths, said, strict=True)]
    own, silent = len(exam.own), len(exam.own) + len(exam.silent)
    calls: dict[str, Count] = {}
    for clip, truth, errors in zip(exam.own, truths, wrong, strict=False):
        before = calls.get(clip.call, Count(0, 0))
        calls[clip.call] = Count(before.words + len(truth), before.wrong + errors)
    return Marks(
        tuple(calls.values()),
        _names(truths[:own], said[:own], exam.names),
        sum(map(len, said[own:silent])),
        Count(sum(map(len, truths[silent:])), sum(wrong[silent:])),
    )


def _names(truths: Sequence[Sequence[str]], said: Sequence[Sequence[str]], names: frozenset[str]) -> Count:
    """How many of the names that were said were not heard."""
    spoken_names = [Counter(word for word in truth if word in names) for truth in truths]
    missed = [one - Counter(told) for one, told in zip(spoken_names, said, strict=True)]
    return Count(sum(one.total() for one in spoken_names), sum(one.total() for one in missed))


def spoken(text: str) -> list[str]:
    """Small letters without punctuation; figures one by one, so that how a number is parted counts for nothing."""
    return [part for word in plain(text) for part in (word if word.isdecimal() else [word])]


def distance(truth: Sequence[str], heard: Sequence[str]) -> int:
    """Words to replace, add or take away (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(truth, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def decide(before: Marks, after: Marks) -> Decision:
    """Whether what has learned is used from now on."""
    own = after.all_own
    gains = _resampled(before.own, after.own)
    gain = before.all_own.share - own.share
    low, high = (float(one) for one in np.percentile(gains, _RANGE))
    refusal = next(_refusals(before, after, low), "")
    words = _compared(before.all_own, own)
    if not refusal:
        words += _about_names(before.names, after.names)
    return Decision(
        kept=not refusal,
        method=None if refusal else Method.LORA,
        gain=gain,
        low=low,
        high=high,
        tested=own.words,
        detectable=float(_SHOWN * gains.std()),
        words=f"{words} {refusal}" if refusal else f"{words} It is used from now on.",
    )


def _resampled(before: Sequence[Count], after: Sequence[Count]) -> np.ndarray:
    """The gain, had other recordings of the kind been kept apart: drawn from these, with return (bootstrap)."""
    words = np.array([one.words for one in after], np.float64)
    fewer = np.array([one.wrong - other.wrong for one, other in zip(before, after, strict=True)], np.float64)
    rows = np.random.default_rng(_SEED).integers(0, len(words), (_DRAWS, len(words)))
    gains: np.ndarray = fewer[rows].sum(1) / np.maximum(words[rows].sum(1), 1)
    return gains


def _refusals(before: Marks, after: Marks, low: float) -> Iterator[str]:
    """Why the model stays as it was, the gravest first."""
    stays = "The model stays as it was."
    if after.invented > before.invented:
        yield f"But it now hears {after.invented} words where nobody speaks. {stays}"
    if after.generic.share - before.generic.share > _WORSE:
        yield (
            f"But other people are heard worse: {after.generic.share:.1%} of their words are wrong, "
            f"{before.generic.share:.1%} before. {stays}"
        )
    if low <= 0:  # of models that gain nothing, a few hundred words let one in eight by, were it not to be sure
        yield f"That is no gain that {after.all_own.words:,} words can show. {stays}"
    if after.names.wrong > before.names.wrong:
        yield f"But {after.names.wrong} of {after.names.words} names are missed, {before.names.wrong} before. {stays}"


def _compared(before: Count, after: Count) -> str:
    return (
        f"Of {after.words:,} words in calls that it had not learned from, {before.wrong:,} were wrong before, "
        f"and {after.wrong:,} are now."
    )


def _about_names(before: Count, after: Count) -> str:
    if not after.words:
        return ""
    heard_before, heard_now = (one.words - one.wrong for one in (before, after))
    return f" Of {after.words:,} names, {heard_before:,} were heard before, and {heard_now:,} are now."
