"""The rules by which a model learns from files without any answer, as an expert knows them.

Each is one file in ``engine/adapting``; what is said of it here and there is the same.
"""

from dataclasses import dataclass

from deskhand.domain.models import Modality

TEXTS, PICTURES, HOURS, RECORDINGS = 2_000, 5_000, 10, 1_200
"""With fewer it rarely pays to let a model read first (methods.md, 0 and 2). The recordings are ten hours in voicemails
of half a minute."""
_TSDAE, _PAIRS = 1_000, 1_000  # sentences and pairs that their own sources ask for (methods.md, 2)


@dataclass(frozen=True, slots=True)
class KnownObjective:
    """``words`` go on from "learns by"; ``fewest`` are the least contents (pairs, for pairs) for which it pays."""

    name: str
    modality: Modality
    words: str
    known_from: str
    fewest: int


OBJECTIVES: tuple[KnownObjective, ...] = (
    KnownObjective(
        "masked-words",
        Modality.TEXT,
        "filling in hidden words, other ones each time",
        "Masked language modelling with dynamic masks: RoBERTa (Liu et al., 2019)",
        TEXTS,
    ),
    KnownObjective(
        "masked-words-static",
        Modality.TEXT,
        "filling in hidden words, always the same ones",
        "Masked language modelling with static masks: BERT (Devlin et al., 2019)",
        TEXTS,
    ),
    KnownObjective(
        "next-word",
        Modality.TEXT,
        "guessing the next word",
        "Causal language modelling: GPT (Radford et al., 2018)",
        TEXTS,
    ),
    KnownObjective(
        "denoising",
        Modality.TEXT,
        "putting sentences together again of which words were taken away",
        "Denoising autoencoder of sentences: TSDAE (Wang et al., 2021)",
        _TSDAE,
    ),
    KnownObjective(
        "simcse",
        Modality.TEXT,
        "knowing a message again when it is read twice",
        "Contrast of two views by dropout: SimCSE (Gao et al., 2021)",
        TEXTS,
    ),
    KnownObjective(
        "natural-pairs",
        Modality.TEXT,
        "telling which text goes with which: subject and message, question and reply",
        "Multiple negatives ranking over natural pairs (Henderson et al., 2017)",
        _PAIRS,
    ),
    KnownObjective(
        "simclr",
        Modality.PICTURE,
        "knowing a picture again in two altered forms",
        "Contrast of two views: SimCLR (Chen et al., 2020)",
        PICTURES,
    ),
    KnownObjective(
        "moco",
        Modality.PICTURE,
        "knowing a picture again among many remembered ones",
        "Momentum contrast with a queue: MoCo (He et al., 2020)",
        PICTURES,
    ),
    KnownObjective(
        "byol",
        Modality.PICTURE,
        "foretelling one altered form of a picture from another",
        "Bootstrap without negatives: BYOL (Grill et al., 2020)",
        PICTURES,
    ),
    KnownObjective(
        "dino",
        Modality.PICTURE,
        "agreeing with a slower copy of itself on parts of a picture",
        "Self-distillation with centring: DINO (Caron et al., 2021)",
        PICTURES,
    ),
    KnownObjective(
        "swapped-clusters",
        Modality.PICTURE,
        "sorting pictures into groups that it finds by itself",
        "Online clustering with swapped assignments: SwAV (Caron et al., 2020), after DeepCluster (2018)",
        PICTURES,
    ),
    KnownObjective(
        "masked-patches",
        Modality.PICTURE,
        "filling in hidden parts of a picture from the few that it sees",
        "Masked autoencoder: MAE (He et al., 2022)",
        PICTURES,
    ),
    KnownObjective(
        "masked-patches-simple",
        Modality.PICTURE,
        "filling in hidden parts of a picture, all of it in view",
        "Simple masked image modelling: SimMIM (Xie et al., 2022)",
        PICTURES,
    ),
    KnownObjective(
        "autoencoder",
        Modality.PICTURE,
        "drawing a picture again from a short note of it",
        "Autoencoder (Hinton and Salakhutdinov, 2006)",
        PICTURES,
    ),
    KnownObjective(
        "colouring",
        Modality.PICTURE,
        "colouring grey pictures",
        "Colourful image colourization (Zhang et al., 2016)",
        PICTURES,
    ),
    KnownObjective(
        "rotation",
        Modality.PICTURE,
        "telling which way up a picture belongs",
        "Rotation prediction: RotNet (Gidaris et al., 2018)",
        PICTURES,
    ),
    KnownObjective(
        "masked-frames",
        Modality.SOUND,
        "telling hidden moments of a recording from other ones",
        "Masked contrast over quantised frames: wav2vec 2.0 (Baevski et al., 2020)",
        RECORDINGS,
    ),
    KnownObjective(
        "frame-clusters",
        Modality.SOUND,
        "naming hidden moments by the group of sounds that they belong to",
        "Masked prediction of cluster numbers: HuBERT (Hsu et al., 2021)",
        RECORDINGS,
    ),
    KnownObjective(
        "picture-and-words",
        Modality.PICTURE,
        "telling which words go with which picture: names, captions, text nearby",
        "Contrast of picture and words: CLIP (Radford et al., 2021)",
        PICTURES,
    ),
)


def objectives_of(modality: Modality) -> tuple[KnownObjective, ...]:
    """Those by which a model of this modality can learn."""
    return tuple(one for one in OBJECTIVES if one.modality is modality)


def fewest_of(modality: Modality) -> int:
    """How many texts, pictures or recordings there should be at least before any of them is used."""
    return {Modality.TEXT: TEXTS, Modality.PICTURE: PICTURES}.get(modality, RECORDINGS)
