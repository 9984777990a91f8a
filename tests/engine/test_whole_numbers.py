"""Networks that compute in whole numbers: they say nearly the same, whatever comes in."""

from pathlib import Path

import numpy as np
import pytest
import torch

from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.encoders.whole_numbers import WholeLinear, in_whole_numbers
from deskhand.engine.recipe import Precision, remember, remembered

SUBJECTS = ("the invoice", "my appointment", "the delivery", "our contract", "the printer", "a parking ticket")
SENTENCES = ("Please send me {}.", "When can I expect {}?", "{} does not work any more.", "Cancel {} please.")


def test_the_starter_model_in_whole_numbers_finds_the_same_neighbours() -> None:
    texts = [sentence.format(subject) for sentence in SENTENCES for subject in SUBJECTS]
    full, whole = (TextEncoder(shelf.find(), one, CPU).encode(texts) for one in (Precision.FULL, Precision.WHOLE))
    assert np.sum(full * whole, axis=1).min() > 0.98
    nearest = [(one @ one.T - 9 * np.eye(len(one))).argmax(axis=1) for one in (full, whole)]
    assert np.mean(nearest[0] == nearest[1]) > 0.9


@pytest.mark.parametrize("bias", [True, False])
def test_a_layer_keeps_what_it_says_for_large_and_small_and_no_numbers(bias: bool) -> None:
    torch.manual_seed(0)
    linear = torch.nn.Linear(32, 24, bias=bias)
    rows = torch.randn(2, 40, 32)
    rows[0, 0], rows[0, 1], rows[1, 2] = 0, 7, rows[1, 2] * 1000
    said, expected = WholeLinear(linear)(rows), linear(rows)
    assert said.shape == expected.shape
    assert ((said - expected).norm(dim=2) < 0.02 * rows.norm(dim=2) + 1e-4).all()


def test_all_layers_of_a_network_are_changed() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Linear(8, 4)))
    assert not any(isinstance(part, torch.nn.Linear) for part in in_whole_numbers(network).modules())


def test_that_whole_numbers_are_best_is_remembered(home: Path) -> None:
    del home
    files = shelf.find()
    assert remember(files, Precision.WHOLE) == remembered(files)
