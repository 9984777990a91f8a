"""What the Use page says of everything that happened."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from deskhand.domain.acts import FilingStarted, Labelled, ProjectMade, RunPlanned, RunTask, SkillChosen
from deskhand.domain.evaluations import Method, NumberScore, Score
from deskhand.domain.events import ResultsSaved, SkillLearned
from deskhand.domain.jobs import ModelMade
from deskhand.domain.models import Modality
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.pages.use.filing_words import told_filing
from deskhand.storage.tables.history import HistoryEntry
from deskhand.storage.view import ProjectView

_THOROUGH = (Method.CONTRASTIVE, Method.FULL, Method.LORA)  # the model itself was changed


def when(at: str, now: datetime) -> str:
    """``Today 11:40``, ``Yesterday 9:12``, ``12 Nov``, in local time. ``at`` is ISO 8601 with its zone."""
    then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    clock = f"{then.hour}:{then:%M}"
    if then.date() == now.date():
        return f"Today {clock}"
    if then.date() == now.date() - timedelta(days=1):
        return f"Yesterday {clock}"
    return f"{then.day} {then:%b}" if then.year == now.year else f"{then.day} {then:%b %Y}"


def told(view: ProjectView, entry: HistoryEntry) -> tuple[str, str]:
    """What happened, and to what."""
    title, detail = _SAY[type(entry.message)](view, entry.message)
    if isinstance(entry.message, FilingStarted):
        return title, detail  # how its files stand says more
    return (f"Undone: {title[0].lower()}{title[1:]}" if entry.undone else title), detail


def _run(view: ProjectView, act: RunPlanned) -> tuple[str, str]:
    done = view.runs.counts(act.run_id).done
    names = " · ".join(view.questions.get(question_id).name for question_id in act.question_ids)
    table = f"{Path(view.sources.get(act.source_id).path).name}: " if act.source_id is not None else ""
    many = job_kind(view.job).noun.count(done)
    if act.task is RunTask.TRANSCRIBE:
        folders = ", ".join(Path(one.path).name for one in view.sources.all())
        return (f"Trial on {many}" if act.limit is not None else f"{many} turned into text"), folders
    return (f"Trial on {many}" if act.limit is not None else f"{many} answered"), table + names


def _labelled(view: ProjectView, act: Labelled) -> tuple[str, str]:
    values = {value for _, value in act.answers}
    to = f"to “{values.pop()}”" if len(values) == 1 else f"{view.questions.get(act.question_id).name}"
    return f"{len(act.answers):,} answers changed together", to


def _learned(view: ProjectView, event: SkillLearned) -> tuple[str, str]:
    skill = event.skill
    thoroughly = " thoroughly" if skill.evaluation.method in _THOROUGH else ""
    name = view.questions.get(skill.question_id).name
    return f"Skill “{name}” learned{thoroughly}", score_words(skill.evaluation.score)


def _chosen(view: ProjectView, act: SkillChosen) -> tuple[str, str]:
    skill = view.skills.get(act.skill_id)
    return f"Skill “{view.questions.get(skill.question_id).name}” replaced", score_words(skill.evaluation.score)


def _model(_: ProjectView, event: ModelMade) -> tuple[str, str]:
    what = {
        Modality.TEXT: "Model of your texts",
        Modality.PICTURE: "Model of your pictures",
        Modality.SOUND: "Model of your sounds",
        Modality.SPEECH: "Hearing of your callers",
    }[event.model.modality]
    from_ = "corrections" if event.model.how == "corrections" else "files"
    used = "" if event.in_use else ", not in use"
    return f"{what} made", f"from {event.model.items:,} {from_}{used}"


def _saved(_: ProjectView, event: ResultsSaved) -> tuple[str, str]:
    what = {".csv": "Table", "": "Texts"}.get(Path(event.path).suffix.lower(), "Workbook")
    return f"{what} saved", Path(event.path).name


def _made(view: ProjectView, _: ProjectMade) -> tuple[str, str]:
    sources = view.sources.all()
    return "Project made", f"from {Path(sources[0].path).name}" if sources else view.name


def _filed(view: ProjectView, act: FilingStarted) -> tuple[str, str]:
    return told_filing(view, act)


_SAY: dict[type, Callable[[ProjectView, Any], tuple[str, str]]] = {
    RunPlanned: _run,
    Labelled: _labelled,
    SkillLearned: _learned,
    SkillChosen: _chosen,
    ResultsSaved: _saved,
    ProjectMade: _made,
    FilingStarted: _filed,
    ModelMade: _model,
}


def score_words(score: Score | NumberScore) -> str:
    """How good it is, on messages that it had not seen."""
    if isinstance(score, NumberScore):
        return f"usually off by {score.error:,.3g}"
    return f"right on {score.right:,} of {score.of:,} that it had not seen"
