"""Models of pictures that can be changed: what they see, what they are shown, and what is kept of them."""

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.pictures import PictureEncoder
from deskhand.engine.recipe import Precision
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.varied_pictures import MILD, STRONG, Variation, varied
from engine.tiny_pictures import FAMILIES, make


def drawn(colour: str, size: tuple[int, int] = (64, 48)) -> bytes:
    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 3, size[1]), fill="black")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=95)
    return file.getvalue()


PICTURES = [drawn(colour) for colour in ("red", "olive", "navy", "white", "orange", "pink")]


def trainee_of(folder: Path, *, flips: bool = False) -> PictureTrainee:
    files = shelf.find_picture(str(folder))
    assert files is not None
    return PictureTrainee(files, flips=flips)


def encoded(folder: Path) -> tuple[tuple[str, ...], np.ndarray]:
    files = shelf.find_picture(str(folder))
    assert files is not None
    encoder = PictureEncoder(files, Precision.FULL, CPU)
    return encoder.views, np.concatenate([*encoder.encode(PICTURES)])


def seen_by(trainee: PictureTrainee) -> np.ndarray:
    with torch.inference_mode():
        found = trainee.vectors(trainee.batch(PICTURES))
    return torch.cat([found[view] for view in trainee.views], dim=1).numpy()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_changed_model_is_kept_as_a_model_like_every_other(family: str, tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make(family, tmp_path / family))
    assert {weight.dtype for weight in trainee.network.parameters()} == {torch.float32}
    assert all(weight.requires_grad for weight in trainee.network.parameters())
    before = encoded(tmp_path / family)
    assert before[0] == trainee.views
    assert np.allclose(before[1], seen_by(trainee), atol=1e-5)

    pushed = torch.optim.SGD(trainee.network.parameters(), lr=0.1)
    sum(view[:3].sum() - view[3:].sum() for view in trainee.vectors(trainee.batch(PICTURES)).values()).backward()
    pushed.step()
    trainee.save(tmp_path / "kept")
    after = encoded(tmp_path / "kept")
    assert after[0] == trainee.views
    assert np.allclose(after[1], seen_by(trainee), atol=1e-5)
    assert not np.allclose(after[1], before[1], atol=1e-3)
    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == [
        "config.json",
        "model.safetensors",
        "preprocessor_config.json",
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_look_at_smaller_views(family: str, tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make(family, tmp_path / family))
    ways = (STRONG, Variation((0.1, 0.3), 0.4, 0.4, 0.2, small=True))
    whole, small = trainee.seen_anew(PICTURES, ways, np.random.default_rng(0))
    assert whole.shape == (6, 3, 32, 32)
    assert trainee.small_shape is not None
    assert small.shape[-2:] == trainee.small_shape
    assert trainee.together(trainee.network, small).shape == (6, trainee.width)


def test_variations_are_the_same_for_the_same_chance_and_others_for_another(tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make("vit", tmp_path / "vit"))
    first, again, other = (trainee.batch(PICTURES, np.random.default_rng(seed))["pixel_values"] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.allclose(first, other, atol=0.1)


def test_a_picture_that_is_not_varied_looks_as_the_model_wants_it(tmp_path: Path, home: Path) -> None:
    del home
    trainee = trainee_of(make("dinov2", tmp_path / "dinov2"))
    whole = Variation((1.0, 1.0), 0, 0, 0)
    plain = trainee.batch([drawn("teal", (32, 32))])["pixel_values"]
    (seen,) = trainee.seen_anew([drawn("teal", (32, 32))], (whole,), np.random.default_rng(3))
    assert (seen - plain).abs().mean() < 0.2  # a cut-out of the whole may still be slimmer by a little


def test_left_stays_left_unless_flips_are_said_to_keep_the_answer() -> None:
    half = Image.new("RGB", (64, 64), "white")
    ImageDraw.Draw(half).rectangle((0, 0, 31, 64), fill="black")
    file = io.BytesIO()
    half.save(file, "JPEG")
    pictures = [file.getvalue()] * 40

    def darker_on_the_left(*, flips: bool) -> float:
        (dots,) = varied(pictures, [(32, 32)], [MILD], np.random.default_rng(0), flips=flips)
        return float((dots[:, :, :8].float().mean((1, 2, 3)) < dots[:, :, -8:].float().mean((1, 2, 3))).float().mean())

    assert darker_on_the_left(flips=False) == 1.0
    assert 0.2 < darker_on_the_left(flips=True) < 0.8


def test_colours_change_and_grey_is_grey() -> None:
    grey = Variation((1.0, 1.0), 0, 0, 0, colours=0, grey=1.0)
    turned = Variation((1.0, 1.0), 0, 0, 0, hue=0.5, colours=1.0)
    greys, colours = varied([drawn("red")] * 8, [(16, 16)] * 2, [grey, turned], np.random.default_rng(0), flips=False)
    assert (greys.float().std(dim=3) < 1).all()
    places = colours[:, 8, 12].float()
    assert places.std(dim=0).max() > 30  # red has become many colours
    assert (places @ torch.tensor([0.299, 0.587, 0.114])).std() < 25  # about as bright as it was
