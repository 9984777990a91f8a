"""The sounds of files, decoded again each time: they are large, and quickly read."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from deskhand.domain.problems import ProblemError
from deskhand.engine.hearing import LONGEST
from deskhand.engine.inputs import Samples
from deskhand.readers.apart.fingerprints import fingerprint_of, must_be_as_before
from deskhand.readers.sound.decoding import BLOCK, open_sound
from deskhand.storage.view import ProjectView


def sounds_of(view: ProjectView, digests: Sequence[str]) -> Mapping[str, Samples]:
    """The beginning of the sound that was read with each of these digests, float32 of one channel at 16,000 a second.

    A file that is gone, or another now, has none.
    """
    with closing(ProjectView.open(view.folder)) as beside:  # sounds are loaded in a thread of their own
        holding = beside.files.holding(digests)
        places = beside.files.places([item_id for ids in holding.values() for item_id in ids])
    found = {digest: _sound(digest, [places[item_id] for item_id in ids]) for digest, ids in holding.items()}
    return {digest: sound for digest, sound in found.items() if sound is not None}


def _sound(digest: str, places: Sequence[Path]) -> Samples | None:
    for path in places:
        try:
            found = fingerprint_of(path)
            if found.digest == digest:
                sound = _beginning(path)
                must_be_as_before(path, found)
                return sound
        except ProblemError:
            continue
    return None


def _beginning(path: Path) -> Samples:
    with open_sound(path) as sound:
        return np.concatenate([*islice(sound.blocks(), LONGEST // BLOCK)])
