"""The embedding cache: quick to have again, and no loss."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from deskhand.storage.embeddings import EmbeddingCache


def vectors(count: int) -> dict[bytes, np.ndarray]:
    chance = np.random.default_rng(5)
    keys = (sha256(str(number).encode()).digest() for number in range(count))
    return {key: chance.random(384, np.float32) for key in keys}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(EmbeddingCache(tmp_path / "embeddings.db")) as cache:
        cache.put(vectors(1200))
    return tmp_path / "embeddings.db"


def test_vectors_come_back_as_they_were(path: Path) -> None:
    kept = vectors(1200)
    with closing(EmbeddingCache(path)) as cache:
        found = cache.get([*kept, bytes(32)])
    assert found.keys() == kept.keys()
    assert all(np.array_equal(found[key], kept[key]) for key in kept)
    assert next(iter(found.values())).dtype == np.float32


def test_a_reader_beside_the_writer_sees_what_is_kept(path: Path) -> None:
    key = bytes(32)
    with closing(EmbeddingCache(path)) as writer, closing(EmbeddingCache(path, readonly=True)) as reader:
        assert reader.get([key]) == {}
        writer.put({key: np.ones(384, np.float32)})
        assert list(reader.get([key])) == [key]
        reader.put({bytes(31) + b"1": np.ones(384, np.float32)})
    with closing(EmbeddingCache(path)) as cache:
        assert cache.get([bytes(31) + b"1"]) == {}


def test_a_cache_that_was_deleted_is_empty(path: Path) -> None:
    path.unlink()
    with closing(EmbeddingCache(path, readonly=True)) as reader:
        assert reader.get(list(vectors(3))) == {}
    with closing(EmbeddingCache(path)) as cache:
        assert cache.get(list(vectors(3))) == {}


@pytest.mark.parametrize("first", [0, 4096], ids=["from the start", "inside"])
def test_a_damaged_cache_is_begun_anew(path: Path, first: int) -> None:
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(first)
        file.write(b"\xa5" * (size - first))
    with closing(EmbeddingCache(path, readonly=True)) as reader:
        assert reader.get(list(vectors(3))) == {}
    with closing(EmbeddingCache(path)) as cache:
        assert cache.get(list(vectors(3))) == {}
        cache.put(vectors(3))
        assert cache.get(list(vectors(3))).keys() == vectors(3).keys()
