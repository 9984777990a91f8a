"""Reading the person's files first: one file a self-supervised objective, all of one shape (``objective.py``).

What may be read ``pool.py`` says, by which rule ``choosing.py``, for how long ``plan.py``, and whether it helped
``gate.py``.
"""

from deskhand.engine.adapting import masked_words
from deskhand.engine.adapting.autoencoder import Autoencoder
from deskhand.engine.adapting.byol import BYOL
from deskhand.engine.adapting.colouring import Colouring
from deskhand.engine.adapting.denoising import Denoising
from deskhand.engine.adapting.dino import DINO
from deskhand.engine.adapting.frame_clusters import FrameClusters
from deskhand.engine.adapting.masked_frames import MaskedFrames
from deskhand.engine.adapting.masked_in_place import MaskedInPlace
from deskhand.engine.adapting.masked_patches import MaskedPatches
from deskhand.engine.adapting.moco import MoCo
from deskhand.engine.adapting.natural_pairs import NaturalPairs
from deskhand.engine.adapting.next_word import NextWord
from deskhand.engine.adapting.objective import Objective
from deskhand.engine.adapting.picture_and_words import PictureAndWords
from deskhand.engine.adapting.rotation import Rotation
from deskhand.engine.adapting.simclr import SimCLR
from deskhand.engine.adapting.swapped_clusters import SwAV
from deskhand.engine.adapting.two_views import TwoReadings

ALL: tuple[Objective, ...] = (
    masked_words.DYNAMIC,
    masked_words.STATIC,
    NextWord(),
    Denoising(),
    TwoReadings(),
    NaturalPairs(),
    SimCLR(),
    MoCo(),
    BYOL(),
    DINO(),
    SwAV(),
    MaskedPatches(),
    MaskedInPlace(),
    Autoencoder(),
    Colouring(),
    Rotation(),
    MaskedFrames(),
    FrameClusters(),
    PictureAndWords(),
)
