"""Teach: learn quickly from all answers so far, guess, and say what to ask next."""

from collections.abc import Iterator
from random import Random

from deskhand.domain.jobs import Event, Progress, Report, Teach
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import Label, Question
from deskhand.engine.inputs import Lesson
from deskhand.engine.teaching import Pool, ask_next
from deskhand.jobs.reading import Reading, counting, many_of, models_for, read
from deskhand.storage.view import ProjectView

_POOL = 2000  # unanswered items that are considered: read in a second or two, and choosing stays instant
_STRETCH = 50  # of a large table so many neighbouring rows are drawn together
_LEARNED_FROM = 3000  # the latest answers; more could not be learned within two seconds


def teach(request: Teach, view: ProjectView, report: Report) -> Iterator[Event]:
    """``AskNext``."""
    report.progress(Progress(0, 0, many_of(view), "Getting ready"))
    question = view.questions.get(request.question_id)
    answered = view.labels.of(question.id)
    examples = sorted(view.labels.examples(question.id), key=lambda label: label.sequence)[-_LEARNED_FROM:]
    out = {label.item_id for label in answered} | view.findings.aside() | set(request.skip)
    drawn = [item_id for item_id in _drawn(view) if item_id not in out][:_POOL]
    items = sorted({*drawn, *(example.item_id for example in examples)})
    reading = read(view, models_for(view), items, counting(view, report, len(items)))
    waiting = [item_id for item_id in drawn if item_id in reading.place]
    pool = Pool(waiting, reading.of(waiting), request.count, seed=len(answered) + len(request.skip))
    yield ask_next(question, _lesson(question, examples, reading, view), pool)


def _drawn(view: ProjectView) -> list[int]:
    """Items to choose from: all of a small project, else stretches of rows, always the same, so that they stay read."""
    random = Random(0)
    if view.items.count() <= 2 * _POOL:
        items = [item.id for item in view.items.each()]
        random.shuffle(items)
        return items
    sources = view.sources.all()
    stretches = [(source.id, start) for source in sources for start in range(0, view.items.count(source.id), _STRETCH)]
    drawn = random.sample(stretches, 2 * _POOL // _STRETCH)
    return [item.id for source_id, start in drawn for item in view.items.page(source_id, start, _STRETCH)]


def _lesson(question: Question, examples: list[Label], reading: Reading, view: ProjectView) -> Lesson | None:
    """``None`` while there is nothing to tell apart: here that is no problem but the beginning."""
    try:
        return reading.lesson(question, examples, view)
    except ProblemError:
        return None
