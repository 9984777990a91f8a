"""What the rehearsal answers: believable events for every request, made of what is in the project."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from deskhand.domain import jobs
from deskhand.domain.evaluations import (
    Candidate,
    CategoryScore,
    CurvePoint,
    Evaluation,
    HeldOut,
    Method,
    NumberScore,
    Score,
    Verdict,
)
from deskhand.domain.findings import Finding, FindingItem, FindingKind
from deskhand.domain.items import TablePreview
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.processors import DeviceReport, Part, PartReport, State, Trial, Work
from deskhand.domain.questions import Prediction, Question, QuestionKind
from deskhand.domain.skills import Skill
from deskhand.storage.view import ProjectView
from deskhand.worker import canned_calls, canned_courses, canned_files, canned_filing, canned_models

MESSAGES = ("My invoice is wrong", "Can I come on Tuesday?", "The crown fell out, it hurts")
CATEGORIES = ("Billing", "Appointment", "Emergency")
ROWS = 60
BATCH = 20
SURENESS = (0.97, 0.91, 0.55, 0.83, 0.38)


def preview(request: jobs.PreviewTable, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    rows = tuple(islice(zip(cycle(MESSAGES), cycle(CATEGORIES)), min(ROWS, request.limit)))
    guesses = ((1, QuestionKind.CHOICE),)
    yield jobs.TablePreviewed(
        TablePreview(request.path, ("Tickets",), "Tickets", 1, ("Message", "Type"), rows, (), (0,), guesses)
    )


def read(request: jobs.ReadTable, view: ProjectView, report: Report) -> Iterator[Event]:
    there = view.items.count(request.source_id)
    columns = len(view.sources.get(request.source_id).columns)
    for start in range(there, ROWS, BATCH):
        report.progress(Progress(start, ROWS, "rows"))
        rows = tuple((number + 2, tuple(islice(_cells(number), columns))) for number in range(start, start + BATCH))
        yield jobs.ItemsRead(request.source_id, rows)
    yield jobs.TableRead(request.source_id, ROWS)


def _cells(number: int) -> Iterator[str]:
    return cycle((MESSAGES[number % len(MESSAGES)], CATEGORIES[number % len(CATEGORIES)]))


def take_answers(request: jobs.TakeAnswers, view: ProjectView, _report: Report) -> Iterator[Event]:
    items = view.items.page(request.source_id, 0, ROWS // 2)
    yield jobs.AnswersTaken(request.question_id, tuple(zip((item.id for item in items), cycle(CATEGORIES))))


def check(_request: jobs.CheckData, view: ProjectView, _report: Report) -> Iterator[Event]:
    source = view.sources.all()[0]
    first, second = (item.id for item in view.items.page(source.id, 0, 2))
    yield jobs.Found(Finding(1, FindingKind.REPEATS, 2, applied=True))
    yield jobs.FoundItems(1, (FindingItem(first), FindingItem(second, aside=True)))


def learn(request: jobs.Learn, view: ProjectView, report: Report) -> Iterator[Event]:
    for done, question_id in enumerate(request.question_ids):
        report.progress(Progress(done, len(request.question_ids), "questions", "Learning"))
        question = view.questions.get(question_id)
        made_at = datetime.now(UTC).isoformat()
        skill_id = f"rehearsal-{question_id}-{made_at[11:26].replace(':', '').replace('.', '')}"
        labels = view.labels.of(question_id)[:20]
        score = Score(17, 20, 0.64, 0.95)
        yield jobs.SkillLearned(Skill(skill_id, question_id, request.model, evaluation(question, score), made_at))
        tested = tuple(HeldOut(label.item_id, label.value, label.value, 0.9) for label in labels)
        yield jobs.HeldOutTested(skill_id, tested)


def evaluation(question: Question, score: Score) -> Evaluation:
    """A report card that says 17 of 20, whatever the question."""
    labels = question.labels or CATEGORIES
    if question.kind is QuestionKind.NUMBER:
        number = NumberScore(2.5, 20, 1.9, 3.2)
        candidate = (Candidate(Method.MODEL, number), Candidate(Method.COMMONEST, NumberScore(5.0, 20, 4.0, 6.0)))
        return Evaluation(20, (), Method.MODEL, number, candidate, "12", Verdict.WORTH_USING, "A rehearsal.")
    candidates = (
        Candidate(Method.COMMONEST, Score(8, 20, 0.22, 0.61)),
        Candidate(Method.WORDS, Score(14, 20, 0.48, 0.85)),
        Candidate(Method.MODEL, score),
    )
    size = len(labels)
    return Evaluation(
        items=20,
        labels=labels,
        method=Method.MODEL,
        score=score,
        candidates=candidates,
        commonest=labels[0],
        verdict=Verdict.WORTH_USING,
        verdict_reason="A rehearsal.",
        categories=tuple(CategoryScore(label, 5, 6, 6) for label in labels),
        confusion=tuple(tuple(5 if row == column else 0 for column in range(size)) for row in range(size)),
        curve=(CurvePoint(10, 0.6, 0.4, 0.8), CurvePoint(20, 0.85, 0.64, 0.95)),
        forecast="With 20 more answers it would perhaps be right about 18 of 20.",
        careful=0.8,
        seconds=0.1,
    )


def teach(request: jobs.Teach, view: ProjectView, _report: Report) -> Iterator[Event]:
    answered = view.labels.of_items(request.question_id, [item.id for item in view.items.each()])
    open_ids = (item.id for item in view.items.each() if item.id not in answered and item.id not in request.skip)
    labels = view.questions.get(request.question_id).labels or CATEGORIES
    guess = labels[0] if len(answered) >= 4 else ""
    asked = tuple(jobs.Asked(item, jobs.Why.BETWEEN, guess, 0.6) for item in islice(open_ids, request.count))
    yield jobs.AskNext(request.question_id, asked, len(answered), 17, 20, 13, 19, labels[0], 8, 14)


def run(request: jobs.Run, view: ProjectView, report: Report) -> Iterator[Event]:
    questions = [view.questions.get(number) for number in view.runs.get(request.run_id).question_ids]
    todo = view.runs.todo(request.run_id)
    for start in range(0, len(todo), BATCH):
        report.progress(Progress(start, len(todo), "messages"))
        batch = todo[start : start + BATCH]
        if request.one_by_one:
            yield from (jobs.ItemStarted(request.run_id, item) for item in batch)
        yield jobs.Predicted(request.run_id, tuple(_guess(item, question) for item in batch for question in questions))


def _guess(item: int, question: Question) -> Prediction:
    labels = question.labels or CATEGORIES
    sure = SURENESS[item % len(SURENESS)]
    answer = str(item % 10) if question.kind is QuestionKind.NUMBER else labels[item % len(labels)]
    return Prediction(item, question.id, answer, sure, labels[(item + 1) % len(labels)], round((1 - sure) / 2, 2))


def nearest(request: jobs.FindNearest, view: ProjectView, _report: Report) -> Iterator[Event]:
    labels = [label for label in view.labels.of(request.question_id) if label.item_id != request.item_id]
    found = tuple(
        jobs.Neighbour(label.item_id, label.value, 0.9 - 0.1 * place)
        for place, label in enumerate(labels[: request.count])
    )
    yield jobs.NearestFound(request.item_id, request.question_id, found)


def similar(request: jobs.FindSimilar, view: ProjectView, _report: Report) -> Iterator[Event]:
    others = (item.id for item in view.items.each() if item.id not in request.item_ids)
    yield jobs.SimilarFound(request.question_id, request.label, tuple(islice(others, 3)))


def save(request: jobs.SaveResults, view: ProjectView, _report: Report) -> Iterator[Event]:
    notes = ("Only rehearsed: no file was written.",)
    yield jobs.ResultsSaved(request.path, view.items.count(request.source_id), notes)


def read_names(_request: jobs.ReadNames, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    yield jobs.NamesRead(("Kovalenko", "Opel Astra"))


def try_computer(_request: jobs.TestComputer, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    yield jobs.DeviceTested(
        DeviceReport("Main processor", "cpu", 8 << 30, 4 << 30, (Trial(Work.READING, 61.0, "2 cores"),))
    )
    yield jobs.PartChecked(PartReport(Part.NETWORK, State.FINE, "Network", "Never opened.", "Off, 0 bytes sent"))


def make_sample(request: jobs.MakeSample, _view: ProjectView | None, _report: Report) -> Iterator[Event]:
    name = f"{request.kind}.xlsx" if request.kind == "tickets" else request.kind
    yield jobs.SampleMade(str(Path(request.folder) / name), ROWS)


ANSWERS: dict[type, Callable[[Any, Any, Report], Iterator[Event]]] = {
    jobs.PreviewTable: preview,
    jobs.ReadTable: read,
    jobs.TakeAnswers: take_answers,
    jobs.CheckData: check,
    jobs.Learn: learn,
    jobs.Teach: teach,
    jobs.TakeCourse: canned_courses.take,
    jobs.KeepBest: canned_courses.keep_best,
    jobs.Run: run,
    jobs.FindNearest: nearest,
    jobs.FindSimilar: similar,
    jobs.ListRecordings: canned_calls.list_recordings,
    jobs.Transcribe: canned_calls.transcribe,
    jobs.DrawWaveform: canned_calls.draw_waveform,
    jobs.ReadNames: read_names,
    jobs.ListFiles: canned_files.list_files,
    jobs.ReadFiles: canned_files.read_files,
    jobs.RestorePictures: canned_files.restore_pictures,
    jobs.DrawPicture: canned_files.draw_picture,
    jobs.LookForAnswers: canned_files.look_for_answers,
    jobs.TakeFileAnswers: canned_files.take_file_answers,
    jobs.TakeOutAttachments: canned_files.take_out,
    jobs.FindReasons: canned_files.find_reasons,
    jobs.PlanFiling: canned_filing.plan,
    jobs.DoFiling: canned_filing.do,
    jobs.SettleFiling: canned_filing.settle,
    jobs.UndoFiling: canned_filing.undo,
    jobs.SaveIndex: canned_filing.save_index,
    jobs.SaveResults: save,
    jobs.TestComputer: try_computer,
    jobs.MakeSample: make_sample,
    **canned_models.ANSWERS,
}
