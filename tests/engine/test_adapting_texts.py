"""A model that has read texts without answers tells them apart better; each rule hides, deletes or pairs as it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression

from deskhand.domain.objectives import OBJECTIVES
from deskhand.engine.adapting import masked_words, texts
from deskhand.engine.adapting.denoising import Denoising, left_of
from deskhand.engine.adapting.natural_pairs import NaturalPairs
from deskhand.engine.adapting.next_word import NextWord
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.adapting.two_views import TwoReadings, contrast, drops_nothing
from deskhand.engine.finetuning import Processor, Schedule, train
from deskhand.engine.inputs import View
from deskhand.engine.trainees.text import TextTrainee
from engine import tiny_texts

KINDS, OWN = 4, 14  # of texts; words of each
SAID, FILLED = 6, 2
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
EVERY: tuple[Objective, ...] = (
    masked_words.STATIC,
    masked_words.DYNAMIC,
    NextWord(),
    Denoising(),
    TwoReadings(),
    NaturalPairs(),
)
CPU = Processor(torch.device("cpu"))


def lexicon(count: int) -> list[str]:
    random = np.random.default_rng(7)
    return list(dict.fromkeys("".join(random.choice(SYLLABLES, 2)) for _ in range(4 * count)))[:count]


def topics(count: int, seed: int) -> tuple[list[str], np.ndarray]:
    """Texts of four kinds. Each says six of the words of its kind, some of which the next kind has too, and two others,
    in any order. So with few answers most words have never been seen, but for those beside which they stand."""
    random, words = np.random.default_rng(seed), lexicon(KINDS * OWN + 6)
    own, others = words[: KINDS * OWN], words[KINDS * OWN :]
    of = [(own * 2)[kind * OWN : (kind + 1) * OWN + 4] for kind in range(KINDS)]
    truth = random.integers(KINDS, size=count)
    said = [[*random.choice(of[kind], SAID, replace=False), *random.choice(others, FILLED)] for kind in truth]
    return [" ".join(random.permutation(each)) for each in said], truth


def chatter(count: int, seed: int) -> tuple[list[str], np.ndarray]:
    """Texts that say four words of their kind, and then "er" and "hm" any number of times: what makes them look most
    different is what says the least."""
    random, words = np.random.default_rng(seed), lexicon(KINDS * OWN + 3)
    truth = random.integers(KINDS, size=count)
    own = [random.choice(words[kind * OWN : (kind + 1) * OWN], 4, replace=False) for kind in truth]
    noise = [[word for word in words[KINDS * OWN :] for _ in range(random.integers(7))] for _ in truth]
    return [" ".join([*said, *filled]) for said, filled in zip(own, noise, strict=True)], truth


def halves(contents: Sequence[str]) -> list[tuple[str, str]]:
    return [(" ".join(text.split()[:4]), " ".join(text.split()[4:])) for text in contents]


def probe(trainee: TextTrainee, learned: tuple[list[str], np.ndarray], asked: tuple[list[str], np.ndarray]) -> float:
    """The share of right answers after five answers a kind, the mean of five draws."""
    known, exam = (vectors(trainee, contents) for contents, _ in (learned, asked))
    shares = []
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(known))
        rows = np.concatenate([order[learned[1][order] == kind][:5] for kind in range(KINDS)])
        head = LogisticRegression(C=10, max_iter=1000).fit(known[rows], learned[1][rows])
        shares.append(head.score(exam, asked[1]))
    return float(np.mean(shares))


def vectors(trainee: TextTrainee, contents: Sequence[str]) -> np.ndarray:
    trainee.network.eval()
    with torch.no_grad():
        return trainee.vectors(trainee.batch(contents))[View.TEXT].numpy()


def losses(objective: Objective, trainee: TextTrainee, contents: Sequence[object], schedule: Schedule) -> list[float]:
    told: list[float] = []
    train(objective.work(trainee, contents, seed=0), schedule, CPU, told=lambda step: told.append(step.loss))
    return told


@dataclass(frozen=True)
class Lesson:
    """How a tiny network of a family learns in a few seconds what it must, by how much it has to be better then."""

    objective: Objective
    family: str
    epochs: int
    gain: float
    batch: int = 32


@pytest.mark.parametrize(
    "lesson",
    [
        Lesson(masked_words.STATIC, "bert", 7, 0.05),
        Lesson(masked_words.DYNAMIC, "bert", 7, 0.07),
        Lesson(NextWord(), "gpt2", 3, 0.07),
        Lesson(Denoising(), "bert", 3, 0.07),
        Lesson(NaturalPairs(), "bert", 2, 0.06, batch=64),
        Lesson(TwoReadings(), "roberta", 3, 0.15, batch=64),
    ],
    ids=lambda lesson: lesson.objective.name,
)
def test_who_has_read_first_is_right_more_often_after_few_answers(lesson: Lesson, tmp_path: Path) -> None:
    made = chatter if lesson.objective == TwoReadings() else topics
    read, asked = made(700, 0), made(300, 1)
    trainee = tiny_texts.trainee(lesson.family, tmp_path / "model", read[0])
    untouched = probe(trainee, read, asked)
    contents = halves(read[0]) if lesson.objective == NaturalPairs() else read[0]
    schedule = Schedule(lesson.epochs, lesson.batch, rate=1e-3)
    told = losses(lesson.objective, trainee, contents, schedule)
    assert told[-1] < 0.9 * told[0]
    assert probe(trainee, read, asked) > untouched + lesson.gain


@pytest.mark.parametrize("family", tiny_texts.FAMILIES)
def test_every_rule_that_suits_a_family_teaches_it(family: str, tmp_path: Path) -> None:
    contents, _ = topics(48, 0)
    trainee = tiny_texts.trainee(family, tmp_path / "model", contents)
    suited = [objective for objective in EVERY if not objective.misfit(trainee)]
    hidden, others = {"masked-words", "masked-words-static"}, {"denoising", "simcse", "natural-pairs"}
    fitting = others | (hidden if family in tiny_texts.ENCODERS else {"next-word"})
    assert {objective.name for objective in suited} == fitting
    for objective in suited:
        read = halves(contents) if objective == NaturalPairs() else contents
        told = losses(objective, trainee, read, Schedule(6, 16, rate=1e-3))
        assert told[-1] < told[0], objective.name
    trainee.save(tmp_path / "read")
    again = tiny_texts.found(tmp_path / "read")
    assert np.allclose(vectors(again, contents), vectors(trainee, contents), atol=1e-5)


def test_why_a_network_cannot_learn_by_a_rule_is_said(tmp_path: Path) -> None:
    contents, _ = topics(20, 0)
    forwards, both_ways = (tiny_texts.trainee(one, tmp_path / one, contents) for one in ("gpt2", "bert"))
    assert "both directions" in NextWord().misfit(both_ways)
    assert "no sign for a hidden word" in masked_words.DYNAMIC.misfit(forwards)
    assert texts.looks_back_only(forwards)
    assert not texts.looks_back_only(both_ways)


def test_what_is_said_of_a_rule_is_the_same_everywhere() -> None:
    told = [(one.name, one.modality, one.words, one.known_from, one.fewest) for one in EVERY]
    known = {(one.name, one.modality, one.words, one.known_from, one.fewest) for one in OBJECTIVES}
    assert set(told) <= known


def test_a_seventh_of_the_words_is_hidden_and_most_of_these_are_covered(tmp_path: Path) -> None:
    contents, _ = topics(400, 0)
    trainee = tiny_texts.trainee("bert", tmp_path / "model", contents)
    work = masked_words.DYNAMIC.work(trainee, contents, seed=0)
    batch = work.prepare(np.arange(400), np.random.default_rng(0))
    hidden = batch["truth"] != texts.NOTHING
    own = batch["attention_mask"].sum() - 2 * 400  # without the signs for beginning and end
    assert float(hidden.sum() / own) == pytest.approx(0.15, abs=0.03)
    read, truth = batch["input_ids"][hidden], batch["truth"][hidden]
    covered = read == masked_words.cover_of(trainee.tokenizer)
    assert float(covered.float().mean()) == pytest.approx(0.8, abs=0.06)
    assert float((read == truth).float().mean()) == pytest.approx(0.1, abs=0.05)
    whole = trainee.padded(trainee.tokens(contents))["input_ids"]
    assert torch.equal(torch.where(hidden, batch["truth"], batch["input_ids"]), whole)


def test_a_word_is_hidden_with_all_its_parts(tmp_path: Path) -> None:
    trainee = tiny_texts.trainee("bert", tmp_path / "model", topics(100, 0)[0])
    contents = ["dubafofu nigimezo zazabibi"] * 50
    (sentence, *_) = texts.sentences(trainee, contents)
    assert len(sentence.words) == 3
    assert all(len(word) > 1 for word in sentence.words)
    batch = masked_words.DYNAMIC.work(trainee, contents, seed=0).prepare(np.arange(50), np.random.default_rng(0))
    for row in (batch["truth"] != texts.NOTHING).tolist():
        assert {place for place, hidden in enumerate(row) if hidden} in [set(word) for word in sentence.words]


@pytest.mark.parametrize(("objective", "same"), [(masked_words.STATIC, True), (masked_words.DYNAMIC, False)])
def test_the_same_words_or_other_ones_are_hidden_when_it_reads_again(
    objective: Objective, same: bool, tmp_path: Path
) -> None:
    contents, _ = topics(40, 0)
    work = objective.work(tiny_texts.trainee("bert", tmp_path / "model", contents), contents, seed=0)
    first, second = (work.prepare(np.arange(40), np.random.default_rng(epoch)) for epoch in (1, 2))
    assert torch.equal(first["truth"], second["truth"]) is same


def test_most_words_are_deleted_but_never_all(tmp_path: Path) -> None:
    contents, _ = topics(300, 0)
    trainee = tiny_texts.trainee("bert", tmp_path / "model", contents)
    read = [*texts.sentences(trainee, contents), *texts.sentences(trainee, ["bo"] * 50)]
    rng = np.random.default_rng(0)
    left = [left_of(sentence, 0.6, rng) for sentence in read]
    assert all(len(ids) >= 3 for ids in left)  # a word, and the signs for beginning and end
    assert [(ids[0], ids[-1]) for ids in left] == [(one.ids[0], one.ids[-1]) for one in read]
    kept = [(len(ids) - 2) / len(one.said) for ids, one in zip(left[:300], read[:300], strict=True)]
    assert 1 - np.mean(kept) == pytest.approx(0.6, abs=0.03)


def test_texts_without_words_are_passed_over(tmp_path: Path) -> None:
    trainee = tiny_texts.trainee("bert", tmp_path / "model", ["da bo", "di ba"])
    for objective in (masked_words.DYNAMIC, Denoising(), TwoReadings()):
        work = objective.work(trainee, ["", "da bo", "   ", "di ba"], seed=0)
        assert sum(len(rows) for rows in work.batches(0, 2)) == 2


def test_pairs_of_one_thread_are_not_told_from_each_other() -> None:
    first = torch.nn.functional.normalize(torch.randn(6, 8, generator=torch.Generator().manual_seed(0)), dim=1)
    second = first.clone()
    second[1] = first[0]  # the reply to one question would answer the other too
    strangers, kin = torch.arange(6), torch.tensor([0, 0, 2, 3, 4, 5])
    assert contrast(first, second, strangers) == contrast(first, second)
    told = contrast(first[1:2], second[1:2])
    assert told == 0
    assert contrast(first, first.clone(), kin) <= contrast(first, first.clone())
    alone = contrast(first[:2], second[:2], kin[:2])
    assert alone == 0  # nobody is left to be told from
    assert contrast(first[:2], second[:2]) > 0


def test_a_network_without_dropout_gets_some_while_it_reads_twice(tmp_path: Path) -> None:
    contents, _ = topics(32, 0)
    still, dropping = (tiny_texts.trainee(one, tmp_path / one, contents) for one in ("qwen3", "roberta"))
    assert drops_nothing(still)
    assert not drops_nothing(dropping)
    work = TwoReadings().work(still, contents, seed=0)
    work.module.train()
    batch = work.prepare(np.arange(32), np.random.default_rng(0))
    assert work.loss(batch) != work.loss(batch)
    still.network.train()
    assert torch.equal(still.vectors(batch)[View.TEXT], still.vectors(batch)[View.TEXT])  # it is gone again
