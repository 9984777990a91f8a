"""Which of the five steps a project can go to, and what it says in the list of projects."""

from dataclasses import dataclass

from deskhand.domain.files import FileState
from deskhand.domain.filing import MoveState
from deskhand.gui.widgets.step_tabs import StepState
from deskhand.storage.view import ProjectView

_TWO = 2
STEP_PAGES = ("choose", "teach", "run", "check", "use")


@dataclass(frozen=True, slots=True)
class Step:
    """How a step stands, and why it is not yet possible."""

    state: StepState
    why_not: str = ""


def steps_of(project: ProjectView) -> tuple[Step, Step, Step, Step, Step]:
    """Choose, Teach, Run, Check, Use."""
    return _STEPS.get(project.job, _of_rows)(project)


def _of_rows(project: ProjectView) -> tuple[Step, Step, Step, Step, Step]:
    questions = project.questions.all()
    reads = any(source.text_columns for source in project.sources.all())
    taught = any(_is_taught(project, question.id) for question in questions)
    answered = any(project.predictions.count(question.id) for question in questions)
    reached = project.step
    return (
        Step(_state(True, reads)),
        Step(_state(reads, taught and reached > 2), "Choose a workbook and the column to read first"),
        Step(_state(taught, answered), "Answer two of each category first"),
        Step(_state(answered, reached > 4), "Run it first"),
        Step(_state(answered, False), "Run it first"),
    )


def _of_recordings(project: ProjectView) -> tuple[Step, Step, Step, Step, Step]:
    """Words come before categories: Run is possible at once, Teach when there is something to read."""
    listed = project.items.count() > 0
    heard = bool(project.transcripts.counts())
    tried = heard or project.calls.unread() > 0
    taught = any(_is_taught(project, question.id) for question in project.questions.all())
    reached = project.step
    return (
        Step(_state(True, listed)),
        Step(_state(heard, taught and reached > 2), "Turn some recordings into text first: a trial on five will do"),
        Step(_state(listed, heard), "Choose the recordings first"),
        Step(_state(tried, reached > 4), "Turn some recordings into text first"),
        Step(_state(tried, False), "Turn some recordings into text first"),
    )


def _of_files(project: ProjectView) -> tuple[Step, Step, Step, Step, Step]:
    """Teach is possible as soon as some of them were read; reading goes on behind it."""
    questions = project.questions.all()
    listed = project.items.count() > 0
    read = bool(project.files.of_state(FileState.READ, 0, 1))
    all_read = read and not project.files.of_state(FileState.WAITING, 0, 1)
    taught = read and any(_is_taught(project, question.id) for question in questions)
    answered = any(project.predictions.count(question.id) for question in questions)
    reached = project.step
    unread = "They are read first; this begins by itself" if listed else f"Choose the {project.job} first"
    return (
        Step(_state(True, all_read)),
        Step(_state(read, taught and reached > 2), unread),
        Step(_state(taught, answered), "Answer two of each category first"),
        Step(_state(answered, reached > 4), "Run it first"),
        Step(_state(answered, _filed(project) > 0), "Run it first"),
    )


_STEPS = {"voicemails": _of_recordings, "documents": _of_files, "photos": _of_files, "sounds": _of_files}


def first_page(project: ProjectView) -> str:
    """Where a project goes on: at the furthest step it has been to, or where a table is still being read."""
    if any(not source.rows for source in project.sources.all()):
        return "choose"
    possible = [step.state is not StepState.SHUT for step in steps_of(project)]
    return STEP_PAGES[max(number for number in range(project.step) if possible[number])]


def state_words(project: ProjectView) -> str:
    """Where the project stands, for the list on the Home page."""
    return next((words for say in _STANDS if (words := say(project))), "")


def _paused(project: ProjectView) -> str:
    run = project.runs.unfinished()
    if run is None:
        return ""
    counts = project.runs.counts(run.id)
    return f"Paused, {counts.done + counts.failed:,} of {counts.total:,} done"


def _filing_paused(project: ProjectView) -> str:
    filing = project.filings.unfinished()
    if filing is None:
        return ""
    moves = project.filings.counts(filing.id)
    return f"Paused, {moves.get(MoveState.DONE, 0):,} of {sum(moves.values()):,} filed"


def _waiting(project: ProjectView) -> str:
    calls = project.transcripts.waiting()
    if calls:
        return f"{calls:,} {'call waits' if calls == 1 else 'calls wait'} for you"
    each = (project.predictions.waiting(one.id, one.careful) for one in project.questions.all())
    return next((f"{waiting:,} wait for you" for waiting in each if waiting), "")


def _were_filed(project: ProjectView) -> str:
    filed = _filed(project)
    return f"{filed:,} filed" if filed else ""


def _half_read(project: ProjectView) -> str:
    reading = project.runs.unfinished(reading=True)
    if reading is None:
        return ""
    counts = project.runs.counts(reading.id)
    return f"{counts.done + counts.failed:,} of {counts.total:,} read"


def _answered(project: ProjectView) -> str:
    if any(project.predictions.count(question.id) for question in project.questions.all()):
        return "Answered"
    return "In words" if project.transcripts.counts() else ""


def _taught(project: ProjectView) -> str:
    given = sum(sum(project.labels.counts(question.id).values()) for question in project.questions.all())
    return f"{given:,} answers given" if given else ""


_STANDS = (_paused, _filing_paused, _waiting, _were_filed, _half_read, _answered, _taught)
"""What is most worth saying first."""


def _filed(project: ProjectView) -> int:
    """How many files lie where the newest filing put them."""
    filings = project.filings.all()
    return project.filings.counts(filings[0].id).get(MoveState.DONE, 0) if filings else 0


def _is_taught(project: ProjectView, question_id: int) -> bool:
    if project.skills.in_use(question_id) is not None:
        return True
    counts = project.labels.counts(question_id)
    return sum(count >= _TWO for count in counts.values()) >= _TWO


def _state(possible: bool, done: bool) -> StepState:
    if not possible:
        return StepState.SHUT
    return StepState.DONE if done else StepState.OPEN
