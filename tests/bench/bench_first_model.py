"""From 1,000 rows to the report card: fresh process, fresh project, nothing measured; then again after one answer.

PYTHONPATH=app OMP_WAIT_POLICY=PASSIVE python tests/bench/bench_first_model.py [QUESTION …]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

STARTED = time.perf_counter()

import csv  # noqa: E402  the clock runs from here on

from deskhand import jobs  # noqa: E402
from deskhand.domain.acts import Labelled, QuestionAsked, SourceAdded  # noqa: E402
from deskhand.domain.jobs import (  # noqa: E402
    AnswersTaken,
    ItemsRead,
    Learn,
    Progress,
    Request,
    SkillLearned,
    TableRead,
    Teach,
)
from deskhand.storage.project import Project  # noqa: E402

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROWS, OPEN = 1000, 500


class Silent:
    def progress(self, progress: Progress) -> None:
        pass


def project_of(folder: Path, questions: list[str]) -> tuple[Project, list[dict[str, str]]]:
    with (DATA / "intents" / "messages.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["Split"] == "train"][:: 15000 // (ROWS + OPEN)]
    project = Project.create(folder, "bench")
    project.record(SourceAdded(1, str(DATA), "", 1, ("Message",), (0,)))
    project.record(ItemsRead(1, tuple((place + 2, (row["Message"],)) for place, row in enumerate(rows))))
    project.record(TableRead(1, len(rows)))
    answered = [item.id for item in project.items.each() if item.id % 3]
    for number, name in enumerate(questions, 1):
        project.record(QuestionAsked(number, name))
        project.record(AnswersTaken(number, tuple((item_id, rows[item_id - 1][name]) for item_id in answered)))
    return project, rows


def perform(project: Project, request: Request) -> str:
    started, said = time.perf_counter(), ""
    for event in jobs.perform(request, project, Silent()):
        project.record(event)
        if isinstance(event, SkillLearned):
            score = event.skill.evaluation.score
            said += f" right {score.right} of {score.of} by {event.skill.evaluation.method}"
    return f"{time.perf_counter() - started:.2f} s{said}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DESKHAND_HOME"] = str(Path(folder) / "home")
        questions = sys.argv[1:] or ["Domain"]
        numbers = tuple(range(1, len(questions) + 1))
        project, rows = project_of(Path(folder) / "project", questions)
        print(
            "first:",
            perform(project, Learn(numbers)),
            f"({time.perf_counter() - STARTED:.2f} s since the process started)",
        )
        project.record(Labelled(1, ((3, rows[2][questions[0]]),)))
        print("learned again after one answer:", perform(project, Learn(numbers)))
        print("taught, first:", perform(project, Teach(1)))
        project.record(Labelled(1, ((6, rows[5][questions[0]]),)))
        print("taught again after one answer:", perform(project, Teach(1)))
