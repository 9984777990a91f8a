"""Subtitles: readable, in order, never over each other, and valid with nothing in them."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deskhand.domain.recordings import Passage
from deskhand.writers.subtitles import LINE, LINES, cues, srt, vtt

TIMES = st.floats(0, 1000)
WORDS = st.text(st.sampled_from("abc <>&-\n{}日本語😀"), max_size=300)
PASSAGES = st.lists(
    st.builds(lambda start, more, words, who: Passage(start, start + more, words, 0.9, speaker=who),
              TIMES, st.floats(0, 60), WORDS, st.integers(0, 2)),
    max_size=8,
)  # fmt: skip


@given(PASSAGES)
def test_cues_are_short_in_order_and_never_overlap(passages: list[Passage]) -> None:
    shown = cues(passages)
    assert all(1 <= len(cue.lines) <= LINES and max(map(len, cue.lines)) <= LINE for cue in shown)
    assert all(cue.start < cue.end for cue in shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))


@given(PASSAGES)
def test_every_word_is_shown(passages: list[Passage]) -> None:
    said = sorted(sign for passage in passages for sign in passage.words if not sign.isspace())
    shown = sorted(sign for cue in cues(passages) for line in cue.lines for sign in line if not sign.isspace())
    assert shown == said


@given(PASSAGES)
def test_any_words_leave_both_kinds_valid(passages: list[Passage]) -> None:
    blocks = [block for block in srt(passages).split("\n\n") if block]
    assert [int(block.split("\n")[0]) for block in blocks] == list(range(1, len(cues(passages)) + 1))
    assert srt(passages).count("-->") == vtt(passages).count("-->") == len(cues(passages))
    assert not re.search(r"<(?!v (Left|Right)>)", vtt(passages))


def test_a_long_passage_is_split_by_its_share_of_the_time() -> None:
    first, second = cues([Passage(10, 20, " ".join(["four"] * 32), 0.9)])
    assert (first.start, second.end) == (10, 20)
    assert 14 < first.end == second.start < 16


def test_both_kinds_are_written_as_players_want_them() -> None:
    said = [Passage(0.5, 2, "Hi & <b>welcome</b>", 0.9), Passage(360_000, 360_002.25, "Bye -->", 0.9, speaker=2)]
    assert srt(said) == (
        "1\n00:00:00,500 --> 00:00:02,000\nHi & ‹b>welcome‹/b>\n\n"
        "2\n100:00:00,000 --> 100:00:02,250\nRight: Bye →\n"
    )  # fmt: skip
    assert vtt(said) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nHi &amp; &lt;b&gt;welcome&lt;/b&gt;\n\n"
        "100:00:00.000 --> 100:00:02.250\n<v Right>Bye --&gt;\n"
    )  # fmt: skip


def test_nothing_said_is_a_valid_empty_file() -> None:
    assert srt([]) == ""
    assert vtt([]) == "WEBVTT\n"
