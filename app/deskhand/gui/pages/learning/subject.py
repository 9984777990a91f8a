"""What a course is for, and what there is to learn from."""

from dataclasses import dataclass, replace

from deskhand.domain.courses import Aim, Course
from deskhand.domain.models import Modality
from deskhand.domain.objectives import HOURS, fewest_of
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.job_kinds import Noun, job_kind
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

FILES, HEARING = "files", "hearing"  # as what stands behind the colon of "learning:files"
_OF_JOBS = {"photos": Modality.PICTURE, "sounds": Modality.SOUND}  # what else is read than text


@dataclass(frozen=True, slots=True)
class Subject:
    """``name`` is that of the question; "" where it is about none. ``number``: its answers are numbers."""

    aim: Aim
    question_id: int = 0
    name: str = ""
    number: bool = False

    def is_that_of(self, course: Course) -> bool:
        """Whether ``course`` is about this."""
        return course.aim is self.aim and course.question_id == self.question_id

    @property
    def title(self) -> str:
        """What the page is called."""
        if self.aim is Aim.FILES:
            return "Read my files"
        return "Hear better" if self.aim is Aim.HEARING else f"Learn thoroughly: {self.name}"

    @property
    def doing(self) -> str:
        """What the page is called while it goes on, and afterwards."""
        if self.aim is Aim.FILES:
            return "Reading my files"
        return "Learning to hear better" if self.aim is Aim.HEARING else f"Learning thoroughly: {self.name}"


@dataclass(frozen=True, slots=True)
class Material:
    """``answers`` were given; ``items`` can be read without any, ``hours`` long where that is known of sound.

    ``hears``: they are calls that were turned into text.
    """

    noun: Noun
    modality: Modality
    answers: int
    items: int
    hours: float = 0.0
    hears: bool = False

    @property
    def pays(self) -> bool:
        """Whether there is enough to let a model read first (methods.md, 0 and 2)."""
        if self.modality is Modality.SOUND and self.hours:
            return self.hours >= HOURS
        return self.items >= fewest_of(self.modality)


def subject_of(view: ProjectView, what: str) -> Subject:
    """What ``learning:what`` is about: a question's number, "files", "hearing"; else what goes on, or the first."""
    if what in (FILES, HEARING):
        return Subject(Aim(what))
    questions = view.questions.all()
    wanted = [question for question in questions if str(question.id) == what]
    going = view.courses.unfinished()
    if not wanted and going is not None:
        return subject_of_course(view, going.course)
    question = next(iter([*wanted, *questions]), None)
    return Subject(Aim.FILES) if question is None else _about(question)


def subject_of_course(view: ProjectView, course: Course) -> Subject:
    """What a course is about."""
    if course.aim is not Aim.QUESTION:
        return Subject(course.aim)
    return _about(view.questions.get(course.question_id))


def _about(question: Question) -> Subject:
    return Subject(Aim.QUESTION, question.id, question.name, number=question.kind is QuestionKind.NUMBER)


def material_of(view: ProjectView, subject: Subject) -> Material:
    """Counted now. Recordings are read as the text that they were turned into, unless a skill goes by their sound."""
    noun, answers = job_kind(view.job).noun, 0
    skill = None
    if subject.aim is Aim.QUESTION:
        answers = sum(view.labels.counts(subject.question_id).values())
        skill = view.skills.in_use(subject.question_id)
    material = Material(noun, _OF_JOBS.get(view.job, Modality.TEXT), answers, view.items.count())
    if view.job == "voicemails":
        hours = view.transcripts.seconds() / 3600
        if subject.aim is Aim.HEARING:
            heard = len(view.transcripts.vouched())
            return replace(material, modality=Modality.SPEECH, answers=heard, hours=hours)
        if skill is not None and skill.sound_model:
            return replace(material, modality=Modality.SOUND, hours=hours)
    return replace(material, hears=view.job == "voicemails")


def latest_of(view: ProjectView, subject: Subject) -> CourseState | None:
    """The newest course of this subject that goes on, or has come to an end; ``None``: there was none."""
    states = view.courses.of(subject.question_id or None)
    return next((one for one in states if subject.is_that_of(one.course) and (one.goes_on or one.decision)), None)
