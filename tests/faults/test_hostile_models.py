"""Folders of models that somebody made to harm: each is refused in words, runs nothing, and leaves nothing behind."""

import json
import os
import pickle
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save, save_file

from faults.hostile_models import Payload, refused
from tiny_shelf import added, tiny_bert

WEIGHTS = "model.safetensors"


@pytest.fixture(scope="module")
def honest_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bert(tmp_path_factory.mktemp("made") / "honest")


@pytest.fixture
def folder(honest_once: Path, tmp_path: Path) -> Path:
    """An honest model; each test makes it hostile."""
    return Path(shutil.copytree(honest_once, tmp_path / "stick" / "honest"))


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """It is there if something ran, or was written where it should not."""
    return tmp_path / "marker"


def test_an_honest_folder_is_taken(folder: Path) -> None:
    assert added(folder).here


# --- what could run programs --------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "extra.pkl", "deep/old.pt", "rng_state.pth", "x.ckpt", "y.joblib", "z.npy", "A.PKL"]
)
def test_a_pickle_is_refused_and_never_opened(folder: Path, marker: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(pickle.dumps(Payload(marker)))
    refused(folder, marker, "run programs", Path(name).name)


def test_a_pickle_that_is_called_safetensors_is_refused(folder: Path, marker: Path) -> None:
    (folder / WEIGHTS).write_bytes(pickle.dumps(Payload(marker)) * 50)
    refused(folder, marker)


@pytest.mark.parametrize("name", ["modeling_evil.py", "lib/evil.so", "evil.dll", "run.sh", "evil.pyc"])
def test_program_code_is_refused(folder: Path, marker: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(f"open({str(marker)!r}, 'w')")
    refused(folder, marker, "never runs")


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json", "preprocessor_config.json"])
@pytest.mark.parametrize(
    "asks",
    [
        {"auto_map": {"AutoModel": "evil.Model"}},
        {"text_config": {"auto_map": {"AutoConfig": "evil.Config"}}},
        {"custom_pipelines": {"text": {"impl": "evil.Pipeline"}}},
        {"auto_map": {"AutoModel": "somebody/evil--evil.Model"}},
        {"attn_implementation": "somebody/evil-kernel"},
    ],
)
def test_settings_that_ask_for_code_are_refused(folder: Path, marker: Path, name: str, asks: dict[str, Any]) -> None:
    settings = json.loads((folder / "config.json").read_text())
    (folder / name).write_text(json.dumps({**settings, **asks}))
    refused(folder, marker, "never runs")


def test_a_change_that_names_another_model_is_refused(folder: Path, marker: Path, tmp_path: Path) -> None:
    other = {"peft_type": "LORA", "base_model_name_or_path": str(tmp_path / "elsewhere")}
    (folder / "adapter_config.json").write_text(json.dumps(other))
    refused(folder, marker, "no model by itself")


# --- links, and too much of everything ----------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "nowhere"])
def test_links_and_what_is_no_file_are_refused(folder: Path, marker: Path, tmp_path: Path, kind: str) -> None:
    made: dict[str, Callable[[], object]] = {
        "file": lambda: (folder / "vocab.txt").symlink_to("/etc/passwd"),
        "folder": lambda: (folder / "more").symlink_to(tmp_path, target_is_directory=True),
        "pipe": lambda: os.mkfifo(folder / "merges.txt"),
        "nowhere": lambda: (folder / "vocab.json").symlink_to(marker),
    }
    made[kind]()
    refused(folder, marker, "links")


def test_thousands_of_files_are_refused(folder: Path, marker: Path) -> None:
    for number in range(2001):
        (folder / f"{number}.txt").touch()
    refused(folder, marker, "far more files")


def test_a_file_of_settings_that_has_no_end_is_refused(folder: Path, marker: Path) -> None:
    (folder / "config.json").write_text('{"a": "' + "b" * (5 << 20) + '"}')
    refused(folder, marker, "config.json is far too large")


def test_a_huge_vocabulary_is_refused_before_it_is_copied(folder: Path, marker: Path) -> None:
    with (folder / "vocab.txt").open("wb") as file:
        file.truncate(65 << 20)
    refused(folder, marker, "vocab.txt is far too large")


# --- numbers ------------------------------------------------------------------------------------


def with_head(head: object, numbers: bytes = b"", length: int | None = None) -> bytes:
    text = json.dumps(head).encode() if not isinstance(head, bytes) else head
    return struct.pack("<Q", len(text) if length is None else length) + text + numbers


def entry(begin: int, end: int, dtype: str = "F32", shape: object = (1,)) -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


HEADS: dict[str, bytes] = {
    "empty": b"",
    "shorter than its length": b"\x01\x02",
    "a head longer than the file": with_head({}, length=1 << 40),
    "a head of a gigabyte": struct.pack("<Q", 1 << 30) + b"{}",
    "no list": with_head(b"\xff\xfe" * 20),
    "a list of lists": with_head([1, 2, 3]),
    "a nest": with_head(b"[" * 100_000),
    "the same bytes twice": with_head({"a": entry(0, 4), "b": entry(0, 4)}, bytes(4)),
    "overlapping": with_head({"a": entry(0, 8, shape=(2,)), "b": entry(4, 8)}, bytes(8)),
    "a gap": with_head({"a": entry(0, 4), "b": entry(8, 12)}, bytes(12)),
    "cut off": with_head({"a": entry(0, 400, shape=(100,))}, bytes(100)),
    "more than it says": with_head({"a": entry(0, 4)}, bytes(4000)),
    "backwards": with_head({"a": entry(8, 4)}, bytes(8)),
    "a shape that is a lie": with_head({"a": entry(0, 4, shape=(1000, 1000))}, bytes(4)),
    "a shape below nothing": with_head({"a": entry(0, 4, shape=(-1, -1))}, bytes(4)),
    "a shape that is true": with_head({"a": entry(0, 4, shape=(True,))}, bytes(4)),
    "a kind that is none": with_head({"a": entry(0, 4, "EVIL")}, bytes(4)),
    "a name twice": with_head(b'{"a":%b,"a":%b}' % ((json.dumps(entry(0, 4)).encode(),) * 2), bytes(4)),
    "a number without end": with_head(b'{"a":{"dtype":"F32","shape":[' + b"9" * 9999 + b"]}}", bytes(4)),
}  # fmt: skip


@pytest.mark.parametrize("kind", HEADS)
def test_a_file_of_numbers_whose_head_lies_is_refused(folder: Path, marker: Path, kind: str) -> None:
    (folder / WEIGHTS).write_bytes(HEADS[kind])
    refused(folder, marker)


def test_a_head_that_would_fill_the_memory_is_refused_unread(folder: Path, marker: Path) -> None:
    with (folder / WEIGHTS).open("wb") as file:
        file.write(struct.pack("<Q", 60 << 20))
        file.truncate(61 << 20)
    refused(folder, marker, "far too long")


def test_a_file_of_numbers_that_was_cut_off_is_refused(folder: Path, marker: Path) -> None:
    whole = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(whole[: len(whole) * 2 // 3])
    refused(folder, marker, "ends too early")


def weights(folder: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> None:
    found = load_file(folder / WEIGHTS)
    change(found)
    save_file(found, folder / WEIGHTS)


_QUERY = "encoder.layer.0.attention.self.query.weight"
WRONG: dict[str, Callable[[dict[str, torch.Tensor]], object]] = {
    "are no numbers": lambda found: found[_QUERY].fill_(torch.nan),
    "are without end": lambda found: found[_QUERY].fill_(torch.inf),
    "are missing": lambda found: found.pop(_QUERY),
    "have another shape": lambda found: found.update({_QUERY: torch.zeros(3, 3)}),
    "have other names": lambda found: found.update({f"x.{name}": found.pop(name) for name in list(found)}),
}


SAID = {
    "are no numbers": "are no numbers",
    "are without end": "are no numbers",
    "are missing": "missing",
    "have another shape": "do not fit",
    "have other names": "missing",
}


@pytest.mark.parametrize("how", WRONG)
def test_weights_that_do_not_fit_are_refused_and_never_made_up(folder: Path, marker: Path, how: str) -> None:
    weights(folder, WRONG[how])
    refused(folder, marker, SAID[how])


@pytest.mark.parametrize(
    "lie",
    [
        {"hidden_size": 1 << 20, "num_attention_heads": 2},
        {"num_hidden_layers": 10**9},
        {"num_hidden_layers": 60_000},
        {"num_labels": 10**9},
        {"intermediate_size": 1 << 40},
        {"vocab_size": 1 << 40},
        {"vocab_size": -5},
        {"hidden_size": "many"},
        {"hidden_size": 0},
        {"model_type": "evil"},
        {"model_type": ["bert"]},
        {"model_type": "../../evil"},
    ],
)
def test_settings_that_would_have_a_network_made_up_are_refused(
    folder: Path, marker: Path, lie: dict[str, object]
) -> None:
    settings = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**settings, **lie}))
    refused(folder, marker)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
@pytest.mark.parametrize("text", ["", "not JSON", "[1]", "{}", "[" * 100_000])
def test_files_beside_the_numbers_that_make_no_sense_are_refused(
    folder: Path, marker: Path, name: str, text: str
) -> None:
    (folder / name).write_text(text)
    refused(folder, marker)


def test_a_model_of_random_numbers_that_nobody_can_use_is_refused(tmp_path: Path, marker: Path) -> None:
    folder = tmp_path / "stick" / "noise"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / WEIGHTS).write_bytes(save({"noise": torch.randn(10)}))
    refused(folder, marker)
