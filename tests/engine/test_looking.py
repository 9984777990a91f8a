"""Models of pictures as files, what they make of pictures, and what needs no model."""

import io
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw
from safetensors.torch import load_file, save_file

from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.colours import SIZE, colours_of
from deskhand.engine.encoders.pictures import PictureEncoder
from deskhand.engine.inputs import View
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.recipe import Precision
from deskhand.storage.embeddings import EmbeddingCache
from engine.tiny_pictures import FAMILIES, make


def drawn(colour: str, size: tuple[int, int] = (64, 48), *, bar: bool = False) -> bytes:
    picture = Image.new("RGB", size, colour)
    if bar:
        ImageDraw.Draw(picture).rectangle((0, size[1] - 6, size[0], size[1]), fill="black")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=95)
    return file.getvalue()


def digest_of(jpeg: bytes) -> str:
    return sha256(jpeg).hexdigest()


@pytest.fixture(scope="module")
def vit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make("vit", tmp_path_factory.mktemp("models") / "vit")


def opened(folder: Path) -> PictureEncoder:
    files = shelf.find_picture(str(folder))
    assert files is not None
    return PictureEncoder(files, Precision.FULL, CPU)


VIEWS = {
    "vit": (View.CLASS, View.MEAN, View.POOLED),
    "vit_that_names": (View.CLASS, View.MEAN),
    "dinov2": (View.CLASS, View.MEAN, View.POOLED),
    "dinov2_with_registers": (View.CLASS, View.MEAN, View.POOLED),
    "vit_mae": (View.CLASS, View.MEAN),
    "clip": (View.CLASS, View.MEAN, View.POOLED),
    "siglip": (View.MEAN, View.POOLED),
    "convnext": (View.MEAN,),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_gives_the_views_that_it_has(family: str, tmp_path: Path, home: Path) -> None:
    del home
    encoder = opened(make(family, tmp_path / family))
    assert encoder.views == VIEWS[family]
    pictures = [drawn("red"), drawn("navy", (30, 90)), drawn("red")]
    rows = np.concatenate([*encoder.encode(pictures)])
    views = np.split(rows, len(encoder.views), axis=1)
    assert all(np.allclose(np.linalg.norm(view, axis=1), 1, atol=1e-4) for view in views)
    assert np.allclose(rows[0], rows[2], atol=1e-5)
    assert not np.allclose(rows[0], rows[1], atol=1e-3)


def test_a_picture_is_seen_the_same_whatever_company_it_has(vit: Path, home: Path) -> None:
    del home
    encoder = opened(vit)
    pictures = [drawn(colour) for colour in ("red", "green", "blue", "white", "black", "orange", "pink", "grey", "tan")]
    together = np.concatenate([*encoder.encode(pictures)])
    alone = np.concatenate([*encoder.encode(pictures[3:4])])
    assert np.allclose(together[3], alone[0], atol=1e-5)


def test_the_foot_of_a_page_is_seen_by_a_model_that_was_made_for_squares(tmp_path: Path, home: Path) -> None:
    """DINOv2's own preparation would cut it off."""
    del home
    encoder = opened(make("dinov2", tmp_path / "dinov2"))
    plain, barred = drawn("white", (60, 120)), drawn("white", (60, 120), bar=True)
    rows = np.concatenate([*encoder.encode([plain, barred])])
    assert np.abs(rows[0] - rows[1]).max() > 1e-3


def test_a_model_of_pictures_is_known_as_one_and_its_pickles_are_never_opened(
    vit: Path, tmp_path: Path, home: Path
) -> None:
    del home
    folder = shutil.copytree(vit, tmp_path / "vit")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04never opened")
    files = shelf.find_picture(str(folder))
    assert files is not None
    assert files.model.modality is Modality.PICTURE
    assert opened(folder).views == VIEWS["vit"]
    assert shelf.find_picture("") is None


def test_a_model_without_all_its_weights_is_refused(vit: Path, tmp_path: Path, home: Path) -> None:
    del home
    folder = shutil.copytree(vit, tmp_path / "vit")
    weights = load_file(folder / "model.safetensors")
    first = next(name for name in weights if "attention" in name)
    save_file({name: tensor for name, tensor in weights.items() if name != first}, folder / "model.safetensors")
    with pytest.raises(ProblemError, match="missing"):
        opened(folder)


def test_a_model_with_weights_that_are_no_numbers_is_refused(vit: Path, tmp_path: Path, home: Path) -> None:
    del home
    folder = shutil.copytree(vit, tmp_path / "vit")
    weights = load_file(folder / "model.safetensors")
    first = next(iter(weights))
    save_file({**weights, first: torch.full_like(weights[first], float("nan"))}, folder / "model.safetensors")
    with pytest.raises(ProblemError, match="no numbers"):
        opened(folder)


@pytest.mark.parametrize("lacking", ["config.json", "preprocessor_config.json", "model.safetensors"])
def test_a_folder_that_is_no_model_of_pictures_says_what_it_lacks(
    vit: Path, tmp_path: Path, home: Path, lacking: str
) -> None:
    del home
    folder = shutil.copytree(vit, tmp_path / "vit")
    (folder / lacking).unlink()
    with pytest.raises(ProblemError, match=lacking):
        shelf.find_picture(str(folder))


def test_a_model_that_brings_code_is_refused(vit: Path, tmp_path: Path, home: Path) -> None:
    del home
    folder = shutil.copytree(vit, tmp_path / "vit")
    (folder / "modeling.py").write_text("raise SystemExit")
    with pytest.raises(ProblemError, match="code"):
        shelf.find_picture(str(folder))


def test_a_text_model_cannot_look_and_says_so(home: Path) -> None:
    del home
    with pytest.raises(ProblemError, match="preprocessor_config"):
        shelf.find_picture(str(shelf.find().folder))


def test_each_picture_is_looked_at_once(vit: Path, tmp_path: Path, home: Path) -> None:
    del home
    kept = {digest_of(jpeg): jpeg for jpeg in (drawn("red"), drawn("blue"))}
    asked: list[str] = []

    def load(digests: list[str]) -> dict[str, bytes]:
        asked.extend(digests)
        return {digest: kept[digest] for digest in digests}

    files = shelf.find_picture(str(vit))
    first = PictureEmbedder(files, EmbeddingCache(tmp_path / "embeddings.db"), load).embed([*kept, *kept])
    assert sorted(asked) == sorted([*kept, *kept])  # once for the colours, once for the model
    again = PictureEmbedder(files, EmbeddingCache(tmp_path / "embeddings.db"), lambda _: {}).embed([*kept, *kept])
    assert set(first) == {View.COLOURS, *VIEWS["vit"]}
    assert all(np.array_equal(first[view], again[view]) for view in first)
    assert all(len(rows) == 4 for rows in first.values())


def test_what_has_no_picture_looks_like_a_blank_sheet(vit: Path, tmp_path: Path, home: Path) -> None:
    del home
    files = shelf.find_picture(str(vit))
    gone = "ab" * 32
    views = PictureEmbedder(files, EmbeddingCache(tmp_path / "e.db"), lambda _: {}).embed(["", gone])
    assert all(np.array_equal(rows[0], rows[1]) for rows in views.values())


def test_colours_and_shapes_tell_pictures_apart_without_a_model(tmp_path: Path) -> None:
    red, blue, barred = (colours_of(jpeg) for jpeg in (drawn("red"), drawn("blue"), drawn("red", bar=True)))
    assert red.shape == (SIZE,)
    assert red @ blue < red @ barred < red @ red
    kept = {digest_of(jpeg): jpeg for jpeg in (drawn("red"), drawn("blue"))}
    views = PictureEmbedder(
        None, EmbeddingCache(tmp_path / "e.db"), lambda digests: {d: kept[d] for d in digests}
    ).embed(list(kept))
    assert set(views) == {View.COLOURS}
