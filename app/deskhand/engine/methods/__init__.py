"""The methods that compete for a question. Each tuple is simplest first: on a tie the simpler wins."""

from collections.abc import Sequence
from typing import TypeAlias

from deskhand.domain.evaluations import Method
from deskhand.engine.inputs import PICTURE_VIEWS, SOUND_VIEWS, Inputs, Look, View
from deskhand.engine.methods.commonest import Commonest
from deskhand.engine.methods.layers import OnLayers
from deskhand.engine.methods.method import LearningMethod, Option, options_of
from deskhand.engine.methods.numbers import NumbersOnVectors, UsualNumber, WordNumbers
from deskhand.engine.methods.vectors import OnVectors
from deskhand.engine.methods.words import WordCounts

_OF_TEXT = (1.0, 10.0, 30.0, 100.0)
_OF_PICTURES = (1.0, 3.0, 10.0, 30.0, 100.0)
_OF_BOTH = (10.0, 30.0, 100.0)
_OF_SOUNDS = (3.0, 10.0, 30.0, 100.0)
_OF_NUMBERS = (0.1, 0.3, 1.0, 3.0, 10.0)
_MANY = 2000  # items; from here on one look of the model of pictures is tried, not each of them


def choices(inputs: Inputs) -> tuple[LearningMethod, ...]:
    """What can be tried for a choice on items that have these views."""
    return (
        Commonest(),
        *_words(inputs, WordCounts()),
        *_tones(inputs, OnVectors, _OF_PICTURES),
        *_vectors(inputs, OnVectors, _OF_TEXT, _OF_PICTURES, _OF_BOTH),
        *_sounds(inputs, OnLayers, _OF_SOUNDS),
    )


def numbers(inputs: Inputs) -> tuple[LearningMethod, ...]:
    """What can be tried for a number on items that have these views."""
    return (
        UsualNumber(),
        *_words(inputs, WordNumbers()),
        *_tones(inputs, NumbersOnVectors, _OF_NUMBERS),
        *_vectors(inputs, NumbersOnVectors, _OF_NUMBERS, _OF_NUMBERS, _OF_NUMBERS),
        *_sounds(inputs, NumbersOnVectors, _OF_NUMBERS),
    )


def quick(inputs: Inputs) -> tuple[LearningMethod, ...]:
    """What is tried while a person answers: one option each, the one that wins most often."""
    few = Inputs([""] * _MANY, inputs.views)  # as if there were many: one look only
    vectors = _vectors(few, OnVectors, (10.0,), (3.0,), (30.0,))
    return (
        Commonest(),
        *_words(inputs, WordCounts()),
        *_tones(inputs, OnVectors, (10.0,)),
        *(one for one in vectors if one.method is not Method.BOTH),
        *_sounds(few, OnVectors, (10.0,)),  # all layers alike: their weights would cost seconds
    )


def _words(inputs: Inputs, method: LearningMethod) -> tuple[LearningMethod, ...]:
    return (method,) if View.TEXT in inputs.views else ()


_OnViews: TypeAlias = type[OnVectors] | type[OnLayers] | type[NumbersOnVectors]


def _tones(inputs: Inputs, kind: _OnViews, strengths: Sequence[float]) -> tuple[LearningMethod, ...]:
    return (kind(Method.TONES, options_of([(View.TONES,)], strengths)),) if View.TONES in inputs.views else ()


def _sounds(inputs: Inputs, kind: _OnViews, strengths: Sequence[float]) -> tuple[LearningMethod, ...]:
    """The last layer alone, and all of them."""
    layers = tuple(view for view in SOUND_VIEWS if view in inputs.views)
    if not layers:
        return ()
    last: list[Look] = [(layers[-1],)] if len(inputs) < _MANY and len(layers) > 1 else []
    return (kind(Method.SOUND, options_of([*last, layers], strengths)),)


def _vectors(
    inputs: Inputs,
    kind: type[OnVectors] | type[NumbersOnVectors],
    of_text: Sequence[float],
    of_pictures: Sequence[float],
    of_both: Sequence[float],
) -> list[LearningMethod]:
    """Colours before text before pictures before both: the simplest first."""
    has, found = inputs.views, list[LearningMethod]()
    looks = _looks(inputs)
    if View.COLOURS in has:
        found.append(kind(Method.COLOURS, options_of([(View.COLOURS,)], of_pictures)))
    if View.TEXT in has:
        found.append(kind(Method.MODEL, options_of([(View.TEXT,)], of_text)))
    if looks:
        found.append(kind(Method.PICTURE, options_of(looks, of_pictures)))
    seen = looks or ([(View.COLOURS,)] if View.COLOURS in has else [])
    if View.TEXT in has and seen:
        found.append(kind(Method.BOTH, _both(seen, of_both)))
    return found


def _both(looks: Sequence[Look], strengths: Sequence[float]) -> tuple[Option, ...]:
    """Text beside each look; mostly the picture, half and half, or (the usual) mostly the text."""
    found: list[Option] = []
    for look in looks:
        rest = len(look)
        shares = [(0.1, *[1.0] * rest), (1.0, *[1.0] * rest), (1.0, *[0.1] * rest)]
        found += options_of([(View.TEXT, *look)], strengths, shares)
    return tuple(found)


def _looks(inputs: Inputs) -> list[Look]:
    """Each view of the model of pictures, and class token and mean of patches side by side."""
    single = [view for view in PICTURE_VIEWS if view in inputs.views]
    both: list[Look] = [(View.CLASS, View.MEAN)] if {View.CLASS, View.MEAN} <= set(single) else []
    if both and len(inputs) >= _MANY:
        return both
    return [*((view,) for view in single), *both]
