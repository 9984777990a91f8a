"""Whether a model that has read without answers finds what belongs together: a test that needs no answers either.

Each of some items that it has not read is cut in two, and its second half is to be more like its first than the second
halves of others are. That two parts of a thing belong together is what such models are trained by (inverse cloze, Lee
et al., Latent Retrieval, ACL 2019; cropping, Izacard et al., Contriever, TMLR 2022); to test by it is our choice. It
shows whether a model still finds, and says nothing about the questions that a person will ask.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
from PIL import Image

from deskhand.domain.models import Modality
from deskhand.engine.embedding import Embedder
from deskhand.engine.hearing import SoundEmbedder
from deskhand.engine.inputs import RATE, Floats, Samples, Vectors
from deskhand.engine.looking import PictureEmbedder
from deskhand.engine.neighbours import KeptEmbeddings
from deskhand.engine.shelf import ModelFiles
from deskhand.storage.embeddings import EmbeddingCache

FEWEST = 20  # items that could be cut, below which nothing can be said
_FEWEST_ASKED, _FEWEST_ITEMS = 30, 80  # some are too short to be cut
_MOST = {Modality.TEXT: 200, Modality.PICTURE: 200, Modality.SOUND: 60}  # a minute or two of seeing them all
_SHARE = 10  # of so many items one is not read, but asked
_FEWEST_WORDS = 6
_FEWEST_SAMPLES = RATE // 5
_QUALITY = 95  # of a JPEG
_TOP = 0.99  # of all pairs so many are less alike
_SAME = 0.999  # cosine; a whole 1 would be infinite in Fisher's z
Done = Callable[[int], None]


def asked_of(items: int, modality: Modality) -> int:
    """How many of so many items are not to be read, but asked; 0: there are too few."""
    return min(_MOST[modality], max(_FEWEST_ASKED, items // _SHARE)) if items >= _FEWEST_ITEMS else 0


def most_asked(modality: Modality) -> int:
    """Where others than those that are read can be asked."""
    return _MOST[modality]


def halved(contents: Iterable[Any], modality: Modality) -> tuple[list[Any], list[Any]]:
    """The first and the second half of each content; what is too short is left out."""
    pairs = [pair for pair in map(_HALVES[modality], contents) if pair is not None]
    return [first for first, _ in pairs], [second for _, second in pairs]


def vectors_by(
    files: ModelFiles, modality: Modality, contents: Sequence[Any], cache: EmbeddingCache, done: Done
) -> Vectors:
    """(contents, size) as look-alikes are found by, rows of length 1. ``done`` is called often, and may raise."""
    return _SEEN[modality](files, contents, cache, done)


def found(first: Vectors, second: Vectors) -> float:
    """How often (a share) a first half is more like its own second half than like that of another: 0.5 is by chance.

    How often its own is the very nearest tells less: short messages about a few subjects hardly ever have one.
    """
    cosines = first @ second.T
    own = np.diag(cosines)[:, None]
    nearer = (cosines < own).sum() + ((cosines == own).sum() - len(first)) / 2
    return float(nearer / max(1, len(first) * (len(first) - 1)))


def carried_over(least: float, before: Vectors, after: Vectors) -> float:
    """The cosine that means to a model what ``least`` means to the one it was made from. Both saw the same items.

    Two scales are laid over each other where the usual pair and the most alike of 100 pairs are (linear equating, Kolen
    and Brennan, Test Equating, 2014, chapter 2), in Fisher's z, in which a step is as much near 1 as near 0 (1921).
    """
    usual, top = _usual_and_top(before)
    usual_now, top_now = _usual_and_top(after)
    if top <= usual:
        return least
    z = usual_now + (np.arctanh(least) - usual) * (top_now - usual_now) / (top - usual)
    return float(min(np.tanh(z), _SAME))


def _usual_and_top(vectors: Vectors) -> tuple[float, float]:
    cosines: Floats = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)].astype(np.float64)
    usual, top = np.quantile(np.arctanh(np.clip(cosines, -_SAME, _SAME)), (0.5, _TOP))
    return float(usual), float(top)


# --- halves -------------------------------------------------------------------------------------


def _of_text(text: str) -> tuple[str, str] | None:
    words = text.split()
    middle = len(words) // 2
    return (" ".join(words[:middle]), " ".join(words[middle:])) if len(words) >= _FEWEST_WORDS else None


def _of_picture(jpeg: bytes) -> tuple[bytes, bytes] | None:
    """Across the longer side."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        width, height = picture.size
        if max(width, height) < 2:
            return None
        right, lower = (width // 2, height) if width >= height else (width, height // 2)
        left, upper = (right, 0) if width >= height else (0, lower)
        return _jpeg(picture.crop((0, 0, right, lower))), _jpeg(picture.crop((left, upper, width, height)))


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _of_sound(samples: Samples) -> tuple[Samples, Samples] | None:
    middle = len(samples) // 2
    return (samples[:middle], samples[middle:]) if middle >= _FEWEST_SAMPLES else None


_HALVES: Mapping[Modality, Callable[[Any], tuple[Any, Any] | None]] = {
    Modality.TEXT: _of_text,
    Modality.PICTURE: _of_picture,
    Modality.SOUND: _of_sound,
}


# --- seen by a model ----------------------------------------------------------------------------


def _texts(files: ModelFiles, texts: Sequence[str], cache: EmbeddingCache, done: Done) -> Vectors:
    embedder = Embedder(files, cache)
    embedder.embed(texts, done)
    return KeptEmbeddings(embedder.recipe, cache).of_texts(texts)[1]


def _pictures(files: ModelFiles, jpegs: Sequence[bytes], cache: EmbeddingCache, done: Done) -> Vectors:
    by_digest = {sha256(jpeg).hexdigest(): jpeg for jpeg in jpegs}
    embedder = PictureEmbedder(files, cache, lambda some: {digest: by_digest[digest] for digest in some})
    embedder.embed(list(by_digest), done)
    return KeptEmbeddings(embedder.recipe, cache).of_pictures([sha256(jpeg).hexdigest() for jpeg in jpegs])[1]


def _sounds(files: ModelFiles, sounds: Sequence[Samples], cache: EmbeddingCache, done: Done) -> Vectors:
    digests = [sha256(samples.tobytes()).hexdigest() for samples in sounds]
    by_digest = dict(zip(digests, sounds, strict=True))
    embedder = SoundEmbedder(files, cache, lambda some: {digest: by_digest[digest] for digest in some})
    embedder.embed(digests, done)
    return KeptEmbeddings(embedder.recipe, cache).of_sounds(digests)[1]


_SEEN: Mapping[Modality, Callable[[ModelFiles, Sequence[Any], EmbeddingCache, Done], Vectors]] = {
    Modality.TEXT: _texts,
    Modality.PICTURE: _pictures,
    Modality.SOUND: _sounds,
}
