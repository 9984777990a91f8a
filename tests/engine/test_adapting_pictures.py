"""Learning from views of pictures without answers: it learns, what it learns helps, and a kill does not change it.

The pictures are blobs of light and dark at places that say nothing, under a faint tint that says which kind they are.
Views of a picture have other places and another light, but the same tint: whatever compares them should find it.
"""

import colorsys
import io
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from sklearn.linear_model import LogisticRegression
from transformers import ViTConfig, ViTImageProcessorPil, ViTModel

from deskhand.engine import shelf
from deskhand.engine.adapting.byol import BYOL
from deskhand.engine.adapting.compared_views import OfPictures
from deskhand.engine.adapting.dino import DINO
from deskhand.engine.adapting.health import look, vectors_of
from deskhand.engine.adapting.moco import MoCo
from deskhand.engine.adapting.simclr import SimCLR
from deskhand.engine.adapting.swapped_clusters import SwAV, evenly
from deskhand.engine.checkpoints import Checkpoints
from deskhand.engine.devices import CPU
from deskhand.engine.finetuning import Processor, Schedule, Step, train
from deskhand.engine.trainees.pictures import PictureTrainee

KINDS, SIDE, TINT = 4, 48, 0.05
GUESSING = {"moco": math.log(1 + 256 // 4), "dino": math.log(64), "swapped-clusters": math.log(25)}
OBJECTIVES = (SimCLR(), MoCo(), BYOL(), DINO(), SwAV())


def drawn(kind: int, rng: np.random.Generator) -> bytes:
    down, across = np.mgrid[:SIDE, :SIDE] / SIDE
    light = np.full((SIDE, SIDE), rng.uniform(90, 160))
    for _ in range(5):
        (top, left), size = rng.random(2), rng.uniform(0.1, 0.3)
        light[(across - left) ** 2 + (down - top) ** 2 < size**2] = rng.uniform(40, 215)
    tint = np.array(colorsys.hsv_to_rgb((kind / KINDS + rng.uniform(-0.05, 0.05)) % 1, 1, 1))
    dots = light[..., None] * (1 + TINT * (tint - tint @ (0.299, 0.587, 0.114)))
    file = io.BytesIO()
    Image.fromarray(dots.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=92)
    return file.getvalue()


@dataclass(frozen=True)
class Pictures:
    jpegs: list[bytes]
    kinds: np.ndarray


def pictures(count: int, seed: int) -> Pictures:
    rng, kinds = np.random.default_rng(seed), np.arange(count) % KINDS
    return Pictures([drawn(kind, rng) for kind in kinds], kinds)


POOL, LEARNED, TESTED = pictures(256, 1), pictures(24, 2), pictures(200, 3)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "tiny"
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    torch.manual_seed(0)
    ViTModel(ViTConfig(**sizes, image_size=32, patch_size=8), add_pooling_layer=False).save_pretrained(folder)
    form = ViTImageProcessorPil(size={"height": 32, "width": 32}, image_mean=[0.5] * 3, image_std=[0.25] * 3)
    form.save_pretrained(folder)
    return folder


@pytest.fixture
def untouched(tiny: Path, home: Path) -> Callable[[], PictureTrainee]:
    del home

    def load() -> PictureTrainee:
        files = shelf.find_picture(str(tiny))
        assert files is not None
        return PictureTrainee(files)

    return load


def right_of(trainee: PictureTrainee) -> float:
    """Share of pictures that a linear probe on few answers gets right."""
    probe = LogisticRegression(C=10, max_iter=2000).fit(vectors_of(trainee, LEARNED.jpegs), LEARNED.kinds)
    return float(probe.score(vectors_of(trainee, TESTED.jpegs), TESTED.kinds))


def schedule_of(objective: OfPictures, epochs: int) -> Schedule:
    return replace(objective.schedule(len(POOL.jpegs), 0), epochs=epochs, batch=32, rate=3e-4)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda objective: objective.name)
def test_comparing_views_finds_what_stays_the_same(
    objective: OfPictures, untouched: Callable[[], PictureTrainee]
) -> None:
    trainee = untouched()
    assert not objective.misfit(trainee)
    before, healthy = right_of(trainee), look(trainee, TESTED.jpegs)
    losses: list[float] = []

    def told(step: Step) -> None:
        losses.append(step.loss)

    train(objective.work(trainee, POOL.jpegs, 0), schedule_of(objective, 10), Processor(CPU), told=told)
    assert losses[-1] < GUESSING.get(objective.name, losses[0])
    assert not look(trainee, TESTED.jpegs).has_collapsed(healthy)
    assert right_of(trainee) > before + 0.03


class _KilledError(Exception):
    pass


@pytest.mark.parametrize("objective", [MoCo(), DINO()], ids=lambda objective: objective.name)
def test_a_killed_training_ends_where_an_undisturbed_one_does(
    objective: OfPictures, untouched: Callable[[], PictureTrainee], tmp_path: Path
) -> None:
    """Teachers, queues and centres too are where they were."""
    jpegs, schedule = POOL.jpegs[:64], schedule_of(objective, 2)

    def trained(checkpoints: Checkpoints | None, killed_after: int = -1) -> dict[str, torch.Tensor]:
        work = objective.work(untouched(), jpegs, 0)

        def epoch_ended(epoch: int) -> bool:
            if epoch == killed_after:
                raise _KilledError
            return False

        train(work, schedule, Processor(CPU), after_epoch=epoch_ended, checkpoints=checkpoints)
        return work.module.state_dict()

    undisturbed = trained(None)
    with pytest.raises(_KilledError):
        trained(Checkpoints(tmp_path, every=0.0), killed_after=1)
    resumed = trained(Checkpoints(tmp_path, every=0.0))
    assert undisturbed.keys() == resumed.keys()
    assert all(torch.allclose(undisturbed[name], resumed[name], atol=1e-6) for name in undisturbed)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda objective: objective.name)
def test_a_batch_may_be_cut_down_to_single_pictures(
    objective: OfPictures, untouched: Callable[[], PictureTrainee]
) -> None:
    work = objective.work(untouched(), POOL.jpegs[:16], 0)
    work.module.train()
    prepared = work.prepare(np.arange(3), np.random.default_rng(0))
    for row in range(3):
        work.loss({name: views[row : row + 1] for name, views in prepared.items()}).backward()
    work.after_step(1, 10)
    weights = [weight for group in work.groups() for weight in group.parameters]
    assert all(weight.grad is None or weight.grad.isfinite().all() for weight in weights)
    assert any(weight.grad is not None for weight in work.groups()[0].parameters)


def test_clusters_are_filled_evenly() -> None:
    torch.manual_seed(0)
    spread = evenly(torch.rand(64, 8) + torch.tensor([1.0, *[0.0] * 7]))  # all would be in the first
    assert torch.allclose(spread.sum(dim=1), torch.ones(64))
    assert spread.sum(dim=0).max() < 1.5 * 64 / 8
