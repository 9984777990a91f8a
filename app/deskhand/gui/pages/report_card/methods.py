"""What each way of answering is called on the report card, and how it did beside the others."""

from dataclasses import dataclass

from deskhand.domain.evaluations import Candidate, Evaluation, Method, NumberScore

_SEEN = frozenset((Method.COLOURS, Method.PICTURE, Method.BOTH))  # they look at pictures
_HEARD = frozenset((Method.TONES, Method.SOUND))  # they listen
_READ = frozenset((Method.WORDS, Method.MODEL, Method.BOTH))  # they read


@dataclass(frozen=True, slots=True)
class _Named:
    """``chart`` is its name beside a range, ``whole`` with its verb, ``short`` after that of another."""

    chart: str
    whole: str
    short: str


_NAMES = {
    Method.MODEL: _Named("read as text", "Text alone was", "text alone"),
    Method.WORDS: _Named("word counts", "Word counts alone were", "word counts"),
    Method.COLOURS: _Named("colours and shapes alone", "Colours and shapes alone were", "colours and shapes"),
    Method.PICTURE: _Named("looked at as a picture", "Pictures alone were", "pictures alone"),
    Method.BOTH: _Named("text and picture together", "Text and picture together were", "text and picture together"),
    Method.TONES: _Named("loudness and pitch alone", "Loudness and pitch alone were", "loudness and pitch"),
    Method.SOUND: _Named("listened to as sound", "Sound alone was", "sound alone"),
    Method.CONTRASTIVE: _Named("the model, taught by comparing", "The model taught by comparing was", "by comparing"),
    Method.FULL: _Named("the model, taught as a whole", "The model taught as a whole was", "as a whole"),
    Method.LORA: _Named("the model, taught in a few places", "The model taught in a few places was", "in a few places"),
}
_OF_PHOTOS = _Named("the picture model", "The picture model was", "the picture model")
_OF_TEXTS = _Named("the text model", "The text model was", "the text model")


def name_of(method: Method, evaluation: Evaluation) -> str:
    """Its name in the chart: ``This skill, text and picture together``, ``Word counts only``, ``Always “Invoice”``."""
    if method is Method.COMMONEST:
        numbers = isinstance(evaluation.score, NumberScore)
        return "Always the usual value" if numbers else f"Always “{evaluation.commonest}”"
    named = _named(method, evaluation)
    if method is evaluation.method:
        return "This skill" if named is _OF_TEXTS else f"This skill, {named.chart}"
    if method is Method.WORDS:
        return "Word counts only"
    return named.chart[0].upper() + named.chart[1:]


def how_it_was_seen(evaluation: Evaluation) -> str:
    """In what way it was tried, and of how many speakers; "" where there is nothing to tell."""
    split = f"{evaluation.together:,} speakers, machines or days by their names: learned from or tested on, never both."
    return " ".join(part for part in (_compared(evaluation), split if evaluation.together else "") if part)


def _compared(evaluation: Evaluation) -> str:
    """``Text and picture together were right on 52 of 60; text alone on 49, pictures alone on 41.`` "" for messages."""
    tested = {one.method: one for one in evaluation.candidates}
    candidates: dict[Method, Candidate] = {
        method: one for method, one in tested.items() if method in _SEEN | _HEARD | _READ
    }
    ours = candidates.pop(evaluation.method, None)
    if ours is None or not ({ours.method} | set(candidates)) & (_SEEN | _HEARD):
        return ""
    numbers = isinstance(ours.score, NumberScore)
    others = sorted(candidates.values(), key=_worth, reverse=True)
    first = f"{_named(ours.method, evaluation).whole} {_told(ours, first=True)}"
    rest = ", ".join(f"{_named(one.method, evaluation).short} {_told(one, first=False)}" for one in others)
    between = " on average" if numbers else ""
    return f"{first}{between}; {rest}." if rest else f"{first}{between}."


def _named(method: Method, evaluation: Evaluation) -> _Named:
    """A model is called by what it is where there is only one of its kind."""
    there = {one.method for one in evaluation.candidates}
    if method is Method.MODEL and not there & (_SEEN | _HEARD):
        return _OF_TEXTS
    if method is Method.PICTURE and not there & _READ:
        return _OF_PHOTOS
    return _NAMES[method]


def _told(candidate: Candidate, *, first: bool) -> str:
    score = candidate.score
    if isinstance(score, NumberScore):
        return f"off by {score.error:.3g}" if first else f"by {score.error:.3g}"
    return f"right on {score.right:,} of {score.of:,}" if first else f"on {score.right:,}"


def _worth(candidate: Candidate) -> float:
    score = candidate.score
    return -score.error if isinstance(score, NumberScore) else score.right / max(1, score.of)
