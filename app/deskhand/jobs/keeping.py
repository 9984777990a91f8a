"""What was learned, as a skill of the project."""

from datetime import UTC, datetime
from uuid import uuid4

from deskhand.domain.evaluations import THOROUGH
from deskhand.domain.questions import Question
from deskhand.domain.skills import Skill
from deskhand.engine import skill_files
from deskhand.engine.inputs import Lesson
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Study
from deskhand.jobs.reading import Models
from deskhand.storage.view import ProjectView


def new_id(question: Question) -> str:
    """Of a skill that is to be made."""
    return f"{question.id}-{uuid4().hex[:12]}"


def why_it_stays(view: ProjectView, question: Question, study: Study) -> str:
    """That the skill in use stays, in words: it was learned thoroughly, and ``study`` (of what learns in seconds) is
    not more often right on the same items. "": it makes way, also because it does not know all categories of today.
    """
    skill = view.skills.in_use(question.id)
    if skill is None or skill.evaluation.method not in THOROUGH:
        return ""
    if not set(study.evaluation.labels) <= set(skill.evaluation.labels):
        return ""
    before = {held.item_id: held.answer for held in view.skills.held_out(skill.id)}
    same = [held for held in study.held_out if held.item_id in before]
    now = sum(held.answer == held.truth for held in same)
    then = sum(before[held.item_id] == held.truth for held in same)
    if now > then:
        return ""
    return (
        f"“{question.name}”: what was learned thoroughly stays in use, as it is right on {then:,} of {len(same):,}"
        f" that it had not learned from, and what learns in seconds on {now:,}."
    )


def keep(
    study: Study, question: Question, lesson: Lesson, models: Models, view: ProjectView, skill_id: str = ""
) -> Skill:
    """Write the skill to its folder, so that it is there before anybody hears of it. Raises ``ProblemError``."""
    skill_id = skill_id or new_id(question)
    manifest = manifest_of(study, question, lesson, models)
    skill_files.save(view.skill_folder(skill_id), manifest, study.head)
    return skill_of(skill_id, question, manifest, study)


def manifest_of(study: Study, question: Question, lesson: Lesson, models: Models) -> Manifest:
    """What the numbers of its head mean."""
    texts, pictures, sounds = models.texts, models.pictures, models.sounds
    model = texts.files.model.id if texts is not None else ""
    picture_model = pictures.files.model.id if pictures is not None and pictures.files is not None else ""
    sound_model = sounds.files.model.id if sounds is not None and sounds.files is not None else ""
    return Manifest(
        kind=question.kind,
        method=study.head.method,
        labels=lesson.labels,
        model=model,
        recipe=texts.recipe if texts is not None else None,
        size=lesson.inputs.beside(study.head.look).shape[1],
        scale=study.scale,
        within=study.within,
        look=study.head.look,
        picture_model=picture_model,
        picture_recipe=pictures.recipe if pictures is not None else None,
        sound_model=sound_model,
        sound_recipe=sounds.recipe if sounds is not None else None,
    )


def skill_of(skill_id: str, question: Question, manifest: Manifest, study: Study) -> Skill:
    """What the project knows of it."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    models = manifest.picture_model, manifest.sound_model
    return Skill(skill_id, question.id, manifest.model, study.evaluation, made_at, *models)
