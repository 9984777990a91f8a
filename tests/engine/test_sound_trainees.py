"""Models of sounds that can be changed: what they hear, how sounds are varied for them, and what is kept of them."""

from pathlib import Path

import numpy as np
import pytest
import torch

from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.sound import SoundEncoder
from deskhand.engine.inputs import RATE, Samples
from deskhand.engine.recipe import Precision
from deskhand.engine.trainees.sound import SoundTrainee
from deskhand.engine.trainees.varied_sounds import varied
from engine.tiny_sounds import FAMILIES, make


def tone(pitch: float, seconds: float = 0.6) -> Samples:
    return (0.3 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


SOUNDS = [tone(pitch) for pitch in (200, 500, 900)]


def trainee_of(folder: Path) -> SoundTrainee:
    files = shelf.find_sound(str(folder))
    assert files is not None
    return SoundTrainee(files)


def encoded(folder: Path) -> np.ndarray:
    files = shelf.find_sound(str(folder))
    assert files is not None
    return SoundEncoder(files, Precision.FULL, CPU).encode(SOUNDS)


def heard_by(trainee: SoundTrainee) -> np.ndarray:
    with torch.inference_mode():
        found = trainee.vectors(trainee.batch(SOUNDS))
    return torch.cat([found[view] for view in trainee.views], dim=1).numpy()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_changed_model_of_sounds_is_kept_as_a_model_like_every_other(family: str, tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make(family, tmp_path / family))
    assert all(weight.requires_grad for weight in trainee.network.parameters())
    before = heard_by(trainee)
    assert np.allclose(encoded(tmp_path / family), before, atol=1e-5)

    pushed = torch.optim.SGD(trainee.network.parameters(), lr=0.5)
    trainee.network.train()
    batch = trainee.batch(SOUNDS, np.random.default_rng(0))
    assert {len(each) for each in batch.values()} == {len(SOUNDS)}
    found = trainee.vectors(batch)
    torch.stack([each[:, 0].sum() for each in found.values()]).sum().backward()
    pushed.step()
    trainee.network.eval()
    after = heard_by(trainee)
    assert np.abs(after - before).max() > 1e-3

    trainee.save(tmp_path / "changed")
    assert np.allclose(encoded(tmp_path / "changed"), after, atol=1e-5)


def test_what_is_learned_from_is_the_same_each_time_for_the_same_seed(tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make("hubert", tmp_path / "hubert"))
    one, same, other = (trainee.batch(SOUNDS, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert one["input_values"].shape != other["input_values"].shape or not torch.equal(
        one["input_values"], other["input_values"]
    )
    trainee.network.train()
    torch.manual_seed(0)
    first = trainee.vectors(one)
    torch.manual_seed(0)
    np.random.seed(5)  # what the library draws from must play no part
    again = trainee.vectors(one)
    assert all(torch.equal(first[view], again[view]) for view in first)


def test_of_a_long_sound_any_part_may_be_learned_from(tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make("ast", tmp_path / "ast"))
    long = np.concatenate([tone(200, 4), tone(2000, 4)])
    parts = [trainee.batch([long], np.random.default_rng(seed))["input_values"] for seed in range(8)]
    assert len({round(float(part.mean()), 3) for part in parts}) > 1


def test_a_sound_varied_keeps_about_its_pitch_and_never_is_the_same() -> None:
    made = [varied(SOUNDS[1], np.random.default_rng(seed)) for seed in range(20)]
    for other in made:
        assert other.dtype == np.float32
        assert np.abs(other).max() <= 1
        loudest = np.abs(np.fft.rfft(other)).argmax() * RATE / len(other)
        assert 440 < loudest < 560
    assert len({len(other) for other in made}) > 10
    levels = [float(np.sqrt(np.mean(np.square(other)))) for other in made]
    assert max(levels) > 2 * min(levels)


def test_nothing_can_be_varied_too() -> None:
    assert not varied(np.zeros(0, np.float32), np.random.default_rng(0)).any()
