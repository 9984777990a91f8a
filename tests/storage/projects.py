"""Small projects for tests of storage."""

import sqlite3
from contextlib import closing
from pathlib import Path

from deskhand.domain.acts import QuestionAsked, RunPlanned, SourceAdded
from deskhand.domain.evaluations import Evaluation, Method, Score, Verdict
from deskhand.domain.jobs import ItemsRead, Predicted, SkillLearned, TableRead
from deskhand.domain.questions import Prediction
from deskhand.domain.skills import Skill
from deskhand.storage.project import Project

TYPE, URGENCY = 1, 2
ROWS = 20


def make(folder: Path, rows: int = ROWS) -> Project:
    """An open project with one source, ``rows`` items (ids from 1) and two questions."""
    project = Project.create(folder, "Patients")
    project.record(QuestionAsked(TYPE, "Type", column="Kind"))
    project.record(QuestionAsked(URGENCY, "Urgency"))
    add_source(project, rows)
    return project


def add_source(project: Project, rows: int = ROWS) -> int:
    source_id = project.new_id("sources")
    project.record(SourceAdded(source_id, f"/nowhere/{source_id}.xlsx", "Sheet", 1, ("Number", "Message"), (1,)))
    read = tuple((row + 2, (str(row), f"Message {row} of source {source_id}")) for row in range(rows))
    project.record(ItemsRead(source_id, read))
    project.record(TableRead(source_id, rows, ("One heading was blank.",)))
    return source_id


def predict(project: Project, run_id: int, answers: dict[int, tuple[str, float]], question_id: int = TYPE) -> None:
    """Plan a run unless it is there, and give it answers, with their confidence, by item."""
    if run_id == project.new_id("runs"):
        project.record(RunPlanned(run_id, (question_id,), answered_too=True))
    predictions = (Prediction(item, question_id, answer, sure) for item, (answer, sure) in answers.items())
    project.record(Predicted(run_id, tuple(predictions)))


def skill(number: int, question_id: int = TYPE) -> SkillLearned:
    evaluation = Evaluation(
        20, ("Billing", "Pain"), Method.MODEL, Score(17, 20, 0.64, 0.95), (), "Billing", Verdict.WORTH_USING, "It is."
    )
    return SkillLearned(Skill(f"skill-{number}", question_id, "minilm", evaluation, "2026-11-21T10:00:00+00:00"))


def change(folder: Path, sql: str) -> None:
    """Change a database as no Deskhand would."""
    with closing(sqlite3.connect(folder / "project.db")) as connection, connection:
        connection.execute(sql)


def contents(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the history."""
    connection = project._connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables if table != "history"}
