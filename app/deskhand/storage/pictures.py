"""The picture cache: what each file looks like, small, as a JPEG of our own making.

So nobody but the readers in processes apart ever decodes a picture that came from outside. What is lost of it is made
again: see ``jobs/restore_pictures.py``.
"""

from collections.abc import Mapping, Sequence

from deskhand.storage.cache import Cache


class PictureCache(Cache):
    """Pictures by the SHA-256 (hex) of the file that they are of; at most ``PICTURE_EDGE`` pixels high and wide."""

    def get(self, digests: Sequence[str]) -> dict[str, bytes]:
        """The pictures that are there, each a whole JPEG file."""
        return {key.hex(): value for key, value in self.read([bytes.fromhex(digest) for digest in digests]).items()}

    def missing(self, digests: Sequence[str]) -> frozenset[str]:
        """Those of ``digests`` of which there is no picture; none is read for that."""
        keys = [bytes.fromhex(digest) for digest in digests]
        return frozenset(key.hex() for key in set(keys) - self.known(keys))

    def put(self, pictures: Mapping[str, bytes]) -> None:
        """Keep pictures; all or none."""
        self.write({bytes.fromhex(digest): jpeg for digest, jpeg in pictures.items()})
