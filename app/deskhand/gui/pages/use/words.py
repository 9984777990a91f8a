"""What the Use page says: of the results, and of everything that happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from deskhand.domain.acts import FilingStarted, Labelled, ProjectMade, RunPlanned, RunTask, SkillChosen
from deskhand.domain.evaluations import NumberScore, Score
from deskhand.domain.events import ResultsSaved, SkillLearned
from deskhand.domain.questions import QuestionKind
from deskhand.domain.recordings import CallState
from deskhand.gui.job_kinds import JOBS, Noun, job_kind
from deskhand.gui.pages.check.counts import wrong_at
from deskhand.storage.tables.history import HistoryEntry
from deskhand.storage.tables.predictions import PredictionFilter
from deskhand.storage.view import ProjectView


@dataclass(frozen=True, slots=True)
class Results:
    """``sorted`` messages have all answers, ``decided`` of them by the person alone.

    Of the ``given`` answers of Deskhand's that the person has not decided, ``waiting`` wait for them, and about
    ``wrong`` of the others may be wrong (``None``: too few were tested to say).
    """

    sorted: int
    decided: int
    given: int
    wrong: int | None
    waiting: int
    noun: Noun = JOBS[0].noun


def results_of(view: ProjectView) -> Results:
    """Counted now."""
    questions = tuple(question for question in view.questions.all() if view.skills.in_use(question.id) is not None)
    ids = tuple(question.id for question in questions)
    total = view.runs.ahead(())  # recordings without words have no answer to wait for
    failed = len(view.predictions.failures())
    waiting = sum(view.predictions.waiting(question.id, question.careful) for question in questions)
    wrongs = []
    for question in questions:
        skill = view.skills.in_use(question.id)
        if skill is not None and question.kind is QuestionKind.CHOICE:
            others = view.predictions.count(question.id, PredictionFilter(at_least=question.careful, decided=False))
            wrongs.append(wrong_at(view.skills.dial(skill.id), question.careful, others))
    decided = total - view.runs.ahead(ids) if ids else 0
    given = sum(view.predictions.count(question_id, PredictionFilter(decided=False)) for question_id in ids)
    done = total - view.runs.unanswered(ids) - failed if given or decided == total else 0
    return Results(done, decided, given, sum(wrongs) if wrongs else None, waiting, job_kind(view.job).noun)


def head_of(results: Results) -> tuple[str, str]:
    """Title and sentence."""
    if not results.sorted:
        return "Nothing to take away yet", "After a run, this is where the answers leave for where the work is."
    parts = [f"You decided {results.decided:,}."] if results.decided else []
    wait = "1 waits" if results.waiting == 1 else f"{results.waiting:,} wait"
    waiting = f"{wait} for you" if results.waiting else "none waits for you"
    if results.given:
        answers = "1 answer" if results.given == 1 else f"{results.given:,} answers"
        wrong = f", about {results.wrong:,} of the others may be wrong" if results.wrong else ""
        parts.append(f"Of Deskhand’s {answers} {waiting}{wrong}.")
    verb = "is" if results.sorted == 1 else "are"
    return f"{results.noun.count(results.sorted)} {verb} sorted", " ".join(parts)


def of_rows(view: ProjectView) -> tuple[str, str]:
    """Title and sentence of a project of rows."""
    return head_of(results_of(view))


def of_recordings(view: ProjectView) -> tuple[str, str]:
    """Title and sentence of a project of recordings."""
    counts = view.transcripts.counts()
    heard, noun = sum(counts.values()), job_kind(view.job).noun
    if not heard:
        return "Nothing to take away yet", "After a run, this is where the words leave for where the work is."
    waiting = view.transcripts.waiting()
    wait = "One call has a place" if waiting == 1 else f"{waiting:,} calls have places"
    parts = [f"{wait} that you should listen to." if waiting else "No call waits for you."]
    empty = heard - counts.get(CallState.DONE, 0)
    if empty:
        parts.append(f"In {empty:,} nobody speaks, or too quietly.")
    results = results_of(view)
    if results.given:
        parts.append(head_of(results)[1])
    return f"{noun.count(heard)} {'was' if heard == 1 else 'were'} listened to", " ".join(parts)


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
    return f"Skill “{view.questions.get(skill.question_id).name}” learned", score_words(skill.evaluation.score)


def _chosen(view: ProjectView, act: SkillChosen) -> tuple[str, str]:
    skill = view.skills.get(act.skill_id)
    return f"Skill “{view.questions.get(skill.question_id).name}” replaced", score_words(skill.evaluation.score)


def _saved(_: ProjectView, event: ResultsSaved) -> tuple[str, str]:
    what = {".csv": "Table", "": "Texts"}.get(Path(event.path).suffix.lower(), "Workbook")
    return f"{what} saved", Path(event.path).name


def _made(view: ProjectView, _: ProjectMade) -> tuple[str, str]:
    sources = view.sources.all()
    return "Project made", f"from {Path(sources[0].path).name}" if sources else view.name


def _filed(view: ProjectView, act: FilingStarted) -> tuple[str, str]:
    from deskhand.gui.pages.use.filing_words import told_filing  # it stands on the results that are counted here

    return told_filing(view, act)


_SAY: dict[type, Callable[[ProjectView, Any], tuple[str, str]]] = {
    RunPlanned: _run,
    Labelled: _labelled,
    SkillLearned: _learned,
    SkillChosen: _chosen,
    ResultsSaved: _saved,
    ProjectMade: _made,
    FilingStarted: _filed,
}


def score_words(score: Score | NumberScore) -> str:
    """How good it is, on messages that it had not seen."""
    if isinstance(score, NumberScore):
        return f"usually off by {score.error:,.3g}"
    return f"right on {score.right:,} of {score.of:,} that it had not seen"
