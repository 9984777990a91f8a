"""The pattern of a rule: a level of folders a question, and then the name; or whatever a person writes instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deskhand.domain.filing import FilingRule
from deskhand.domain.filing_patterns import example, parsed
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import Question

NAME_KEPT = "{name}"
_FIELD = re.compile(r"\{([^{}]*)\}")

FIELDS = {
    "name": "Its name now",
    "date": "Date in the file",
    "year": "Year of that date",
    "month": "Month of that date",
    "kind": "Kind of file",
    "from": "Sender",
    "subject": "Subject",
    "folder": "Folder it is in now",
}
"""What can stand in a name, in a person's words; the keys are ``PATTERN_FIELDS``."""


@dataclass(frozen=True, slots=True)
class Parts:
    """``levels`` are the questions of folders (``None`` for another level); ``name`` is the pattern of the file name.

    ``custom``: a person has written the whole pattern.
    """

    levels: tuple[int | None, ...]
    name: str
    custom: bool


def parts_of(rule: FilingRule, questions: Sequence[Question]) -> Parts:
    """How a rule can be shown."""
    if not rule.pattern:
        return Parts(rule.question_ids, NAME_KEPT, custom=False)
    ids = {question.name.casefold(): question.id for question in questions}
    *folders, name = rule.pattern.split("/")
    levels = tuple(ids.get(_only_field(folder).casefold()) for folder in folders)
    return Parts(levels, name, custom=levels != rule.question_ids)


def with_name(rule: FilingRule, name: str, questions: Sequence[Question]) -> FilingRule:
    """The rule with folders from its questions, and this pattern for names."""
    name = name.strip() or NAME_KEPT
    if name == NAME_KEPT:
        return replace(rule, pattern="")
    called = {question.id: question.name for question in questions}
    return replace(rule, pattern="/".join((*(f"{{{called[one]}}}" for one in rule.question_ids), name)))


def with_questions(rule: FilingRule, ids: tuple[int, ...], questions: Sequence[Question]) -> FilingRule:
    """The rule with folders from these questions; names stay."""
    return with_name(replace(rule, question_ids=ids), parts_of(rule, questions).name, questions)


def with_pattern(rule: FilingRule, pattern: str, questions: Sequence[Question]) -> FilingRule:
    """The rule with the pattern that a person has written; its questions are those named in it."""
    named = [field.casefold() for field in _FIELD.findall(pattern)]
    asked = sorted((q for q in questions if q.name.casefold() in named), key=lambda q: named.index(q.name.casefold()))
    return replace(rule, pattern=pattern.strip(), question_ids=tuple(question.id for question in asked))


def whole_pattern(rule: FilingRule, questions: Sequence[Question]) -> str:
    """What stands in the field for the whole pattern."""
    called = {question.id: question.name for question in questions}
    levels = (f"{{{called[one]}}}" for one in rule.question_ids if one in called)
    return rule.pattern or "/".join((*levels, NAME_KEPT))


def wrong_in(text: str, questions: Sequence[Question], *, name_only: bool) -> str:
    """What is wrong with a pattern, in a sentence; "": nothing."""
    if name_only and ("/" in text or "\\" in text):
        return "A name has no slash. For other folders, write the whole pattern."
    try:
        parsed(text or NAME_KEPT, tuple(question.name for question in questions))
    except ProblemError as error:
        return error.problem.happened
    return ""


def such_as(job: str) -> str:
    """What a file of such a project may be called."""
    return {"photos": "IMG_0412.jpg", "sounds": "Track 0412.wav"}.get(job, "scan 0412.pdf")


def example_of(rule: FilingRule, questions: Sequence[Question], file: str, *, whole: bool) -> str:
    """Where a file of such a name could go by this rule, or (not ``whole``) only what it would be called."""
    pattern = whole_pattern(rule, questions)
    answers = {question.name: next(iter(question.labels), question.name) for question in questions}
    shown = pattern if whole else pattern.rpartition("/")[2]
    try:
        return example(shown, answers, file)
    except ProblemError:
        return ""


def _only_field(folder: str) -> str:
    found = _FIELD.fullmatch(folder.strip())
    return found.group(1) if found is not None else ""
