"""Which model to recommend, and why, in one sentence. Only what is known of models and measured here counts.

Quality is the order of the catalogue (``Model.quality``): how many of a person's own items each is right on is only
known once they are compared on the same folds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.domain.model_messages import Estimate, Wish
from deskhand.domain.models import Model

_LONG = 5 * 60.0  # seconds; what takes longer is not balanced
_NIGHT = 8 * 3600.0  # and what takes longer than this is not the best for anybody
_ANY = "many"  # in place of a code: reads nearly every language


@dataclass(frozen=True, slots=True)
class Need:
    """``codes`` (ISO 639-1) are the languages of the items, () where there are none or no words. ``longest``: words
    (tokens) of nearly all texts. ``memory``: bytes that a model may take."""

    codes: tuple[str, ...]
    longest: int
    memory: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model, and what it takes here."""

    model: Model
    estimate: Estimate


def recommended(need: Need, candidates: Sequence[Candidate]) -> tuple[list[Candidate], str]:
    """The recommended one first, the others that could be taken after it, the better first; and why.

    If none fits in every way, languages count most, then memory. () for none.
    """
    fitting = _fitting(need, candidates)
    order = sorted(fitting, key=lambda one: _merit(need.wish, one), reverse=True)
    return order, _why(need, order) if order else ""


def _fitting(need: Need, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those that fit, by as many of these as leave any."""
    among = candidates
    for fits in (_reads, _has_room, _may_be_used, _is_proven):
        among = [one for one in among if fits(need, one)] or among
    return among


def reads(model: Model, codes: Sequence[str]) -> bool:
    """Whether it knows all these languages; one that names none has nothing to do with languages."""
    return not model.codes or _ANY in model.codes or set(codes) <= set(model.codes)


def _reads(need: Need, one: Candidate) -> bool:
    return reads(one.model, need.codes)


def _has_room(need: Need, one: Candidate) -> bool:
    return one.estimate.memory <= need.memory


def _may_be_used(_: Need, one: Candidate) -> bool:
    return one.model.business


def _is_proven(_: Need, one: Candidate) -> bool:
    """Models of quality 0 are there for those who look for them by name."""
    return one.model.quality > 0


def _merit(wish: Wish, one: Candidate) -> tuple[float, ...]:
    """The more, the rather. Of equals the one that is here."""
    seconds, quality, here = one.estimate.seconds, one.model.quality, one.model.here
    if wish is Wish.FASTER:
        return (-seconds, quality, here)
    if wish is Wish.BEST:
        return (seconds <= _NIGHT, quality, here, -seconds)
    return (seconds <= _LONG, here, quality, -seconds)


def _why(need: Need, order: Sequence[Candidate]) -> str:
    first = order[0]
    speed = {
        Wish.FASTER: "is the quickest",
        Wish.BALANCED: "is quick enough" if first.estimate.seconds <= _LONG else "takes long on this computer",
        Wish.BEST: "is the best that this computer can run",
    }
    clauses = ["reads your languages"] if need.codes and _reads(need, first) else []
    clauses += [speed[need.wish], "is already here" if first.model.here else "must be fetched first"]
    words = f"It {', '.join(clauses[:-1])} and {clauses[-1]}."
    if need.codes and not _reads(need, first):
        words += " It does not know all the languages of your items; no model here does."
    if first.model.longest and need.longest > first.model.longest:
        words += " It reads the beginning of long ones."
    return words
