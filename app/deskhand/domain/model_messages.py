"""What is asked about models, and what is answered: part of ``requests.py``, ``events.py`` and ``acts.py``.

None of it but the last part concerns a project.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from deskhand.domain.evaluations import Score
from deskhand.domain.lanes import Lane
from deskhand.domain.models import Modality, Model


@dataclass(frozen=True, slots=True)
class FetchModel:
    """Get a model of the catalogue over the network, going on where it was left. Progress is in bytes.

    Answer: ``BytesMoved`` …, ``ModelPlaced``.
    """

    lane: ClassVar[Lane] = Lane.NETWORK
    model: str


@dataclass(frozen=True, slots=True)
class ImportModel:
    """Take a model from a folder or a zip; copied, and checked as one that was fetched. Answer: ``ModelPlaced``."""

    lane: ClassVar[Lane] = Lane.HEAVY
    path: str


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Take a model off the shelf; it can be brought back for a day. Answer: ``ModelRemoved``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    model: str


@dataclass(frozen=True, slots=True)
class RestoreModel:
    """Bring a removed model back. Answer: ``ModelPlaced``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    model: str


@dataclass(frozen=True, slots=True)
class MoveModels:
    """Keep all models in another folder, on another drive perhaps. Progress is in bytes. Answer: ``ModelsMoved``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    folder: str


class Wish(StrEnum):
    """What matters to the person."""

    FASTER = "faster"
    BALANCED = "balanced"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class RecommendModel:
    """Which model suits the items of the project, measured on a few of them. Answer: ``ModelRecommended``."""

    lane: ClassVar[Lane] = Lane.HEAVY
    modality: Modality
    wish: Wish = Wish.BALANCED


@dataclass(frozen=True, slots=True)
class CompareModels:
    """Try models that are here on the answers of a question, on the same folds. Answer: ``ModelCompared`` each, what
    needs no model first."""

    lane: ClassVar[Lane] = Lane.HEAVY
    question_id: int
    modality: Modality
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """Write the project, with its skills and ``with_models`` the models that they need, as one file that a computer
    without network opens. Progress is in bytes. Answer: ``HandedOver``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    path: str
    with_models: bool


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Open a file that was handed over as a new project below ``folder``. Answer: ``TakenOver``."""

    lane: ClassVar[Lane] = Lane.LIGHT
    path: str
    folder: str


# --- events -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BytesMoved:
    """What went over the network since this was said last, and where to."""

    sent: int
    received: int
    host: str


@dataclass(frozen=True, slots=True)
class ModelPlaced:
    """It is whole, was checked, and is here."""

    model: Model


@dataclass(frozen=True, slots=True)
class ModelRemoved:
    model: str


@dataclass(frozen=True, slots=True)
class ModelsMoved:
    folder: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model will take, measured with ``measured`` items of the person's (0: guessed from its size, as it is not
    here): ``seconds`` to learn and to answer all items, bytes on ``disk``, and of ``memory`` while it works."""

    model: str
    seconds: float
    disk: int
    memory: int
    measured: int


@dataclass(frozen=True, slots=True)
class ModelRecommended:
    """``estimates[0]`` is of ``model``; others follow that could be taken. ``why`` is one sentence."""

    model: Model
    why: str
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class ModelCompared:
    """``model`` as asked, or the method that needs none ("words"). ``seconds`` for all items of the project, learning
    included; ``size`` in bytes."""

    model: str
    score: Score
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The folder of the new project."""

    folder: str


# --- acts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ModelChosen:
    """This project reads, looks or listens by this model from now on: an id of the shelf, a folder, one of the
    project's own (``own_name``), or ("") the usual one."""

    modality: Modality
    model: str
