"""How a sentence model wants its texts: what stands before each, and how its words become one embedding."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from deskhand.domain.problems import ProblemError
from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.reading import Pooling, pooled, reading_of
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.recipe import Precision, remember
from deskhand.engine.trainees.text import TextTrainee
from engine.tiny_texts import make

TEXTS = ["the printer is broken again", "my tooth hurts", "please send the invoice once more"]


def encoded(files: shelf.ModelFiles, texts: list[str]) -> np.ndarray:
    return TextEncoder(files, Precision.FULL, CPU).encode(texts)


def test_what_stands_before_each_text_is_read_learned_with_and_kept(tmp_path: Path, home: Path) -> None:
    del home
    plain = shelf.find(str(make("e5", tmp_path / "e5", TEXTS)))
    files = replace(plain, model=replace(plain.model, prefix="query: "))
    expected = encoded(plain, [f"query: {text}" for text in TEXTS])
    assert (encoded(files, TEXTS) == expected).all()
    assert not np.allclose(encoded(plain, TEXTS), expected, atol=1e-3)
    trainee = TextTrainee(files)
    with torch.inference_mode():
        (learned,) = trainee.vectors(trainee.batch(TEXTS)).values()
    assert np.allclose(learned.numpy(), expected, atol=1e-5)
    trainee.save(tmp_path / "own")
    own = shelf.find(str(tmp_path / "own"))
    assert own.model.prefix == ""
    assert np.allclose(encoded(own, TEXTS), expected, atol=1e-5)


def test_embeddings_with_other_words_before_each_text_are_others(tmp_path: Path, home: Path) -> None:
    del home
    plain = shelf.find(str(make("e5", tmp_path / "e5", TEXTS)))
    files = replace(plain, model=replace(plain.model, prefix="query: "))
    recipes = [remember(each, Precision.FULL) for each in (plain, files)]
    assert recipes[0].fingerprint == plain.fingerprint
    assert recipes[0].keys(TEXTS) != recipes[1].keys(TEXTS)


def test_a_family_is_pooled_as_its_makers_say(tmp_path: Path, home: Path) -> None:
    del home
    said = {family: reading_of(shelf.find(str(make(family, tmp_path / family, TEXTS)))) for family in _POOLED}
    assert {family: reading.pooling for family, reading in said.items()} == _POOLED
    assert said["minilm"].longest == 32
    assert said["xlm_roberta"].longest == 64  # of its 66 places the first two are for padding


_POOLED = {
    "minilm": Pooling.MEAN,
    "bge": Pooling.FIRST,
    "xlm_roberta": Pooling.MEAN,
    "gpt2_that_writes": Pooling.MEAN,
    "qwen3_embedding": Pooling.LAST,
}


@pytest.mark.parametrize(
    ("pooling", "expected"),
    [
        (Pooling.FIRST, [3.0, 0.0]),
        (Pooling.MEAN, [1.5, 2.0]),
        (Pooling.WEIGHTED, [1.0, 8 / 3]),
        (Pooling.LAST, [0.0, 4.0]),
    ],
)
def test_what_was_padded_does_not_count(pooling: Pooling, expected: list[float]) -> None:
    states = torch.tensor([[[3.0, 0.0], [0.0, 4.0], [9.0, 9.0]]])
    found = pooled(states, pooling, torch.tensor([[1, 1, 0]]))
    assert torch.allclose(found[0], torch.nn.functional.normalize(torch.tensor(expected), dim=0))
    assert torch.equal(found, pooled(states[:, :2], pooling))


@pytest.mark.parametrize(
    "said", [{"pooling_mode_max_tokens": True}, {"pooling_mode": ["cls", "mean"]}, {"pooling_mode": "by the moon"}]
)
def test_a_pooling_that_is_not_known_is_refused(said: dict[str, object], tmp_path: Path, home: Path) -> None:
    del home
    folder = make("bert", tmp_path / "bert", TEXTS)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(said))
    with pytest.raises(ProblemError, match="pools its words"):
        reading_of(shelf.find(str(folder)))
