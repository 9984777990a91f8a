"""The embedding cache: content-addressed, written by the heavy worker alone, and disposable."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from deskhand.storage.cache import Cache

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class EmbeddingCache(Cache):
    """Vectors by key: SHA-256 of content, model fingerprint, preprocessing and pooling."""

    def get(self, keys: Sequence[bytes]) -> "dict[bytes, npt.NDArray[np.float32]]":
        """The vectors that are there, each of shape (dimensions,), float32."""
        import numpy as np

        return {key: np.frombuffer(value, dtype=np.float32) for key, value in self.read(keys).items()}

    def put(self, vectors: "Mapping[bytes, npt.NDArray[np.float32]]") -> None:
        """Keep vectors of shape (dimensions,); all or none."""
        self.write({key: vector.astype("float32").tobytes() for key, vector in vectors.items()})
