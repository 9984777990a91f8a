"""The chart of a course, made of its points and lines."""

from collections.abc import Sequence

from deskhand.domain.courses import Aim, Course, Lines, Point
from deskhand.domain.evaluations import Method, Score
from deskhand.gui.pages.learning.words import name_of, of_score
from deskhand.gui.widgets.course_figures import ChartPoint, CourseFigures, Level, Series
from deskhand.gui.widgets.learning_curve import Axis, axis_over
from deskhand.gui.work_words import duration

_PLAIN = {Method.COLOURS: "colours and shapes only", Method.TONES: "loudness and pitch only"}
_NOW = {Aim.QUESTION: "the skill you have now", Aim.FILES: "the model you have now", Aim.HEARING: "how it hears now"}
_THEN = {Aim.QUESTION: "the skill before", Aim.FILES: "the model before", Aim.HEARING: "how it heard before"}


def best_of(points: Sequence[Point]) -> Point | None:
    """The best that was tested so far: as the course says, else by its figure."""
    marked = [point for point in points if point.best and point.score is not None]
    tested = [point for point in points if point.score is not None]
    if marked:
        return marked[-1]
    return max(tested, key=lambda one: one.score.right / max(1, one.score.of) if one.score else 0.0, default=None)


def figures_of(course: Course, points: Sequence[Point], lines: Lines | None, *, over: bool = False) -> CourseFigures:
    """Right of 100 against times through, or minutes where several ways compete; of files alone what is still wrong."""
    if course.aim is Aim.FILES and not any(point.score is not None for point in points):
        return _of_losses(points)
    tested = [point for point in points if point.score is not None and not _is_line(course, point, lines)]
    methods = list(dict.fromkeys(point.method for point in tested))
    by_minutes = len(methods) > 1
    best = best_of(tested)
    made = {
        id(point): _made(point, name_of(point.method, course.aim), lines, by_minutes=by_minutes, best=point is best)
        for point in tested
    }
    leading = best.method if best is not None else None
    series = tuple(
        Series(
            name_of(method, course.aim),
            tuple(made[id(one)] for one in tested if one.method is method),
            method is leading,
        )
        for method in methods
    )
    across, words = _across(course, tested, by_minutes=by_minutes, over=over)
    return CourseFigures(
        _up(tested, lines),
        across,
        words,
        series,
        _levels(course, lines, over=over),
        made[id(best)] if best is not None else None,
        _best_words(best, over=over),
        "" if over else "The first figure comes after the first time through.",
    )


def _is_line(course: Course, point: Point, lines: Lines | None) -> bool:
    """Whether it says what the dashed line says: how the speech model hears as it came."""
    return course.aim is Aim.HEARING and lines is not None and point.method is lines.now_method


def _best_words(best: Point | None, *, over: bool) -> str:
    if best is None or best.score is None:
        return ""
    return f"best{'' if over else ' so far'}: {of_score(best.score)}"


def _made(point: Point, name: str, lines: Lines | None, *, by_minutes: bool, best: bool) -> ChartPoint:
    score = point.score or Score(0, 1, 0.0, 1.0)
    low, high = round(100 * score.low), round(100 * score.high)
    when = f"after {_when(point)}" if point.times else "before the first time"
    after = f"{name[0].upper()}{name[1:]}, {when}" if by_minutes else f"{when[0].upper()}{when[1:]}"
    parts = [f"{after}: {of_score(score)}, likely {low} to {high} of 100."]
    parts += ["Best so far."] if best else []
    parts += [f"What you have: {of_score(lines.now)}."] if lines is not None else []
    cells = (f"{name}, {_when(point)}" if by_minutes else _when(point), of_score(score), f"{low} to {high} of 100")
    at = point.seconds / 60 if by_minutes else point.times
    return ChartPoint(
        at, 100 * score.right / max(1, score.of), 100 * score.low, 100 * score.high, " ".join(parts), cells
    )


def _when(point: Point) -> str:
    return f"{point.times:.3g} of {point.of_times} times" if point.of_times else "0 times"


def _levels(course: Course, lines: Lines | None, *, over: bool) -> tuple[Level, ...]:
    if lines is None:
        return ()
    now = Level(f"{(_THEN if over else _NOW)[course.aim]}: {of_score(lines.now)}", _hundred(lines.now), dashed=True)
    name = _PLAIN.get(lines.plain_method, "word counts only")
    plain = Level(f"{name}: {of_score(lines.plain)}", _hundred(lines.plain), dashed=False)
    return (now,) if course.aim is Aim.HEARING else (now, plain)


def _up(points: Sequence[Point], lines: Lines | None) -> Axis:
    """Round, up to 100, and low enough for everything that is drawn."""
    lowest = [100 * point.score.low for point in points if point.score is not None]
    lowest += [_hundred(lines.now), _hundred(lines.plain)] if lines is not None else []
    start = min(80.0, max(0.0, min(lowest, default=50.0)))
    step = 20 if start < 40 else 10
    return Axis(step * (start // step), 100, step)


def _across(course: Course, points: Sequence[Point], *, by_minutes: bool, over: bool) -> tuple[Axis, str]:
    if by_minutes:
        reached = max((point.seconds / 60 for point in points), default=1.0)
        return axis_over(0, max(reached, 0 if over else course.minutes), 6), "minutes of learning"
    times = max((point.of_times for point in points), default=12)
    them = "corrections" if course.aim is Aim.HEARING else "answers"
    return axis_over(0, times, 6) if times > 6 else Axis(0, max(times, 1), 1), f"times through your {them}"


def _of_losses(points: Sequence[Point]) -> CourseFigures:
    made = tuple(
        ChartPoint(
            one.times,
            one.loss,
            one.loss,
            one.loss,
            f"After {_when(one)}: {one.loss:.3g}, after {duration(one.seconds)}.",
            (_when(one), f"{one.loss:.3g}", duration(one.seconds)),
        )
        for one in points
    )
    times = max((point.of_times for point in points), default=12)
    return CourseFigures(
        axis_over(0, max((point.loss for point in points), default=1.0)),
        axis_over(0, times, 6) if times > 6 else Axis(0, max(times, 1), 1),
        "times through your files",
        (Series("reading", made, leading=True),) if made else (),
        empty_words="The first figure comes after the first time through.",
        headings=("After", "Still wrong", "Time"),
    )


def _hundred(score: Score) -> float:
    return 100 * score.right / max(1, score.of)
