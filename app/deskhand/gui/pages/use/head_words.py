"""What stands at the head of the Use page: how much is done, and what came of it."""

from dataclasses import dataclass

from deskhand.domain.acts import FilingStarted
from deskhand.domain.questions import QuestionKind
from deskhand.domain.recordings import CallState
from deskhand.gui.job_kinds import JOBS, Noun, job_kind
from deskhand.gui.pages.check.counts import wrong_at
from deskhand.gui.pages.use.filing_words import told_filing
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


def of_files(view: ProjectView) -> tuple[str, str]:
    """Title and sentence of a project of documents or photos."""
    results, filings = results_of(view), view.filings.all()
    title, explained = head_of(results)
    if not filings:
        return title, explained
    filed, since = told_filing(view, FilingStarted(filings[0].id))
    return filed, explained if results.sorted else since
