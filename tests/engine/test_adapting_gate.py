"""Models that have read without answers: what they may read, whether they stay healthy, and whether they take over."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageEnhance

from deskhand.domain.courses import FoundHalves, Way
from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import folds, shelf
from deskhand.engine.adapting import choosing, gate, health, pool
from deskhand.engine.inputs import Inputs, Lesson, View
from deskhand.engine.trainees.text import TextTrainee

KINDS, EACH = 5, 20
Change = Callable[[torch.nn.Module], None]


@pytest.fixture(scope="module")
def messages(data: Path) -> list[tuple[str, str]]:
    """(message, intent): five intents, real messages."""
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    intents = list(dict.fromkeys(row["Intent"] for row in rows if not row["Intent"].startswith("oos")))[:KINDS]
    return [(row["Message"], one) for one in intents for row in [r for r in rows if r["Intent"] == one][:EACH]]


@pytest.fixture(scope="module")
def lesson(messages: list[tuple[str, str]]) -> Lesson:
    return lesson_by(lambda _: None, messages)


def lesson_by(change: Change, messages: list[tuple[str, str]]) -> Lesson:
    """The messages as the starter model sees them once ``change`` was done to it."""
    trainee = TextTrainee(shelf.find())
    change(trainee.network)
    vectors = health.vectors_of(trainee, [text for text, _ in messages])
    labels = tuple(dict.fromkeys(intent for _, intent in messages))
    truth = np.array([labels.index(intent) for _, intent in messages], np.int64)
    rows = np.arange(len(messages))
    return Lesson(Inputs([text for text, _ in messages], {View.TEXT: vectors}), truth, labels, rows, rows + 1000)


def damaged(network: torch.nn.Module) -> None:
    """Each weight of the higher layers is moved by about as much as it is large."""
    torch.manual_seed(0)
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if "layer" in name and weight.ndim > 1:
                weight.add_(torch.randn_like(weight) * weight.std() * 0.7)


def shuffled(network: torch.nn.Module) -> None:
    """The numbers of each weight of the two last layers, in any order."""
    torch.manual_seed(0)
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if "layer.5" in name or "layer.4" in name:
                weight.copy_(weight.flatten()[torch.randperm(weight.numel())].view_as(weight))


def test_a_model_that_is_truly_better_takes_over(lesson: Lesson, messages: list[tuple[str, str]]) -> None:
    worse = lesson_by(damaged, messages)
    frozen = gate.freeze(1, worse)
    assert frozen is not None
    found = gate.judge(worse, lesson, frozen)
    assert found.wins
    assert found.gain > 0.05
    said = gate.decision(found, gate.tested_in(lesson, frozen), "messages")
    assert said.kept
    assert "It is used from now on" in said.words


def test_a_shuffled_model_does_not_take_over_and_no_gain_is_said(
    lesson: Lesson, messages: list[tuple[str, str]]
) -> None:
    frozen = gate.freeze(1, lesson)
    assert frozen is not None
    found = gate.judge(lesson, lesson_by(shuffled, messages), frozen)
    assert not found.wins
    assert found.gain < 0
    said = gate.decision(found, len(lesson), "messages")
    assert not said.kept
    assert f"on {KINDS * EACH} checked messages" in said.words
    assert "So few can only show a gain of 12.5 of 100 or more" in said.words


def test_the_same_model_does_not_win_against_itself(lesson: Lesson) -> None:
    frozen = gate.freeze(1, lesson)
    assert frozen is not None
    found = gate.judge(lesson, lesson, frozen)
    assert (found.gain, found.wins) == (0.0, False)


def test_the_test_is_frozen_three_times_over_and_holds_when_answers_change(lesson: Lesson) -> None:
    frozen = gate.freeze(1, lesson)
    assert frozen is not None
    assert len(frozen.splits) == gate.SEEDS == len(set(frozen.splits))
    assert frozen == gate.freeze(1, lesson)
    fewer = lesson.take(np.arange(0, len(lesson), 2))
    assert gate.judge(fewer, fewer, frozen).gain == 0
    assert gate.tested_in(fewer, frozen) == len(fewer)


def test_of_many_answers_some_are_tested_whole_groups_of_near_copies_at_a_time(lesson: Lesson) -> None:
    paired = Lesson(lesson.inputs, lesson.truth, lesson.labels, np.arange(len(lesson)) // 2, lesson.items)
    frozen = gate.freeze(1, paired, most=40)
    assert frozen is not None
    assert 40 <= len(frozen.tested) <= 80
    assert all((item ^ 1) in frozen.tested for item in frozen.tested)
    for split in frozen.splits:
        assert folds.NEVER_TESTED in split


def test_with_too_few_answers_nothing_is_tested(lesson: Lesson) -> None:
    assert gate.freeze(1, lesson.take(np.arange(0, len(lesson), 10))) is None
    why = "There are no answers to test it with."
    for found, begins in (
        (FoundHalves(0.781, 0.72, 165, 0.9), "Used for finding look-alikes: 165 messages that it had not read"),
        (FoundHalves(0.716, 0.72, 165, 0.9), "Used for finding look-alikes"),
        (FoundHalves(0.71, 0.72, 165, 0.9), "Kept, but not used: 165 messages that it had not read"),
        (None, f"Kept, but not used: {why}"),
    ):
        said = gate.untested(why, "messages", found)
        assert not said.kept
        assert said.words.startswith(begins)
        assert why in said.words


def test_a_collapse_is_seen_and_a_healthy_model_is_not_taken_for_one(messages: list[tuple[str, str]]) -> None:
    texts = [text for text, _ in messages[::4]]
    trainee = TextTrainee(shelf.find())
    before = health.look(trainee, texts)
    assert 1 < before.rank < len(texts)
    assert not health.look(trainee, texts).has_collapsed(before)
    optimizer = torch.optim.AdamW(trainee.network.parameters(), 3e-3)
    for _ in range(5):  # all become alike: what a contrast without its negatives learns
        vectors = trainee.vectors(trainee.batch(texts[:12]))[View.TEXT]
        (-(vectors @ vectors.T).mean()).backward()
        optimizer.step()
        optimizer.zero_grad()
    after = health.look(trainee, texts)
    assert after.has_collapsed(before)
    assert after.cosine > before.cosine + 0.3


def test_the_effective_rank_is_that_of_the_paper() -> None:
    assert health.health_of(np.eye(7, dtype=np.float32)).rank == pytest.approx(7)
    alike = np.ones((7, 4), np.float32) / 2
    assert health.health_of(alike).rank == pytest.approx(1)
    assert health.health_of(alike).cosine == pytest.approx(1)
    broken = health.health_of(np.full((3, 3), np.nan, np.float32))
    assert broken.has_collapsed(health.health_of(alike))


def test_no_test_item_is_read_nor_anything_like_one_nor_anything_twice() -> None:
    texts = [
        "Please book me a room in Lisbon for the ninth of May",
        "please book me a room in Lisbon, for the ninth of May!",  # like the test item before it
        "How do I change the tyre of a lorry on a steep road?",
        "How do I change the tyre of a lorry on a steep road",  # the same again
        "What is the weather like on the island of Jersey today?",
    ]
    found = pool.pool_of(len(texts), pool.text_copies(texts), tested={0})
    assert found.rows == (2, 4)
    assert (found.like_tested, found.copies) == (1, 1)


def test_a_picture_is_known_again_when_it_is_smaller_or_brighter(data: Path) -> None:
    photos = sorted((data / "photos-recycling").rglob("*.jpg"))[:40:4]
    jpegs = [photo.read_bytes() for photo in photos]
    with Image.open(photos[0]) as first:
        jpegs.append(jpeg_of(ImageEnhance.Brightness(first.convert("RGB")).enhance(1.15).resize((200, 150))))
    assert [0, len(photos)] in pool.picture_copies(jpegs)
    assert len(pool.picture_copies(jpegs)) == 1


def jpeg_of(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=60)
    return file.getvalue()


def test_lines_that_all_letters_share_are_cut_and_short_messages_stay_whole() -> None:
    ready = ["car", "lorry", "van", "bus", "tractor", "trailer", "scooter"]
    letters = [
        f"Dear customer {n}\nthe {what} is ready\nKind regards\nThe garage, page {n}" for n, what in enumerate(ready)
    ]
    cut = pool.without_boilerplate([*letters, "Kind regards", ""])
    assert cut[0] == "the car is ready"
    assert cut[-2:] == ["Kind regards", ""]


@pytest.mark.parametrize(
    ("modality", "holdings", "way", "names"),
    [
        (Modality.TEXT, choosing.Holdings(texts=5000, pairs=1000), Way.AUTO, ("natural-pairs",)),
        (Modality.TEXT, choosing.Holdings(texts=5000, pairs=999), Way.AUTO, ()),
        (Modality.TEXT, choosing.Holdings(texts=5000), Way.FULL, ("masked-words",)),
        (Modality.TEXT, choosing.Holdings(texts=1999), Way.FULL, ()),
        (Modality.PICTURE, choosing.Holdings(pictures=5000), Way.AUTO, ("dino", "simclr")),
        (Modality.PICTURE, choosing.Holdings(pictures=4999), Way.FULL, ()),
        (Modality.SOUND, choosing.Holdings(seconds=36_000), Way.AUTO, ("masked-frames", "frame-clusters")),
        (Modality.SOUND, choosing.Holdings(seconds=35_000), Way.AUTO, ()),
    ],
)
def test_below_the_sizes_of_the_research_nothing_is_read_first_and_it_is_said_why(
    modality: Modality, holdings: choosing.Holdings, way: Way, names: tuple[str, ...]
) -> None:
    chosen = choosing.choose("auto", modality, holdings, way)
    assert chosen.names == names
    assert bool(chosen.why) is not bool(names)


def test_an_unknown_way_of_reading_lists_those_there_are() -> None:
    with pytest.raises(ProblemError, match="masked-words, "):
        choosing.choose("magic", Modality.TEXT, choosing.Holdings(), Way.AUTO)
