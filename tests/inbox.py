"""An inbox to test pages on: a real project with answers, a skill and a run, owned by the window's own machinery."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deskhand.domain.acts import LabelOffered, QuestionAsked, RunPlanned, SourceAdded
from deskhand.domain.evaluations import (
    Candidate,
    CategoryScore,
    CurvePoint,
    Evaluation,
    HeldOut,
    Method,
    ReliabilityBin,
    Score,
    Verdict,
)
from deskhand.domain.jobs import AnswersTaken, HeldOutTested, ItemsRead, Predicted, SkillLearned
from deskhand.domain.questions import Prediction, QuestionKind
from deskhand.domain.skills import Skill
from deskhand.gui.open_project import OpenProject
from deskhand.gui.worker_process import WorkerProcess
from deskhand.storage.project import Project

LABELS = ("Appointment", "Billing", "Complaint")
MESSAGES = ("Can I come on Tuesday?", "My invoice is wrong.", "Nobody called me back!")
ROWS, ANSWERED = 90, 30
TYPE, PRICE = 1, 2


def make_inbox(folder: Path) -> Project:
    """90 messages, the first 30 answered, two questions (a choice and a number), nothing learned."""
    project = Project.create(folder, "Inbox")
    project.record(SourceAdded(1, "inbox.csv", "", 1, ("Message", "Channel"), (0,)))
    rows = tuple((number + 2, (f"{MESSAGES[number % 3]} ({number})", "Mail")) for number in range(ROWS))
    project.record(ItemsRead(1, rows))
    project.record(QuestionAsked(TYPE, "Type"))
    for label in LABELS:
        project.record(LabelOffered(TYPE, label))
    project.record(QuestionAsked(PRICE, "Price", QuestionKind.NUMBER))
    project.record(AnswersTaken(TYPE, tuple((number + 1, LABELS[number % 3]) for number in range(ANSWERED))))
    return project


def teach_it(project: Project) -> None:
    """A skill for *Type* that mixed up two of thirty."""
    score = Score(28, 30, 0.79, 0.98)
    candidates = (Candidate(Method.MODEL, score), Candidate(Method.COMMONEST, Score(10, 30, 0.19, 0.51)))
    evaluation = Evaluation(
        items=30,
        labels=LABELS,
        method=Method.MODEL,
        score=score,
        candidates=candidates,
        commonest="Appointment",
        verdict=Verdict.WORTH_USING,
        verdict_reason="It beats always the commonest by 18 of 30.",
        categories=tuple(CategoryScore(label, 9, 10, 10) for label in LABELS),
        confusion=((10, 0, 0), (1, 9, 0), (1, 0, 9)),
        curve=(CurvePoint(10, 0.6, 0.4, 0.8), CurvePoint(30, 0.93, 0.79, 0.98)),
        reliability=(ReliabilityBin(0.9, 28, 30),),
        careful=0.5,
    )
    project.record(SkillLearned(Skill("first", TYPE, "model", evaluation, "2026-01-01T00:00:00")))
    wrong = {2: "Appointment", 3: "Appointment"}
    tested = []
    for number in range(ANSWERED):
        truth = LABELS[number % 3]
        tested.append(HeldOut(number + 1, truth, wrong.get(number + 1, truth), 0.95 - 0.01 * number))
    project.record(HeldOutTested("first", tuple(tested)))


def run_it(project: Project) -> None:
    """Answers to the other sixty, from 0.30 sure upwards; 21 of them under the careful threshold of 0.5."""
    project.record(RunPlanned(1, (TYPE,)))
    answers = []
    for place, item_id in enumerate(range(ANSWERED + 1, ROWS + 1)):
        answer, second = LABELS[(item_id - 1) % 3], LABELS[item_id % 3]
        answers.append(Prediction(item_id, TYPE, answer, 0.3 + place * 0.0099, second, 0.1))
    project.record(Predicted(1, tuple(answers)))


@contextmanager
def opened(project: Project) -> Iterator[OpenProject]:
    """The project as the window has it, with the rehearsal as its workers."""
    light, heavy = WorkerProcess("rehearsal"), WorkerProcess("rehearsal")
    open_project = OpenProject(project, light, heavy)
    yield open_project
    open_project.close()
    light.close()
    heavy.close()


def show(page: QWidget, qtbot: QtBot) -> None:
    """On the (offscreen) screen, as large as in the pictures, with the focus."""
    qtbot.addWidget(page)
    page.resize(1280, 690)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
