"""Parts of recordings become passages: heard together, doubted, heard once more where it matters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deskhand.domain.recordings import Doubt, HeardPart, Hearing, Passage, Said
from deskhand.engine.said.finding import said_in
from deskhand.engine.speech.cutting import SoundPart
from deskhand.engine.speech.doubts import doubts_in, is_unsure
from deskhand.engine.speech.names import DOUBTFUL, corrected, hot_words
from deskhand.engine.speech.segments import Segment, shifted
from deskhand.engine.speech.sureness import Calibration
from deskhand.engine.speech.voice import Span
from deskhand.engine.speech.whisper import Decoded, Way, Whisper, Window
from deskhand.engine.speech.words import HeardWord

_AGAIN = Way(whole=True, no_repeat=4)
"""Another way for doubtful words: the window as Whisper was trained on it, no loops, no hint. It is not left to chance,
as another temperature would be: a resumed job says the same."""

_SECOND = Way(beam_size=2)
_CLEAR = 0.8  # mean probability from which a passage is as good as heard right (tests/bench/RESULTS.md)
_AS_MANY = 0.9  # a hint that takes away more words than this leaves is no help
_BEFORE, _AFTER = 1.2, 0.8  # seconds of sound around a number, heard alone for a second opinion


@dataclass(frozen=True, slots=True)
class Attempt:
    """One decoding of a part as passages, with the words behind each."""

    passages: tuple[Passage, ...]
    words: tuple[tuple[HeardWord, ...], ...]
    language: str

    @property
    def all_words(self) -> list[HeardWord]:
        return [word for words in self.words for word in words]

    @property
    def faults(self) -> int:
        """How many passages have a doubt that another decoding may take away; having heard nothing is one."""
        return sum(map(_is_fault, self.passages)) if self.passages else 1

    @property
    def is_doubtful(self) -> bool:
        """Whether some of its words may be names that were misheard."""
        return any(word.probability < DOUBTFUL for word in self.all_words)

    def is_better_than(self, other: "Attempt") -> bool:
        """Surer of about as many words, and no more faults."""
        ours, theirs = self.all_words, other.all_words
        if self.faults > other.faults or len(ours) < _AS_MANY * len(theirs) or len(theirs) < _AS_MANY * len(ours):
            return False
        return _mean(ours) > _mean(theirs)


def _mean(words: Sequence[HeardWord]) -> float:
    return sum(word.probability for word in words) / max(1, len(words))


def _is_fault(passage: Passage) -> bool:
    """Clear words where no voice was found are mostly a soft voice that was missed: marked, but not heard again."""
    clear = {Doubt.UNSURE, Doubt.NO_VOICE} if passage.probability >= _CLEAR else {Doubt.UNSURE}
    return not clear.issuperset(passage.doubts)


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens with ``whisper`` for a project: its language and names, and how sure it has proven to be."""

    whisper: Whisper
    hearing: Hearing
    calibration: Calibration

    def hear(self, parts: Sequence[SoundPart], received: Sequence[str], languages: Sequence[str]) -> list[HeardPart]:
        """The parts in words, in order. ``received`` is when each recording was made (ISO 8601, "": not known),
        ``languages`` what was found out of it before ("": nothing)."""
        windows = [Window(part.samples, known) for part, known in zip(parts, languages, strict=True)]
        first = self._attempts(parts, windows, Way())
        best = self._hinted(parts, self._again(parts, first))
        seconds = self._second_opinions(parts, best, received)
        return [
            self._part(attempt, second, when, retried=attempt is not before)
            for attempt, second, when, before in zip(best, seconds, received, first, strict=True)
        ]

    def _attempts(self, parts: Sequence[SoundPart], windows: Sequence[Window], way: Way) -> list[Attempt]:
        decoded = self.whisper.decode(windows, way)
        return [self._attempt(part, one) for part, one in zip(parts, decoded, strict=True)]

    def _attempt(self, part: SoundPart, decoded: Decoded) -> Attempt:
        segments = [shifted(segment, part.start) for segment in decoded.segments]
        voice = () if decoded.is_silence else part.voice
        return Attempt(
            tuple(self._passage(segment, voice) for segment in segments),
            tuple(segment.words for segment in segments),
            decoded.language,
        )

    def _passage(self, segment: Segment, voice: Sequence[Span]) -> Passage:
        probability = _mean(segment.words)
        doubts = doubts_in(segment.text, segment.start, segment.end, voice)
        sure = self.calibration.sure(probability, doubted=bool(doubts))
        doubts += (Doubt.UNSURE,) if is_unsure(sure) else ()
        start, end = round(segment.start, 2), round(segment.end, 2)
        return Passage(start, end, segment.text, round(sure, 4), doubts, probability=round(probability, 4))

    def _again(self, parts: Sequence[SoundPart], first: list[Attempt]) -> list[Attempt]:
        """Doubtful parts are heard once more; the first words stay unless the second have fewer faults."""
        doubtful = [place for place, attempt in enumerate(first) if attempt.faults]
        windows = [Window(parts[place].samples, first[place].language) for place in doubtful]
        again = self._attempts([parts[place] for place in doubtful], windows, _AGAIN) if doubtful else []
        best = list(first)
        for place, attempt in zip(doubtful, again, strict=True):
            best[place] = min(first[place], attempt, key=lambda one: one.faults)
        return best

    def _hinted(self, parts: Sequence[SoundPart], attempts: list[Attempt]) -> list[Attempt]:
        """Parts with doubtful words are heard with the person's own words as a hint, which stays only if it helps.

        Not for all, the first time: a hint can lead a model astray (with the small model of the tests, which never
        learned to take one, 4 % of words wrong became 14).
        """
        hints = hot_words(self.hearing.names)
        doubtful = [place for place, attempt in enumerate(attempts) if hints and attempt.is_doubtful]
        windows = [Window(parts[place].samples, attempts[place].language) for place in doubtful]
        hinted = self._attempts([parts[place] for place in doubtful], windows, Way(hot_words=hints)) if doubtful else []
        best = list(attempts)
        for place, attempt in zip(doubtful, hinted, strict=True):
            if attempt.is_better_than(best[place]):
                best[place] = attempt
        return best

    def _second_opinions(
        self, parts: Sequence[SoundPart], attempts: Sequence[Attempt], received: Sequence[str]
    ) -> list[list[HeardWord]]:
        """The sound around every number once more, alone: other context, other mistakes."""
        wanted = [
            (place, parts[place].between(start, end))
            for place, (attempt, when) in enumerate(zip(attempts, received, strict=True))
            for start, end in _around(said_in(attempt.all_words, None, language=attempt.language, received=when))
        ]
        windows = [Window(sound.samples, attempts[place].language) for place, sound in wanted]
        opinions: list[list[HeardWord]] = [[] for _ in parts]
        for (place, sound), decoded in zip(wanted, self.whisper.decode(windows, _SECOND), strict=True):
            for segment in decoded.segments:
                opinions[place].extend(shifted(segment, sound.start).words)
        return opinions

    def _part(self, attempt: Attempt, second: list[HeardWord], received: str, *, retried: bool) -> HeardPart:
        said = said_in(attempt.all_words, second, language=attempt.language, received=received)
        passages = tuple(
            self._named(passage, words) for passage, words in zip(attempt.passages, attempt.words, strict=True)
        )
        return HeardPart(passages, tuple(_without_figures(one, passages) for one in said), attempt.language, retried)

    def _named(self, passage: Passage, words: Sequence[HeardWord]) -> Passage:
        """With the person's own names where they were misheard."""
        mended, replaced = corrected(words, self.hearing.names)
        if not replaced:
            return passage
        return replace(passage, words=" ".join(word.word for word in mended), replaced=replaced)


def _without_figures(said: Said, passages: Sequence[Passage]) -> Said:
    """A day named in words is as sure as the passage it was said in: nobody dials it."""
    plain = any(one.start <= said.start <= one.end and one.probability >= _CLEAR for one in passages)
    return replace(said, agreed=True, doubtful=()) if plain and not _has_figures(said) else said


def _has_figures(said: Said) -> bool:
    return any(sign.isdigit() for sign in said.value)


def _around(said: Sequence[Said]) -> list[tuple[float, float]]:
    """The stretches with figures, to be heard again; those that touch are one."""
    stretches: list[tuple[float, float]] = []
    for one in sorted(filter(_has_figures, said), key=lambda one: one.start):
        start, end = one.start - _BEFORE, one.end + _AFTER
        if stretches and start <= stretches[-1][1]:
            start, end = stretches[-1][0], max(stretches[-1][1], end)
            stretches.pop()
        stretches.append((start, end))
    return stretches
