"""The course of hearing: a speech model learns from corrected recordings, and takes over only if a test says so.

What is kept has learned from all recordings; each recording was tested by a model that had not learned from it. What it
learns from, what was heard before and how far it is lie in the folder of the course, so a killed course goes on to the
same result. It always begins with the model as its makers made it, never with one that has learned.
"""

import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from deskhand.domain.course_messages import CourseDecided, LinesDrawn, ModelMade, PointTested, StageReached
from deskhand.domain.courses import Decision, Lines, OwnModel, Point, Stage
from deskhand.domain.evaluations import Method, Score
from deskhand.domain.jobs import Event, Noticed, Progress, Report
from deskhand.domain.models import Modality
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.speech import clips
from deskhand.engine.speech.accepting import Exam, Marks, decide, exam_of, heard_by, marked
from deskhand.engine.speech.clips import Lessons, parted
from deskhand.engine.speech.models import open_whisper
from deskhand.engine.speech.pupil import published
from deskhand.engine.speech.training import Heard, Training, Working
from deskhand.engine.speech.whisper import Whisper
from deskhand.jobs.hearing_lessons import PAYS_FROM_CLIPS, PAYS_FROM_MINUTES, Collected, collect, other_people
from deskhand.jobs.model_names import speech_folder
from deskhand.storage.atomic import write_whole
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

HOW = "corrections"

_SEED = 0
_UNIT = "seconds"
_BEFORE = "before.json"
_NOTHING_YET = "It was stopped before anything was learned. The model stays as it was."
_NOT_THE_SAME = "But once it was made ready for listening it was not the same. The model stays as it was."


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a course has before it learns. ``before`` is what the model heard of the exam as its makers made it."""

    files: ModelFiles
    lessons: Lessons
    exam: Exam
    before: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def calls(self) -> int:
        return len({clip.call for clip in self.lessons.all_clips})

    def score(self, heard: Heard = ()) -> Score:
        """Of the person's own words; those of recordings that were not tested yet are as before."""
        own = self.before[: len(self.exam.own)]
        mixed = [was if now is None else now for was, now in zip(own, heard or own, strict=True)]
        return marked(replace(self.exam, silent=(), generic=()), mixed).score

    def marks(self, heard: Heard, others: Sequence[str]) -> tuple[Marks, Marks]:
        """Before and after, of what was tested. ``others``: the words of the rest of the exam."""
        own = len(self.exam.own)
        tested = [place for place, words in enumerate(heard) if words is not None]
        exam = replace(self.exam, own=tuple(self.exam.own[place] for place in tested))
        before = [*(self.before[place] for place in tested), *self.before[own:]]
        return marked(exam, before), marked(exam, [*(words for words in heard if words is not None), *others])

    @property
    def lines(self) -> Lines:
        """How it hears now, in words; there is nothing that hears without a model."""
        now, learning = self.score(), len({clip.call for clip in self.lessons.first})
        return Lines(now, Method.SOUND, now, Method.SOUND, learning, self.calls)


