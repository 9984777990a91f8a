"""Every family of the catalogue, from a tiny checkpoint of its real classes as its makers publish it: loaded, used,
fine-tuned a step, and saved as a model like any other."""

import io
import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import devices, shelf
from deskhand.engine.bucketing import batches_of
from deskhand.engine.challengers.challenger import Start
from deskhand.engine.challengers.fine_tuned import FineTuned
from deskhand.engine.encoders.pictures import PictureEncoder
from deskhand.engine.encoders.sound import SoundEncoder
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.finetuning import Group, Processor, Schedule, train
from deskhand.engine.inputs import RATE, Inputs, Lesson, Rows
from deskhand.engine.methods.method import Option
from deskhand.engine.methods.vectors import OnVectors
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech import pupil as pupils
from deskhand.engine.speech.clips import Clip, Line
from deskhand.engine.speech.learning import Hearing, Script
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.whisper import Way, Window
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.sound import SoundTrainee
from deskhand.engine.trainees.text import TextTrainee
from deskhand.engine.trainees.trainee import Batch
from deskhand.storage import models
from engine import tiny_pictures, tiny_sounds, tiny_texts
from engine.tiny_whisper import tiny_whisper

SUBJECTS = ("the invoice", "a refund", "my tooth", "the printer", "our contract", "a parking ticket")
TEXTS = [f"Please call me back about {subject}, it is urgent." for subject in SUBJECTS] + ["Hi", SUBJECTS[0] * 30]


def jpeg(colour: str) -> bytes:
    file = io.BytesIO()
    picture = Image.new("RGB", (64, 48), colour)
    picture.paste("black", (0, 0, 20, 48))
    picture.save(file, "JPEG")
    return file.getvalue()


PICTURES = [jpeg(colour) for colour in ("red", "olive", "navy", "white", "orange", "pink")]
SOUNDS = [
    (0.3 * np.sin(2 * np.pi * pitch * np.arange(round(0.6 * RATE)) / RATE)).astype(np.float32)
    for pitch in (200, 500, 900, 1500)
]
KINDS: dict[Modality, tuple[Callable[..., Any], Callable[..., Any], Sequence[Any]]] = {
    Modality.TEXT: (TextEncoder, TextTrainee, TEXTS),
    Modality.PICTURE: (PictureEncoder, PictureTrainee, PICTURES),
    Modality.SOUND: (SoundEncoder, SoundTrainee, SOUNDS),
}
MADE: dict[tuple[Modality, str], Callable[[Path], Path]] = {
    **{
        (Modality.TEXT, name): partial(tiny_texts.make, name, texts=TEXTS)
        for name in tiny_texts.FAMILIES | tiny_texts.PUBLISHED
    },
    **{
        (Modality.PICTURE, name): partial(tiny_pictures.make, name)
        for name in tiny_pictures.FAMILIES | tiny_pictures.PUBLISHED
    },
    **{
        (Modality.SOUND, name): partial(tiny_sounds.make, name) for name in tiny_sounds.FAMILIES | tiny_sounds.PUBLISHED
    },
}
HEARING: dict[str, Callable[[Path], Path]] = {
    "whisper": tiny_whisper,
    "whisper of English": partial(tiny_whisper, english=True),
    "whisper turbo": partial(tiny_whisper, mels=128, decoders=4),
    "distil-whisper": partial(tiny_whisper, mels=128, decoders=2),
}
EVERY = pytest.mark.parametrize(("modality", "family"), MADE, ids=str)


def found(modality: Modality, folder: Path) -> ModelFiles:
    find: dict[Modality, Callable[[str], ModelFiles | None]] = {
        Modality.TEXT: shelf.find,
        Modality.PICTURE: shelf.find_picture,
        Modality.SOUND: shelf.find_sound,
    }
    files = find[modality](str(folder))
    assert files is not None
    return files


