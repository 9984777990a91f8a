"""What each kind of question needs to be learned and answered. One row a kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from deskhand.domain.questions import Label, Question, QuestionKind
from deskhand.engine import choices, lessons, numbers
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.learning import Done
from deskhand.engine.methods.method import Head
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Answer, Study


class MakeLesson(Protocol):
    def __call__(
        self,
        question: Question,
        examples: Sequence[Label],
        inputs: Inputs,
        groups: Mapping[int, int],
        *,
        balanced: bool,
    ) -> Lesson: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """``lesson``: answers to rows; ``study``: rows to a head and a report card; ``answers``: a head to what it says."""

    lesson: MakeLesson
    study: Callable[[Lesson, Done], Study]
    answers: Callable[[Head, Manifest, Inputs], list[Answer]]


KINDS: Mapping[QuestionKind, Kind] = {
    QuestionKind.CHOICE: Kind(lessons.choice_lesson, choices.study, choices.answers),
    QuestionKind.NUMBER: Kind(lessons.number_lesson, numbers.study, numbers.answers),
}