def learn_hearing(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """The events of a course, to its end; its first point is the model as it came.

    Raises ``ProblemError`` where there is too little to learn from, or the model cannot learn; ``Stopped`` once the
    person has cancelled.
    """
    course_id, minutes = state.course.id, state.course.minutes
    prepared = yield from _prepare(state, view, report)
    training = _training(prepared, state, view, report)
    learning = len(prepared.lessons.all_clips)
    yield StageReached(course_id, Stage.LEARN, f"{learning:,} passages, for at most {_long(minutes)}")

    points, now = view.courses.points(course_id), prepared.score()
    if not points:
        yield LinesDrawn(course_id, prepared.lines)
        yield PointTested(course_id, Point(Method.SOUND, 0.0, 0, training.seconds, now, best=True))
    best = max((one.score.right for one in points if one.score), default=now.right)
    for moment in training.run(minutes):
        yield from _noticed(training.notices)
        if isinstance(moment, Working):
            report.progress(_progress(state, moment.behind, moment.in_all, "Learning"))
            continue
        score = prepared.score(moment.heard)
        is_best, best = score.right > best, max(best, score.right)
        point = Point(Method.LORA, moment.times, moment.of_times, training.seconds, score, moment.loss, is_best)
        yield PointTested(course_id, point)
    yield from _end(training, prepared, state, view, report)


def keep_best_hearing(state: CourseState, view: ProjectView, report: Report) -> Iterator[Event]:
    """End a course that was stopped, with what was tested last."""
    course_id = state.course.id
    nothing = Decision(False, None, 0.0, 0.0, 0.0, 0, 1.0, _NOTHING_YET)
    if clips.load(view.course_folder(course_id)) is None:
        yield CourseDecided(course_id, nothing)
        return
    prepared = yield from _prepare(state, view, report)
    training = _training(prepared, state, view, report)
    if training.has_learned:
        yield from _end(training, prepared, state, view, report)
    else:
        yield CourseDecided(course_id, nothing)
        shutil.rmtree(view.course_folder(course_id), ignore_errors=True)


def base_model(model: str, view: ProjectView) -> str:
    """The speech model that would learn: that which is named, else that of the project, else that of the settings."""
    return speech_folder(view, model)


def _training(prepared: _Prepared, state: CourseState, view: ProjectView, report: Report) -> Training:
    def look() -> None:
        report.progress(_progress(state, made.seconds, 60 * state.course.minutes, "Testing"))

    folder = view.course_folder(state.course.id)
    made = Training(prepared.files, prepared.lessons, prepared.languages, folder, look)
    return made


def _prepare(state: CourseState, view: ProjectView, report: Report) -> Generator[Event, None, _Prepared]:
    """Read the recordings and hear those of the test, or what was kept of that before a restart."""
    course_id, folder = state.course.id, view.course_folder(state.course.id)

    def look() -> None:
        report.progress(_progress(state, 0, 60 * state.course.minutes, "Getting ready"))

    look()
    files = published(base_model(state.course.model, view))
    notices: list[str] = []
    whisper = open_whisper(str(files.folder), notices.append, view.hearing.language)
    yield from _noticed(notices)
    lessons = clips.load(folder)
    if lessons is None:
        collected = collect(view, look)
        lessons = parted(collected.clips, _SEED)
        clips.save(lessons, folder)
        yield from _warnings(collected)
    languages = [clip.language for clip in lessons.all_clips]
    others = other_people(max(languages, key=languages.count, default=""))
    exam = exam_of(lessons.all_clips, others, view.hearing.names)
    before = _before(folder / _BEFORE, whisper, exam, look)
    prepared = _Prepared(files, lessons, exam, before, whisper.languages)
    words = f"{prepared.calls:,} recordings to learn from: one half first, tested with the other, then all"
    yield StageReached(course_id, Stage.PUT_TOGETHER, words)
    return prepared


def _warnings(collected: Collected) -> Iterator[Noticed]:
    minutes = sum(clip.seconds for clip in collected.clips) / 60
    if collected.unread:
        yield Noticed(f"{collected.unread:,} corrected recordings could not be opened; it learns from the others.")
    if minutes < PAYS_FROM_MINUTES or len(collected.clips) < PAYS_FROM_CLIPS:
        yield Noticed(
            f"{len(collected.clips):,} passages in {_long(minutes)} are little to learn from. The test will "
            f"probably keep the model as it is; it pays from about {PAYS_FROM_MINUTES} minutes, or {PAYS_FROM_CLIPS} "
            "passages."
        )


def _long(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else "1 minute" if minutes < 2 else f"{minutes:,.0f} minutes"


def _before(file: Path, whisper: Whisper, exam: Exam, look: Callable[[], None]) -> tuple[str, ...]:
    """What the model hears as its makers made it. It is listened to once."""
    heard = from_json(file.read_text(encoding="utf-8"), tuple[str, ...]) if file.is_file() else ()
    if len(heard) != len(exam.clips):
        heard = heard_by(whisper, exam.clips, look)
        with write_whole(file) as temporary:
            temporary.write_text(to_json(heard), encoding="utf-8")
    return heard


def _noticed(notices: list[str]) -> Iterator[Noticed]:
    """Each once."""
    yield from (Noticed(words) for words in notices)
    notices.clear()


def _progress(state: CourseState, behind: float, in_all: float, step: str) -> Progress:
    """In seconds of work; it never promises more than the person allowed."""
    budget = 60 * state.course.minutes
    return Progress(round(min(behind, budget)), round(min(in_all, budget)), _UNIT, step)


def _end(
    training: Training, prepared: _Prepared, state: CourseState, view: ProjectView, report: Report
) -> Iterator[Event]:
    """Hear the rest of the exam with what was learned, decide, and keep the model, in use or not."""
    course_id, rest = state.course.id, (*prepared.exam.silent, *prepared.exam.generic)
    yield StageReached(course_id, Stage.COMPARE, f"{len(rest):,} passages of silence and of other people")
    model_id = f"hearing-{course_id}"
    ready, same = training.finish(view.model_folder(model_id))
    notices: list[str] = []
    others = heard_by(
        Whisper(ready, notices.append),
        rest,
        lambda: report.progress(_progress(state, training.seconds, 60 * state.course.minutes, "Comparing")),
    )
    yield from _noticed(notices)
    decision = decide(*prepared.marks(training.heard, others))
    if not same:
        decision = replace(decision, kept=False, method=None, words=_NOT_THE_SAME)
    base = prepared.files.model.id  # where it lies may change
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    model = OwnModel(model_id, Modality.SPEECH, base, HOW, prepared.calls, made_at, decision)
    yield ModelMade(course_id, model, in_use=decision.kept)
    yield CourseDecided(course_id, decision)
    shutil.rmtree(view.course_folder(course_id), ignore_errors=True)
