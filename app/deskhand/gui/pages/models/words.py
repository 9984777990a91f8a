"""What the page Models says: figures, sentences, and whether models differ."""

from collections.abc import Sequence

from deskhand.domain.jobs import ModelCompared
from deskhand.domain.model_messages import Estimate
from deskhand.domain.models import Model
from deskhand.gui.job_kinds import Noun
from deskhand.gui.model_words import size_words
from deskhand.gui.pages.models.rows import ModelRow, Standing
from deskhand.gui.work_words import duration

_GIGA = 1 << 30


def time_words(estimate: Estimate | None, tried: ModelCompared | None = None) -> str:
    """``4 min`` where it was measured, ``about 18 min`` where it was reckoned, a dash where nobody knows."""
    if tried is not None and (estimate is None or not estimate.measured):
        return duration(tried.seconds)
    if estimate is None:
        return "–"
    return duration(estimate.seconds) if estimate.measured else f"about {duration(estimate.seconds)}"


def memory_words(count: float) -> str:
    """``0.6 GB``."""
    return f"{max(0.1, count / _GIGA):.1f} GB"


def right_words(tried: ModelCompared | None) -> str:
    """``143 of 164``."""
    return "not tried" if tried is None else f"{tried.score.right:,} of {tried.score.of:,}"


def range_words(tried: ModelCompared) -> str:
    """``likely 81 to 91 of 100``."""
    return f"likely {100 * tried.score.low:.0f} to {100 * tried.score.high:.0f} of 100"


def standing_words(row: ModelRow) -> str:
    """What the state of a row says."""
    if row.standing is Standing.GET:
        return f"Get · {size_words(row.size)}"
    if row.standing is Standing.PARTLY:
        return f"Go on · {size_words(max(0, row.size - row.come))} left"
    return row.standing.value


def spoken(row: ModelRow, *, chosen: bool, compared: bool) -> str:
    """The row as a screen reader says it."""
    parts = [row.name, "chosen" if chosen else "", "recommended" if row.recommended else ""]
    if row.tried is not None:
        parts += [f"right on {right_words(row.tried)}", range_words(row.tried)]
    elif compared:
        parts.append("not tried")
    taking = time_words(row.estimate, row.tried)
    parts += [taking if taking != "–" else "", size_words(row.size) if row.size else ""]
    parts += [f"licence {row.licence}" if row.model is not None else "", standing_words(row), row.about]
    return ", ".join(part for part in parts if part)


def licence_words(model: Model) -> str:
    """Whether a business may use it."""
    allowed = "A business may use it." if model.business else "It must not be used in a business."
    return f"Licence: {model.licence}. {allowed}"


def asking_words(model: Model, host: str, come: int) -> str:
    """What a person should know before the network is used."""
    size = size_words(model.size)
    much = f"{size_words(come)} of {size} are here already; the rest comes" if come else f"{size} come"
    return (
        f"{much} from {host}. {licence_words(model)} Only the request for its files is sent, nothing of yours."
        " It is checked before it is used."
    )


def difference(rows: Sequence[ModelRow], noun: Noun) -> str:
    """Whether the best two that were tried differ by more than chance; "": fewer than two were tried.

    Two ranges that overlap are not told apart.
    """
    tried = sorted((row.tried for row in rows if row.tried), key=lambda one: -one.score.right)
    if len(tried) < 2:
        return ""
    best, next_best = tried[0], tried[1]
    names = {row.id: row.name for row in rows}
    first, second, apart = names[best.model], names[next_best.model], best.score.right - next_best.score.right
    if not apart:
        return f"{first} and {second} are right equally often. The smaller or quicker one will do."
    counted = f"{first} is right on {noun.count(apart)} more than {second}"
    if best.score.low > next_best.score.high:
        return f"Yes. {counted}: more than chance would do."
    return (
        f"{counted}, and {best.score.of:,} answers cannot tell that apart. The range shows where the true figure"
        " probably lies. More answers make it narrower."
    )


def words_do(rows: Sequence[ModelRow]) -> ModelRow | None:
    """What needs no model, where it was right as often as the best model that was tried."""
    plain = next((row for row in rows if row.standing is Standing.BUILT_IN and row.tried is not None), None)
    best = max((row.tried.score.right for row in rows if row.tried and row is not plain), default=None)
    if plain is None or plain.tried is None or best is None:
        return None
    return plain if plain.tried.score.right >= best else None
