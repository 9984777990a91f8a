"""What is asked of a long learning, and what is answered: part of ``requests.py``, ``events.py`` and ``acts.py``."""

from dataclasses import dataclass
from typing import ClassVar

from deskhand.domain.courses import Course, Decision, Lines, OwnModel, Point, Stage
from deskhand.domain.lanes import Lane


@dataclass(frozen=True, slots=True)
class TakeCourse:
    """Go on with a course that the owner has recorded, from where it was. Answer: ``StageReached``, ``LinesDrawn``,
    ``PointTested`` …, ``ModelMade``, ``SkillLearned`` and ``HeldOutTested``, ``CourseDecided`` at the end."""

    lane: ClassVar[Lane] = Lane.HEAVY
    course_id: int


@dataclass(frozen=True, slots=True)
class KeepBest:
    """End a course that was stopped with the best that it has found so far. Answer: as at the end of ``TakeCourse``."""

    lane: ClassVar[Lane] = Lane.HEAVY
    course_id: int


# --- events -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StageReached:
    """The stages before are done. ``words``: "664 messages, to get used to your words"."""

    course_id: int
    stage: Stage
    words: str


@dataclass(frozen=True, slots=True)
class LinesDrawn:
    course_id: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class PointTested:
    course_id: int
    point: Point


@dataclass(frozen=True, slots=True)
class ModelMade:
    """A model of the project's own is there; ``in_use``: it reads, looks or hears from now on."""

    course_id: int
    model: OwnModel
    in_use: bool


@dataclass(frozen=True, slots=True)
class CourseDecided:
    """The end of a course."""

    course_id: int
    decision: Decision


# --- acts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoursePlanned:
    """Begins when ``TakeCourse`` is performed; goes on after a restart until it is decided or given up."""

    course: Course


@dataclass(frozen=True, slots=True)
class CoursePaused:
    """It stands still (or, ``paused`` False, goes on), also after a restart."""

    course_id: int
    paused: bool = True


@dataclass(frozen=True, slots=True)
class CourseGivenUp:
    """The person does not want it any more; nothing is kept of it."""

    course_id: int
