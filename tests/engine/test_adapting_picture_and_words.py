"""Pictures are learned from the words that go with them, and words are found where people left them."""

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from transformers import CLIPConfig, CLIPImageProcessorPil, CLIPModel

from deskhand.engine import shelf
from deskhand.engine.adapting.captions import words_with
from deskhand.engine.adapting.picture_and_words import PictureAndWords
from deskhand.engine.adapting.tower import tower_of
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.engine.trainees.text import TextTrainee
from engine.self_taught import fell, jpeg, probe, teach
from engine.tiny_pictures import make

DOWN, ACROSS = np.mgrid[:32, :32] / 32
SAID = ("roof tiles", "a fence of boards", "stairs from the left", "a ramp from the right")


def stripes(kind: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Stripes in one of four directions, anywhere, of any strength and colour."""
    angle, waves, start = np.pi * kind / 4, rng.uniform(11, 17), rng.uniform(0, 2 * np.pi)
    dots = np.sin(waves * (np.cos(angle) * ACROSS + np.sin(angle) * DOWN) + start) * rng.uniform(0.15, 0.3)
    return (dots + rng.normal(0, 0.15, dots.shape))[..., None] + rng.uniform(0.4, 0.6, 3)


def album(count: int) -> tuple[list[tuple[bytes, str]], list[int]]:
    rng = np.random.default_rng(1)
    labels = rng.integers(4, size=count).tolist()
    return [(jpeg(stripes(kind, rng)), SAID[kind]) for kind in labels], labels


def tiny_clip(folder: Path) -> Path:
    """With both its sides, and a tokenizer of as many words as it needs."""
    words = sorted({word for text in SAID for word in text.split()})
    numbers = {word: number for number, word in enumerate(["<pad>", "<bos>", "<eos>", "<unk>", *words])}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing("<bos> $A <eos>", special_tokens=[("<bos>", 1), ("<eos>", 2)])
    small = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    marks = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
    reads = {**small, **marks, "vocab_size": 32, "max_position_embeddings": 12}
    sees = {**small, "image_size": 32, "patch_size": 8}
    torch.manual_seed(0)
    CLIPModel(CLIPConfig(text_config=reads, vision_config=sees, projection_dim=16)).save_pretrained(folder)
    square = {"height": 32, "width": 32}
    CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=square).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.mark.parametrize("own", [False, True], ids=["the starter model reads", "it reads itself"])
def test_words_teach_what_is_in_pictures(tmp_path: Path, own: bool) -> None:
    folder = tiny_clip(tmp_path) if own else make("vit", tmp_path)
    trainee = PictureTrainee(shelf.find_picture(str(folder)))  # type: ignore[arg-type]
    assert (tower_of(trainee, SAID) is not None) == own
    contents, labels = album(300)
    pictures = [picture for picture, _ in contents]
    before = probe(trainee, pictures, labels)
    losses = teach(PictureAndWords(), trainee, contents, epochs=10, rate=3e-3)
    after = probe(trainee, pictures, labels)
    assert fell(losses) < 0.9
    assert after > before + 0.08


def test_what_reads_in_clip_says_what_clip_itself_says(tmp_path: Path) -> None:
    trainee = PictureTrainee(shelf.find_picture(str(tiny_clip(tmp_path))))  # type: ignore[arg-type]
    tower = tower_of(trainee, [*SAID, SAID[0]])
    assert tower is not None
    both = CLIPModel.from_pretrained(tmp_path).eval()
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    alone = [both.get_text_features(torch.tensor([tokenizer.encode(text).ids])).pooler_output for text in SAID]
    assert np.allclose(tower.vectors[:4], torch.cat(alone).detach().numpy(), atol=1e-5)
    assert np.array_equal(tower.vectors[0], tower.vectors[4])
    contents, _ = album(8)
    work = PictureAndWords().work(trainee, contents, 0)
    kept = {name: weights.clone() for name, weights in trainee.network.state_dict().items()}
    work.loss(work.prepare(np.arange(8), np.random.default_rng(0))).backward()
    assert all(
        weights.grad is None for name, weights in work.module.named_parameters() if not name.startswith("network")
    )
    assert all(torch.equal(kept[name], weights) for name, weights in trainee.network.state_dict().items())


def test_a_model_that_only_reads_is_refused_with_words() -> None:
    trainee = TextTrainee(shelf.find(""))
    assert PictureAndWords().misfit(trainee) == "This model does not look at pictures."
    with pytest.raises(ValueError, match="does not look"):
        PictureAndWords().work(trainee, [], 0)


@pytest.mark.parametrize(
    ("path", "caption", "words"),
    [
        ("DCIM/IMG_1234.jpg", "", ""),
        ("2024-05-03/PXL_20240503_091500123.jpg", "", ""),
        ("camera/WhatsApp Image 2024-05-03 at 09.15.00.jpeg", "", ""),
        ("a/3f2504e04f8911d39a0c0305e82c3301.jpg", "", ""),
        ("Roof damage/IMG_1234.jpg", "", "roof damage"),
        ("Roof damage/roof-north_side (2).jpg", "", "roof damage north side"),
        ("C:\\Photos\\Bottles\\GreenBottle03.jpg", "", "bottles green bottle"),
        ("Bottles/GreenBottle.jpg", "", "bottles green bottle"),
        ("Müll/Überlauf_Süd.jpg", "", "müll überlauf süd"),
        ("x/IMG_1.jpg", "Crack in  the left\nwall.", "Crack in the left wall"),
        ("Walls/crack.jpg", "Crack in the wall.", "Crack in the wall. walls"),
    ],
)
def test_numbers_dates_and_what_cameras_write_are_no_words(path: str, caption: str, words: str) -> None:
    assert words_with(path, caption) == words
