"""Pictures are learned by drawing what is missing of them: hidden parts, colours, all of it, or which way is up."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from transformers import SwinConfig, SwinModel, ViTImageProcessorPil

from deskhand.engine import shelf
from deskhand.engine.adapting.autoencoder import Autoencoder
from deskhand.engine.adapting.colouring import Colouring
from deskhand.engine.adapting.masked_in_place import MaskedInPlace
from deskhand.engine.adapting.masked_patches import MaskedPatches
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.adapting.patches import grid_of
from deskhand.engine.adapting.rotation import Rotation
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.text import TextTrainee
from engine.self_taught import fell, jpeg, probe, teach
from engine.tiny_pictures import FAMILIES, make

Dots = NDArray[np.float64]
ALL: tuple[Objective, ...] = (MaskedPatches(), MaskedInPlace(), Autoencoder(), Colouring(), Rotation())
DOWN, ACROSS = np.mgrid[:32, :32] / 32
TINTS = np.array([[0.25, 0, -0.25], [-0.25, 0, 0.25], [-0.2, 0.2, 0], [0.2, -0.2, 0.1]])


@pytest.fixture
def seeing(tmp_path: Path) -> Callable[[str], PictureTrainee]:
    return lambda family: PictureTrainee(shelf.find_picture(str(make(family, tmp_path / family))))  # type: ignore[arg-type]


def stripes(kind: int, rng: np.random.Generator) -> Dots:
    """Grey stripes in one of four directions, anywhere, of any strength."""
    angle, waves, start = np.pi * kind / 4, rng.uniform(11, 17), rng.uniform(0, 2 * np.pi)
    dots = np.sin(waves * (np.cos(angle) * ACROSS + np.sin(angle) * DOWN) + start) * rng.uniform(0.15, 0.3)
    return np.repeat((0.5 + dots + rng.normal(0, 0.05, dots.shape))[..., None], 3, axis=2)


def spot(kind: int, rng: np.random.Generator) -> Dots:
    """A light or dark spot in one of nine places."""
    down, across = (np.array(divmod(kind, 3)) * 0.3 + 0.2) + rng.uniform(-0.05, 0.05, 2)
    dots = np.exp(-((DOWN - down) ** 2 + (ACROSS - across) ** 2) / 0.05) * rng.choice([-0.45, 0.45])
    return np.repeat((0.5 + dots + rng.normal(0, 0.05, dots.shape))[..., None], 3, axis=2)


def spire(kind: int, rng: np.random.Generator) -> Dots:
    """A light or dark spire, turned by so many quarters."""
    tip, middle = rng.uniform(0.1, 0.25), rng.uniform(0.4, 0.6)
    inside = (np.abs(ACROSS - middle) <= (DOWN - tip) * rng.uniform(0.3, 0.5)) & (tip <= DOWN) & (tip + 0.6 > DOWN)
    dots = inside * rng.choice([-0.3, 0.3]) + rng.normal(0.5, 0.08, inside.shape)
    return np.rot90(np.repeat(dots[..., None], 3, axis=2), kind)


def drawn(make_one: Callable[[int, np.random.Generator], Dots], kinds: int, count: int) -> tuple[list[Dots], list[int]]:
    rng = np.random.default_rng(1)
    labels = rng.integers(kinds, size=count).tolist()
    return [make_one(kind, rng) for kind in labels], labels


@pytest.mark.parametrize(
    ("objective", "family", "least"),
    [
        (MaskedPatches(), "vit", 0.06),
        (MaskedPatches(), "dinov2_with_registers", 0.1),
        (MaskedInPlace(), "convnext", 0.2),
    ],
)
def test_hidden_parts_teach_which_way_stripes_run(
    seeing: Callable[[str], PictureTrainee], objective: Objective, family: str, least: float
) -> None:
    trainee = seeing(family)
    pictures, labels = drawn(stripes, 4, 300)
    contents = [jpeg(one) for one in pictures]
    before = probe(trainee, contents, labels)
    losses = teach(objective, trainee, contents, epochs=12, rate=3e-3)
    after = probe(trainee, contents, labels)
    assert fell(losses) < 0.95
    assert after > before + least


@pytest.mark.parametrize("family", ["vit", "convnext"])
def test_drawing_it_again_teaches_where_a_spot_is(seeing: Callable[[str], PictureTrainee], family: str) -> None:
    trainee = seeing(family)
    pictures, labels = drawn(spot, 9, 300)
    contents = [jpeg(one) for one in pictures]
    before = probe(trainee, contents, labels)
    losses = teach(Autoencoder(), trainee, contents, epochs=12, rate=3e-3)
    after = probe(trainee, contents, labels)
    assert fell(losses) < 0.6
    assert after > before + 0.07


def test_colours_teach_what_can_be_told_without_them(seeing: Callable[[str], PictureTrainee]) -> None:
    trainee = seeing("vit")
    grey, labels = drawn(stripes, 4, 300)
    coloured = [jpeg(one + TINTS[kind]) for one, kind in zip(grey, labels, strict=True)]
    contents = [jpeg(one) for one in grey]
    before = probe(trainee, contents, labels)
    losses = teach(Colouring(), trainee, coloured, epochs=10, rate=3e-3)
    after = probe(trainee, contents, labels)
    assert fell(losses) < 0.7
    assert after > before + 0.15


def test_turning_upright_pictures_teaches_which_way_others_lie(seeing: Callable[[str], PictureTrainee]) -> None:
    trainee = seeing("vit")
    upright = [jpeg(spire(0, np.random.default_rng(seed))) for seed in range(200)]
    pictures, labels = drawn(spire, 4, 200)
    contents = [jpeg(one) for one in pictures]
    before = probe(trainee, contents, labels)
    losses = teach(Rotation(), trainee, upright, epochs=10, rate=3e-3)
    after = probe(trainee, contents, labels)
    assert fell(losses) < 0.7
    assert after > before + 0.2


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_rebuild_and_only_transformers_can_leave_out(
    seeing: Callable[[str], PictureTrainee], family: str
) -> None:
    trainee = seeing(family)
    assert not [one.name for one in ALL[1:] if one.misfit(trainee)]
    assert bool(MaskedPatches().misfit(trainee)) == (family == "convnext")


def test_a_network_that_merges_its_patches_is_asked_for_what_comes_out(tmp_path: Path) -> None:
    config = SwinConfig(image_size=32, patch_size=2, embed_dim=8, depths=[1, 1], num_heads=[1, 2], window_size=4)
    SwinModel(config).save_pretrained(tmp_path)
    ViTImageProcessorPil(size={"height": 32, "width": 32}).save_pretrained(tmp_path)
    trainee = PictureTrainee(shelf.find_picture(str(tmp_path)))  # type: ignore[arg-type]
    grid = grid_of(trainee)
    assert grid is not None
    assert (grid.rows, grid.columns, grid.side) == (8, 8, 4)
    assert "left out" in MaskedPatches().misfit(trainee)
    contents = [jpeg(one) for one in drawn(stripes, 4, 16)[0]]
    assert teach(MaskedInPlace(), trainee, contents, epochs=1, rate=1e-3)


def test_a_model_that_reads_is_not_shown_pictures() -> None:
    trainee = TextTrainee(shelf.find(""))
    assert {one.misfit(trainee) for one in ALL} == {"This model does not look at pictures."}
