"""By which rule the files are read first, or why they are not (methods.md, 2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deskhand.domain.courses import ADAPT_AUTO, ADAPT_OFF, Way
from deskhand.domain.models import Modality
from deskhand.domain.objectives import HOURS, OBJECTIVES, PICTURES, TEXTS
from deskhand.domain.problems import Problem, ProblemError

_PAIRS = "natural-pairs"
_FEWEST_PAIRS = 1_000  # methods.md, 2, item 1
_SOUND = ("masked-frames", "frame-clusters")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is to read. ``pairs`` are texts of which one goes with the other; ``seconds`` all sounds together."""

    texts: int = 0
    pairs: int = 0
    pictures: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The names of objectives, of which one that the model can learn by is taken; or none, and ``why`` not."""

    names: tuple[str, ...]
    why: str = ""


def choose(told: str, modality: Modality, holdings: Holdings, way: Way) -> Choice:
    """What ``told`` ("off", "auto" or a name) comes to. Raises ``ProblemError`` if it is no name of an objective."""
    if told == ADAPT_OFF:
        return Choice(())
    if told == ADAPT_AUTO:
        return _AUTOMATIC[modality](holdings, way)
    known = next((one for one in OBJECTIVES if one.name == told), None)
    if known is None:
        raise ProblemError(_unknown(told))
    return Choice((known.name,))


def modality_of(told: str, usual: Modality) -> Modality:
    """What is read: what the named objective reads, else what the files are."""
    return next((one.modality for one in OBJECTIVES if one.name == told), usual)


def _texts(holdings: Holdings, way: Way) -> Choice:
    """Pairs first, as they keep what a sentence model is good at; hidden words only before all of it is changed."""
    if holdings.pairs >= _FEWEST_PAIRS:
        return Choice((_PAIRS,))
    if way is Way.FULL and holdings.texts >= TEXTS:
        return Choice(("masked-words",))
    if way is Way.FULL:
        return Choice((), f"Reading first pays from {TEXTS:,} texts on, and here are {holdings.texts:,}.")
    return Choice(
        (),
        f"Reading first pays from {_FEWEST_PAIRS:,} pairs of texts on that go together, as a subject and its message"
        f" do, and here are {holdings.pairs:,}.",
    )


def _pictures(holdings: Holdings, _: Way) -> Choice:
    if holdings.pictures >= PICTURES:
        return Choice(("dino", "simclr"))
    return Choice((), f"Looking first pays from {PICTURES:,} pictures on, and here are {holdings.pictures:,}.")


def _sounds(holdings: Holdings, _: Way) -> Choice:
    hours = holdings.seconds / 3600
    if hours >= HOURS:
        return Choice(_SOUND)
    return Choice((), f"Listening first pays from {HOURS} hours on, and here are {hours:.1f}.")


_AUTOMATIC: Mapping[Modality, Callable[[Holdings, Way], Choice]] = {
    Modality.TEXT: _texts,
    Modality.PICTURE: _pictures,
    Modality.SOUND: _sounds,
}


def _unknown(told: str) -> Problem:
    return Problem(
        title="There is no such way of reading first",
        happened=f"“{told}” is not among those that Deskhand knows.",
        did="Nothing was read or changed.",
        advice=f"Use auto, off, or one of these: {', '.join(one.name for one in OBJECTIVES)}.",
    )
