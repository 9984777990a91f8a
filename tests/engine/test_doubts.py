"""What makes heard words doubtful, and what is done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from deskhand.domain.recordings import Doubt, Hearing
from deskhand.engine.speech.cutting import SoundPart
from deskhand.engine.speech.doubts import PHANTOMS, doubts_in
from deskhand.engine.speech.listening import Listener
from deskhand.engine.speech.segments import Segment
from deskhand.engine.speech.sureness import Calibration
from deskhand.engine.speech.voice import RATE, Span
from deskhand.engine.speech.whisper import Decoded, Way, Window
from deskhand.engine.speech.words import HeardWord

VOICE = (Span(0, 30),)


@pytest.mark.parametrize(
    "words",
    [
        "the the the the",
        "I would like to I would like to I would like to I would like to",
        "please call me back as soon as you can and please call me back as soon as you can and " * 4,
        "I say five I say five I say five I say five",
        "5 " * 40,
    ],
)
def test_words_that_go_round_in_circles_are_a_loop(words: str) -> None:
    assert Doubt.LOOP in doubts_in(words, 0, 25, VOICE)


@pytest.mark.parametrize(
    "words",
    [
        "Call me on 5 5 5 5 5 5 5.",
        "It is five five five, five five five five.",
        "That's oh eight hundred, double oh double oh double oh double oh.",
        "It is five five five zero one four two. I say again, five five five zero one four two. "
        "Five five five zero one four two. Five five five zero one four two.",
        "Null null null null neun.",
        "My number is 07700 900 123, I repeat, 07700 900 123, that is 07700 900 123.",
        "Bye bye. Bye.",
    ],
)
def test_numbers_that_people_repeat_are_no_loop(words: str) -> None:
    assert Doubt.LOOP not in doubts_in(words, 0, 20, VOICE)


@pytest.mark.parametrize("words", ["Thanks for watching!", "Please subscribe.", *sorted(PHANTOMS)])
def test_the_endings_of_films_are_doubted(words: str) -> None:
    assert Doubt.PHANTOM in doubts_in(words, 0, 2, VOICE)


def test_a_call_that_speaks_of_subscribing_is_not_doubted() -> None:
    assert doubts_in("Please subscribe me to your newsletter.", 0, 3, VOICE) == ()


def test_more_words_than_anyone_speaks_are_doubted() -> None:
    words = "one would have to speak very quickly to say all of this in a second or so"
    assert Doubt.TOO_FAST in doubts_in(words, 0, 2, VOICE)
    assert doubts_in(words, 0, 6, VOICE) == ()


def test_hardly_any_words_in_a_long_time_are_doubted() -> None:
    assert doubts_in("Hello.", 0, 20, VOICE) == (Doubt.TOO_SLOW,)
    assert doubts_in("Hello.", 0, 1, VOICE) == ()


def test_words_where_no_voice_was_found_are_doubted() -> None:
    assert Doubt.NO_VOICE in doubts_in("There is nobody here.", 10, 13, (Span(0, 9),))
    assert doubts_in("There is somebody here.", 10, 13, (Span(0, 11.5),)) == ()


@dataclass
class Scripted:
    """Says what it was told to, one decoding after the other."""

    answers: list[list[str]]
    ways: list[Way] = field(default_factory=list)

    def decode(self, windows: Sequence[Window], way: Way) -> list[Decoded]:
        if not windows:
            return []
        self.ways.append(way)
        answers = self.answers.pop(0)
        assert len(answers) == len(windows)
        return [decoded(words) for words in answers]


def decoded(words: str) -> Decoded:
    said = words.split()
    heard = tuple(HeardWord(word, 0.4 * place, 0.4 * place + 0.4, 0.9) for place, word in enumerate(said))
    return Decoded((Segment(0, 0.4 * len(said), words, heard),) if said else (), "en", -0.2, 0.1)


def listen(whisper: Scripted, parts: int) -> list[tuple[str, bool]]:
    """The words of each part, and whether they are those of the second time."""
    sounds = [SoundPart(0, 0, np.zeros(10 * RATE, np.float32), VOICE) for _ in range(parts)]
    heard = Listener(whisper, Hearing(), Calibration()).hear(sounds, [""] * parts, [""] * parts)
    return [(" ".join(passage.words for passage in part.passages), part.retried) for part in heard]


LOOP, PLAIN, NOTHING = "and and and and and", "Good morning to you all.", ""


def test_a_doubtful_part_is_heard_once_more_and_the_better_words_stay() -> None:
    whisper = Scripted([[PLAIN, LOOP], ["Something else."]])
    assert listen(whisper, 2) == [(PLAIN, False), ("Something else.", True)]
    assert whisper.ways[0] != whisper.ways[1]


def test_the_first_words_stay_if_the_second_are_no_better() -> None:
    assert listen(Scripted([[LOOP], ["so so so so so"]]), 1) == [(LOOP, False)]
    assert listen(Scripted([[LOOP], [NOTHING]]), 1) == [(LOOP, False)]


def test_a_voice_without_words_is_heard_once_more() -> None:
    assert listen(Scripted([[NOTHING], [PLAIN]]), 1) == [(PLAIN, True)]
    assert listen(Scripted([[NOTHING], [NOTHING]]), 1) == [("", False)]


def test_a_doubtful_passage_is_marked_and_never_sure() -> None:
    sound = SoundPart(0, 0, np.zeros(10 * RATE, np.float32), VOICE)
    (part,) = Listener(Scripted([[LOOP], [LOOP]]), Hearing(), Calibration()).hear([sound], [""], [""])
    assert Doubt.LOOP in part.passages[0].doubts
    assert part.passages[0].sure <= 0.5
