"""A model is proven to be one by real work: loaded with every weight from its files, and used once."""

import io
from collections.abc import Callable, Mapping

import numpy as np
import torch
from PIL import Image
from transformers import AutoConfig, AutoModel

from deskhand.domain.models import Modality
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.loading import does_not_fit, frozen, load_with_report
from deskhand.engine.encoders.pictures import PictureEncoder
from deskhand.engine.encoders.sound import SoundEncoder
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.inputs import RATE, Vectors
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import WEIGHTS, ModelFiles
from deskhand.engine.shelf.weights import look_at
from deskhand.engine.speech.pupil import published

_MORE = 1.5  # times as many numbers as there are may be asked for: tied ones are stored once
_SLACK = 1 << 20


def prove(files: ModelFiles) -> None:
    """Raises ``ProblemError`` if weights are missing, no numbers, or do not fit, or nothing useful comes out."""
    _check_size(files)
    try:
        vectors = _TRIALS[files.model.modality](files)
    except (ValueError, TypeError, RuntimeError, KeyError, IndexError, AttributeError) as error:
        raise does_not_fit(files, "it could not be used", type(error).__name__) from error
    if not np.isfinite(vectors).all():
        raise does_not_fit(files, "what it makes are no numbers")


def _check_size(files: ModelFiles) -> None:
    """Refuse, before any room is taken, a network that is larger than its weights: they would be made up."""
    there = look_at(files.folder / WEIGHTS).numbers
    try:
        config = AutoConfig.from_pretrained(str(files.folder), trust_remote_code=False, local_files_only=True)
        with torch.device("meta"):
            network = AutoModel.from_config(config, trust_remote_code=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # the library has a kind of error for every kind of nonsense, and more each year
        raise does_not_fit(
            files, "its config.json is not of a kind that Deskhand knows", type(error).__name__
        ) from error
    wanted = sum(weight.numel() for weight in network.parameters())
    if wanted > _MORE * there + _SLACK:
        raise does_not_fit(files, "some of its weights are missing", f"{there:,} numbers of {wanted:,}")


def _read(files: ModelFiles) -> Vectors:
    return TextEncoder(files, Precision.FULL, CPU).encode(["Please send me the invoice again."])


def _look(files: ModelFiles) -> Vectors:
    file = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(file, "JPEG")
    return np.concatenate([*PictureEncoder(files, Precision.FULL, CPU).encode([file.getvalue()])])


def _listen(files: ModelFiles) -> Vectors:
    tone = 0.1 * np.sin(np.arange(RATE) / 20)
    return SoundEncoder(files, Precision.FULL, CPU).encode([tone.astype(np.float32)])


def _write_down(files: ModelFiles) -> Vectors:
    """All its weights, but no words yet: it is made ready for listening when it is first used."""
    published(str(files.folder))
    network, loading = load_with_report(files)
    frozen(files, network, loading["missing_keys"], loading, Precision.FULL)
    return np.zeros((0, 0), np.float32)


_TRIALS: Mapping[Modality, Callable[[ModelFiles], Vectors]] = {
    Modality.TEXT: _read,
    Modality.PICTURE: _look,
    Modality.SOUND: _listen,
    Modality.SPEECH: _write_down,
}
