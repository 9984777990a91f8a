"""By which rule a plan is made: as the last time, or as one would begin."""

import os
from dataclasses import replace
from pathlib import Path

from deskhand.domain.filing import Deed, FilingRule, Remark
from deskhand.domain.items import FILES
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.pages.plan.pattern import with_questions
from deskhand.storage.tables.filings import MoveFilter
from deskhand.storage.view import ProjectView


def questions_of(view: ProjectView) -> tuple[Question, ...]:
    """Those that can make folders."""
    return tuple(question for question in view.questions.all() if question.kind is QuestionKind.CHOICE)


def rule_to_begin_with(view: ProjectView) -> FilingRule | None:
    """That of the plan that was not started, of the newest filing, or the plainest; ``None``: nothing to file."""
    questions = questions_of(view)
    source = next((one for one in view.sources.all() if one.kind in FILES), None)
    if not questions or source is None:
        return None
    draft, filings = view.filings.draft(), view.filings.all()
    before = draft.rule if draft is not None else filings[0].rule if filings else None
    if before is not None:
        return _as_it_can_be(before, questions)
    answered = tuple(one.id for one in questions if view.predictions.count(one.id) or view.labels.counts(one.id))
    ids = answered or tuple(one.id for one in questions)
    return FilingRule(os.fsencode(_target_beside(Path(source.path), view.folder)), ids)


def _target_beside(folder: Path, project: Path) -> Path:
    """Beside the files; of those in the project itself, which is deleted one day (its sample), beside the project."""
    inside = folder.resolve().is_relative_to(project.resolve())
    return (project if inside else folder).with_name(f"{folder.name} sorted")


def _as_it_can_be(rule: FilingRule, questions: tuple[Question, ...]) -> FilingRule:
    """Without questions that are no longer asked."""
    known = {question.id for question in questions}
    ids = tuple(one for one in rule.question_ids if one in known)
    if ids == rule.question_ids and ids:
        return rule
    return with_questions(replace(rule, pattern=""), ids or tuple(question.id for question in questions), questions)


def left_out(view: ProjectView, filing_id: int) -> tuple[int, ...]:
    """Files of a plan that the person has unticked: they stay so when it is made anew."""
    unticked = MoveFilter(waiting=False, ticked=False)
    there = set(view.filings.ids(filing_id, MoveFilter(remark=Remark.THERE)))
    return tuple(one for one in view.filings.ids(filing_id, unticked) if one not in there)


def is_other_drive(view: ProjectView, rule: FilingRule) -> bool:
    """Whether moving means copying, because the target is on another drive than the files."""
    if rule.deed is not Deed.MOVE:
        return False
    target = _device(Path(os.fsdecode(rule.target)))
    return any(_device(Path(one.path)) != target for one in view.sources.all() if one.kind in FILES)


def _device(path: Path) -> int | None:
    for place in (path, *path.parents):
        try:
            return place.stat().st_dev
        except OSError:
            continue  # it is to be made
    return None