def encoded(files: ModelFiles, precision: Precision = Precision.FULL) -> np.ndarray:
    """(contents, size), rows of length 1."""
    modality = files.model.modality
    encoder = KINDS[modality][0](files, precision, devices.CPU)
    vectors = encoder.encode(KINDS[modality][2])
    together = vectors if isinstance(vectors, np.ndarray) else np.concatenate([*vectors])
    return together / np.linalg.norm(together, axis=1, keepdims=True)


class TowardsChance:
    """One step of a ``Work``: the vectors of each content go some way towards one drawn by chance."""

    def __init__(self, trainee: Any, contents: Sequence[Any]) -> None:
        self.trainee, self.contents, self.module = trainee, contents, trainee.network

    def groups(self) -> Sequence[Group]:
        return (Group(list(self.module.parameters())),)

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of([1] * len(self.contents), size, 0, epoch)

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        return self.trainee.batch([self.contents[row] for row in rows], rng)

    def loss(self, prepared: Batch) -> torch.Tensor:
        together = torch.cat([*self.trainee.vectors(prepared).values()], dim=1)
        aim = torch.from_numpy(np.random.default_rng(0).normal(size=together.shape[1:]).astype(np.float32))
        return -(together @ aim).mean()

    def after_step(self, step: int, of: int) -> None:
        """Nothing follows."""


def trained_vectors(trainee: Any, contents: Sequence[Any]) -> np.ndarray:
    with torch.inference_mode():
        together = torch.cat([*trainee.vectors(trainee.batch(contents)).values()], dim=1).numpy()
    return together / np.linalg.norm(together, axis=1, keepdims=True)


def test_every_family_of_the_catalogue_has_a_tiny_checkpoint_here(tmp_path: Path) -> None:
    made = {Modality.SPEECH: {"whisper"}}
    for (modality, name), make in MADE.items():
        config = json.loads((make(tmp_path / f"{modality} {name}") / "config.json").read_text())
        made.setdefault(modality, set()).add(config["model_type"])
    known = {model.id: (model.modality, model.family) for model in models.catalogue()}
    assert {id_: family for id_, (modality, family) in known.items() if family not in made[modality]} == {}


@EVERY
def test_a_family_is_read_in_full_and_in_half_precision(
    modality: Modality, family: str, tmp_path: Path, home: Path
) -> None:
    del home
    files = found(modality, MADE[modality, family](tmp_path / "made"))
    full = encoded(files)
    assert np.isfinite(full).all()
    assert np.abs(full - full[0]).max() > 1e-4  # what differs is told apart
    torch.manual_seed(7)
    assert (encoded(files) == full).all()  # nothing is left to chance, and nothing is hidden
    assert np.sum(full * encoded(files, Precision.HALF), axis=1).min() > 0.97


@EVERY
def test_a_family_learns_a_step_and_what_it_learned_is_kept(
    modality: Modality, family: str, tmp_path: Path, home: Path
) -> None:
    del home
    files = found(modality, MADE[modality, family](tmp_path / "made"))
    _, trainee_of, contents = KINDS[modality]
    trainee = trainee_of(files)
    before = trained_vectors(trainee, contents)
    assert np.allclose(before, encoded(files), atol=1e-5)
    train(TowardsChance(trainee, contents), Schedule(1, len(contents), 1e-2, warm_up=0), Processor(devices.CPU))
    after = trained_vectors(trainee, contents)
    assert np.abs(after - before).max() > 1e-3
    trainee.save(tmp_path / "kept")
    assert np.allclose(encoded(found(modality, tmp_path / "kept")), after, atol=1e-5)


