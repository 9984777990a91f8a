"""What takes an act back. Asked before the act is recorded, as it looks at how things stand."""

from collections.abc import Callable, Iterable
from typing import Any

from deskhand.domain import acts
from deskhand.domain.acts import Act
from deskhand.domain.jobs import ModelMade, SkillLearned
from deskhand.domain.models import Modality
from deskhand.storage.view import ProjectView


def inverse(view: ProjectView, message: object) -> Act | None:
    """The act that restores what ``message`` will change. ``None``: it cannot be taken back."""
    undo = _INVERSES.get(type(message))
    return None if undo is None else undo(view, message)


def _answers(view: ProjectView, question_id: int, item_ids: Iterable[int]) -> Act:
    ids = tuple(item_ids)
    before = view.labels.of_items(question_id, ids, as_written=True)
    return acts.AnswersPutBack(
        question_id,
        tuple(before[item_id] for item_id in ids if item_id in before),
        tuple(item_id for item_id in ids if item_id not in before),
    )


def _labelled(view: ProjectView, act: acts.Labelled) -> Act:
    return _answers(view, act.question_id, (item_id for item_id, _ in act.answers))


def _unlabelled(view: ProjectView, act: acts.Unlabelled) -> Act:
    return _answers(view, act.question_id, act.item_ids)


def _put_back(view: ProjectView, act: acts.AnswersPutBack) -> Act:
    return _answers(view, act.question_id, (*(label.item_id for label in act.labels), *act.unanswered))


def _source_added(_: ProjectView, act: acts.SourceAdded) -> Act:
    return acts.SourceRemoved(act.source_id)


def _source_removed(view: ProjectView, act: acts.SourceRemoved) -> Act:
    source = view.sources.get(act.source_id)
    return acts.SourceAdded(
        source.id,
        source.path,
        source.sheet,
        source.header_row,
        source.columns,
        source.text_columns,
        source.notes,
        source.kind,
        source.files,
    )


def _text_columns(view: ProjectView, act: acts.TextColumnsChosen) -> Act:
    return acts.TextColumnsChosen(act.source_id, view.sources.get(act.source_id).text_columns)


def _together(view: ProjectView, act: acts.TogetherChosen) -> Act:
    return acts.TogetherChosen(act.source_id, view.sources.get(act.source_id).together)


def _asked(view: ProjectView, act: acts.QuestionAsked) -> Act:
    asked_before = any(question.id == act.question_id for question in view.questions.all())
    return _as_it_is_asked(view, act.question_id) if asked_before else acts.QuestionDropped(act.question_id)


def _dropped(view: ProjectView, act: acts.QuestionDropped) -> Act:
    return _as_it_is_asked(view, act.question_id)


def _as_it_is_asked(view: ProjectView, question_id: int) -> Act:
    question = view.questions.get(question_id)
    return acts.QuestionAsked(question.id, question.name, question.kind, view.questions.column_of(question.id))


def _offered(view: ProjectView, act: acts.LabelOffered) -> Act | None:
    offered_before = act.label in view.questions.get(act.question_id).labels
    return None if offered_before else acts.LabelWithdrawn(act.question_id, act.label)


def _withdrawn(_: ProjectView, act: acts.LabelWithdrawn) -> Act:
    return acts.LabelOffered(act.question_id, act.label)


def _remedy(_: ProjectView, act: acts.RemedySwitched) -> Act:
    return acts.RemedySwitched(act.finding_id, not act.applied)


def _careful(view: ProjectView, act: acts.CarefulSet) -> Act:
    return acts.CarefulSet(act.question_id, view.questions.get(act.question_id).careful)


def _chosen(view: ProjectView, act: acts.SkillChosen) -> Act | None:
    return _skill_in_use(view, view.skills.get(act.skill_id).question_id)


def _learned(view: ProjectView, event: SkillLearned) -> Act | None:
    return _skill_in_use(view, event.skill.question_id)


def _skill_in_use(view: ProjectView, question_id: int) -> Act | None:
    before = view.skills.in_use(question_id)
    return None if before is None else acts.SkillChosen(before.id)


def _run_undone(_: ProjectView, act: acts.RunUndone) -> Act:
    return acts.RunUndone(act.run_id, undone=not act.undone)


def _run_planned(_: ProjectView, act: acts.RunPlanned) -> Act | None:
    """Words stay: what was heard or read is no answer that could be wrong for the others."""
    return acts.RunUndone(act.run_id) if act.task is acts.RunTask.ANSWER else None


def _filing(_: ProjectView, act: acts.FilingStarted) -> Act:
    """Recorded, it says what is wanted; a job then puts the files back."""
    return acts.FilingTakenBack(act.filing_id)


def _folder_named(view: ProjectView, act: acts.FolderNamed) -> Act:
    before = view.filings.folder_names(act.question_id).get(act.label, "")
    return acts.FolderNamed(act.question_id, act.label, before)


def _ticked(_: ProjectView, act: acts.MovesTicked) -> Act:
    return acts.MovesTicked(act.filing_id, act.item_ids, not act.wanted)


def _hearing(view: ProjectView, _: acts.HearingChosen) -> Act:
    return acts.HearingChosen(view.hearing)


def _transcript(view: ProjectView, act: acts.PassageCorrected | acts.SaidCorrected | acts.TranscriptPutBack) -> Act:
    return acts.TranscriptPutBack(act.item_id, view.transcripts.of(act.item_id))


def _checked(view: ProjectView, act: acts.CallsChecked) -> Act:
    changed = (item_id for item_id in act.item_ids if view.transcripts.is_checked(item_id) is not act.checked)
    return acts.CallsChecked(tuple(changed), not act.checked)


def _model_made(view: ProjectView, event: ModelMade) -> Act | None:
    return _model_before(view, event.model.modality) if event.in_use else None


def _model_chosen(view: ProjectView, act: acts.ModelChosen) -> Act:
    return _model_before(view, act.modality)


def _model_before(view: ProjectView, modality: Modality) -> Act:
    return acts.ModelChosen(modality, view.courses.model_in_use(modality))


_INVERSES: dict[type, Callable[[ProjectView, Any], Act | None]] = {
    acts.Labelled: _labelled,
    acts.Unlabelled: _unlabelled,
    acts.AnswersPutBack: _put_back,
    acts.SourceAdded: _source_added,
    acts.SourceRemoved: _source_removed,
    acts.TextColumnsChosen: _text_columns,
    acts.TogetherChosen: _together,
    acts.QuestionAsked: _asked,
    acts.QuestionDropped: _dropped,
    acts.RemedySwitched: _remedy,
    acts.CarefulSet: _careful,
    acts.SkillChosen: _chosen,
    SkillLearned: _learned,
    acts.LabelOffered: _offered,
    acts.LabelWithdrawn: _withdrawn,
    acts.RunUndone: _run_undone,
    acts.RunPlanned: _run_planned,
    acts.HearingChosen: _hearing,
    acts.PassageCorrected: _transcript,
    acts.SaidCorrected: _transcript,
    acts.TranscriptPutBack: _transcript,
    acts.CallsChecked: _checked,
    acts.FilingStarted: _filing,
    acts.FolderNamed: _folder_named,
    acts.MovesTicked: _ticked,
    acts.ModelChosen: _model_chosen,
    ModelMade: _model_made,
}
