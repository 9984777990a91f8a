"""What was learned, and how it did on items it had not learned from."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from deskhand.domain.acts import SkillChosen
from deskhand.domain.evaluations import Evaluation, HeldOut
from deskhand.domain.jobs import HeldOutTested, SkillLearned
from deskhand.domain.skills import Skill
from deskhand.storage.codec import from_json, to_json

_COLUMNS = "id, question_id, model, evaluation, made_at, picture_model, sound_model"


class Skills:
    """Reads ``skills`` and ``held_out``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def in_use(self, question_id: int) -> Skill | None:
        """The skill that answers a question now."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM skills WHERE question_id = ? AND in_use", (question_id,)
        ).fetchone()
        return None if row is None else _skill(row)

    def get(self, skill_id: str) -> Skill:
        """The skill of this id. Raises ``KeyError`` if there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM skills WHERE id = ?", (skill_id,)).fetchone()
        if row is None:
            raise KeyError(skill_id)
        return _skill(row)

    def all(self, question_id: int) -> tuple[Skill, ...]:
        """All skills of a question, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM skills WHERE question_id = ? ORDER BY rowid DESC", (question_id,)
        )
        return tuple(_skill(row) for row in rows)

    def held_out(self, skill_id: str, truth: str | None = None, answer: str | None = None) -> list[HeldOut]:
        """Items answered without having been learned from, surest first; of one cell of the confusion table."""
        rows = self._connection.execute(
            "SELECT item_id, truth, answer, confidence FROM held_out WHERE skill_id = ?"
            " AND (? IS NULL OR truth = ?) AND (? IS NULL OR answer = ?) ORDER BY confidence DESC, item_id",
            (skill_id, truth, truth, answer, answer),
        )
        return [HeldOut(*row) for row in rows]

    def dial(self, skill_id: str) -> list[tuple[float, bool]]:
        """(confidence, whether it was right) of each held-out item, least sure first."""
        rows = self._connection.execute(
            "SELECT confidence, truth = answer FROM held_out WHERE skill_id = ? ORDER BY confidence", (skill_id,)
        )
        return [(confidence, bool(right)) for confidence, right in rows]


def _skill(row: Sequence[Any]) -> Skill:
    number, question_id, model, evaluation, made_at, picture_model, sound_model = row
    return Skill(number, question_id, model, from_json(evaluation, Evaluation), made_at, picture_model, sound_model)


def record_learned(connection: sqlite3.Connection, event: SkillLearned) -> None:
    skill = event.skill
    connection.execute(
        f"INSERT OR REPLACE INTO skills ({_COLUMNS}, in_use) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (
            *(skill.id, skill.question_id, skill.model, to_json(skill.evaluation), skill.made_at),
            *(skill.picture_model, skill.sound_model),
        ),
    )
    if skill.evaluation.careful is not None:
        connection.execute(
            "UPDATE questions SET careful = ? WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM skills WHERE question_id = questions.id AND in_use)",
            (skill.evaluation.careful, skill.question_id),
        )
    record_chosen(connection, SkillChosen(skill.id))


def record_tested(connection: sqlite3.Connection, event: HeldOutTested) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO held_out (skill_id, item_id, truth, answer, confidence) VALUES (?, ?, ?, ?, ?)",
        [(event.skill_id, item.item_id, item.truth, item.answer, item.confidence) for item in event.items],
    )


def record_chosen(connection: sqlite3.Connection, act: SkillChosen) -> None:
    connection.execute(
        "UPDATE skills SET in_use = (id = ?) WHERE question_id = (SELECT question_id FROM skills WHERE id = ?)",
        (act.skill_id, act.skill_id),
    )


RECORDERS = {SkillLearned: record_learned, HeldOutTested: record_tested, SkillChosen: record_chosen}
