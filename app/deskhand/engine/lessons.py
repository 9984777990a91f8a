"""From the answers of a project to a lesson; says in plain words when there is nothing to learn from."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Label, Question
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.numbers import NO_LABELS, read_number

_FEWEST_NUMBERS = 5


def choice_lesson(
    question: Question, examples: Sequence[Label], inputs: Inputs, groups: Mapping[int, int], *, balanced: bool
) -> Lesson:
    """``inputs`` and ``examples`` go row by row. Labels stand in the order of their keys. Raises ``ProblemError``."""
    answered = {example.value for example in examples}
    labels = tuple(label for label in question.labels if label in answered)
    labels += tuple(sorted(answered - set(labels)))
    if len(labels) < 2:
        raise _nothing_to_tell_apart(question, labels)
    place = {label: number for number, label in enumerate(labels)}
    truth = np.array([place[example.value] for example in examples], np.int64)
    return Lesson(inputs, truth, labels, _groups(examples, groups), _items(examples), balanced)


def number_lesson(
    question: Question, examples: Sequence[Label], inputs: Inputs, groups: Mapping[int, int], *, balanced: bool
) -> Lesson:
    """Answers that are no numbers are left out. ``balanced`` means nothing here. Raises ``ProblemError``."""
    numbers = [read_number(example.value) for example in examples]
    rows = np.array([row for row, number in enumerate(numbers) if number is not None], np.intp)
    if len(rows) < _FEWEST_NUMBERS:
        raise ProblemError(
            Problem(
                title=f"Not enough numbers for “{question.name}”",
                happened=f"{len(rows)} of its answers are numbers; {_FEWEST_NUMBERS} are the least to learn from.",
                did="Nothing was learned; your answers are kept.",
                advice="Answer a few more with a number, or make it a question with categories.",
            )
        )
    truth = np.array([numbers[row] for row in rows], np.float64)
    kept = [examples[row] for row in rows]
    return Lesson(inputs.take(rows), truth, NO_LABELS, _groups(kept, groups), _items(kept), balanced)


def _groups(examples: Sequence[Label], groups: Mapping[int, int]) -> NDArray[np.int64]:
    """One number a row, equal for near-copies of each other."""
    names = [
        (1, groups[example.item_id]) if example.item_id in groups else (0, example.item_id) for example in examples
    ]
    place: dict[tuple[int, int], int] = {}
    return np.array([place.setdefault(name, len(place)) for name in names], np.int64)


def _items(examples: Sequence[Label]) -> NDArray[np.int64]:
    return np.array([example.item_id for example in examples], np.int64)


def _nothing_to_tell_apart(question: Question, labels: tuple[str, ...]) -> ProblemError:
    only = f"All its answers are “{labels[0]}”." if labels else "It has no answers yet."
    return ProblemError(
        Problem(
            title=f"“{question.name}” cannot be learned yet",
            happened=f"{only} Deskhand learns by telling categories apart.",
            did="Nothing was learned for this question; your answers are kept.",
            advice="Give a few answers of at least two categories, two or more of each, then learn again.",
        )
    )
