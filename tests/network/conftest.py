"""A hub that this computer trusts, and a model on it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.models import Modality, Model, ModelFile
from network.hub_server import COMMIT, OLDER, HubServer


@pytest.fixture
def contents() -> dict[str, bytes]:
    """A model's files: small ones, one that is empty, and a large one."""
    letters = random.Random(6)
    return {
        "config.json": b'{"model_type": "bert"}',
        "tokenizer.json": b'{"version": "1.0"}' * 50,
        "1_Pooling/config.json": b"{}",
        "merges.txt": b"",
        "model.safetensors": letters.randbytes(400_000),
        "pytorch_model.bin": b"a pickle",
    }


@pytest.fixture
def hub(tmp_path: Path, contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Running; its certificate counts here as a company's would."""
    folder = tmp_path / "hub"
    folder.mkdir()
    server = HubServer(folder, files={OLDER: {"config.json": b"old"}, COMMIT: contents})
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with server.running():
        yield server


@pytest.fixture
def model(contents: dict[str, bytes]) -> Model:
    """As the catalogue would have it: nothing is known of its files but their names, and one is not there."""
    names = [*(name for name in contents if not name.endswith(".bin")), "vocab.txt"]
    files = tuple(ModelFile(name) for name in names)
    said = {"about": "", "languages": "", "licence": "MIT", "sha256": "", "size": 400_000, "files": files}
    return Model("distilbert/distilroberta-base", "DistilRoBERTa", Modality.TEXT, **said)  # type: ignore[arg-type]