@pytest.mark.parametrize(
    ("modality", "family"),
    [place for place in MADE if place[0] is Modality.TEXT]
    + [(Modality.PICTURE, "dinov2"), (Modality.PICTURE, "owlv2"), (Modality.SOUND, "wav2vec2")],
)
def test_a_few_numbers_beside_its_own_can_learn_too(
    modality: Modality, family: str, tmp_path: Path, home: Path
) -> None:
    del home
    files = found(modality, MADE[modality, family](tmp_path / "made"))
    _, trainee_of, contents = KINDS[modality]
    trainee = trainee_of(files)
    with torch.inference_mode():
        views = {view: each.numpy() for view, each in trainee.vectors(trainee.batch(contents)).items()}
    rows = np.arange(len(contents))
    lesson = Lesson(Inputs([""] * len(rows), views), rows % 2, ("odd", "even"), rows, rows)
    start = Start(trainee, contents, lesson, OnVectors(Method.MODEL, ()), Option(1.0, tuple(views)))
    attempt = FineTuned(Method.LORA).attempt(start)
    before = encoded(files)
    train(attempt, Schedule(3, len(contents), 1e-1, warm_up=0), Processor(devices.CPU))
    after = trained_vectors(trainee, contents)
    assert np.abs(after - before).max() > 1e-3
    attempt.save(tmp_path / "kept")
    assert np.allclose(encoded(found(modality, tmp_path / "kept")), after, atol=1e-4)


@EVERY
@pytest.mark.parametrize("damage", ["missing", "shape"])
def test_weights_that_are_missing_or_do_not_fit_are_refused_and_never_left_to_chance(
    modality: Modality, family: str, damage: str, tmp_path: Path, home: Path
) -> None:
    del home
    folder = MADE[modality, family](tmp_path / "made")
    weights = load_file(folder / "model.safetensors")
    name = next(name for name in sorted(weights) if _is_used(name))
    del weights[name]
    save_file(weights | ({name: torch.zeros(3, 5)} if damage == "shape" else {}), folder / "model.safetensors")
    with pytest.raises(ProblemError, match="cannot be used") as caught:
        encoded(found(modality, folder))
    assert caught.value.problem.advice


def _is_used(name: str) -> bool:
    """Whether it is of a layer of the part that is used; heads, decoders and what reads beside pictures are not."""
    layer = re.search(r"(layers?|h|stages|blocks)\.\d", name)
    return layer is not None and name.endswith("weight") and not re.search(r"decoder|text_model|head", name)


def test_pictures_of_any_shape_are_refused_with_what_to_take_instead(tmp_path: Path, home: Path) -> None:
    del home
    tiny_pictures.siglip2_of_any_shape(tmp_path / "naflex")
    with pytest.raises(ProblemError, match="fixed size"):
        encoded(found(Modality.PICTURE, tmp_path / "naflex"))


@pytest.mark.parametrize("family", HEARING)
def test_a_family_that_hears_words_listens_learns_a_step_and_is_kept(family: str, tmp_path: Path, home: Path) -> None:
    del home
    torch.manual_seed(0)
    folder = HEARING[family](tmp_path / "made")
    assert heard(folder) == heard(folder)
    files = pupils.published(str(folder))
    pupil = pupils.pupil_of(files, 0)
    clips = [
        Clip(np.asarray(6000 * sound, np.int16), (Line(0.0, 0.6, words),), words, language="en")
        for sound, words in zip(SOUNDS, ("yes", "no", "no", "yes"), strict=True)
    ]
    languages = open_whisper(str(folder), lambda _: None).languages
    work = Hearing(pupil, clips, Script(folder, languages), 0)
    before = [weight.detach().clone() for weight in pupil.changing()]
    train(work, Schedule(2, 8, 1e-2, warm_up=0), Processor(devices.CPU))
    assert any(not torch.equal(old, new) for old, new in zip(before, pupil.changing(), strict=True))
    pupils.save(pupil, files, tmp_path / "own")
    features, tokens = torch.randn(1, pupil.mels, 200), torch.tensor([[1, 2, 3]])
    again = pupils.pupil_of(pupils.published(str(tmp_path / "own")), 0).eval()
    with torch.inference_mode():
        assert torch.allclose(again(features, tokens), pupil.eval()(features, tokens), atol=1e-4)
    assert heard(tmp_path / "own") == heard(tmp_path / "own")


def heard(folder: Path) -> str:
    whisper = open_whisper(str(folder), lambda _: None)
    (decoded,) = whisper.decode([Window(SOUNDS[0], "en")], Way(beam_size=1))
    return "".join(segment.text for segment in decoded.segments)
