"""After a course: what came out, in words, and before and after side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import Act, ModelChosen, SkillChosen
from deskhand.domain.courses import Aim, Decision, Point
from deskhand.domain.evaluations import Score
from deskhand.domain.models import own_name
from deskhand.gui.pages.learning.figures import best_of
from deskhand.gui.pages.learning.words import of_score
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.chart import ChartOrTable
from deskhand.gui.widgets.range_chart import RangeChart, RangeRow
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.courses import CourseState
from deskhand.storage.view import ProjectView

_SHORT = 48  # letters that may stand out at the beginning of what came out
_BEFORE, _NEW = "Use the one before", "Use the new one"


class CourseOutcome(QWidget):
    """No gain is a result like any other: it is said as calmly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.back_button = QPushButton(_BEFORE)
        self.again_button = QPushButton("Learn once more…")
        self.ranges_title = Words("Before and after", "title")
        self.ranges = RangeChart()
        self.ranges_chart = ChartOrTable(self.ranges)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.back_button, self.again_button):
            button.setProperty("kind", "small")
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.ranges_title)
        column.addWidget(self.ranges_chart)

    def show_outcome(self, state: CourseState, points: Sequence[Point], back: str) -> None:
        """What was decided of a course that has ended. ``back`` is what its button says ("": there is no way back)."""
        decision = state.decision
        if decision is None:
            return
        used = decision.kept and back != _NEW
        sign, look = ("check", "done") if used else ("info", "info")
        words = decision.words if used or not decision.kept else "You use the one before again; the new one is kept."
        self.banner.show_words(*_parted(verdict_of(decision), words), sign, look)
        self.back_button.setVisible(bool(back))
        self.back_button.setText(back)
        rows = rows_of(state, points)
        for widget in (self.ranges_title, self.ranges_chart):
            widget.setVisible(bool(rows))
        self.ranges.show_rows(rows, 100, 20)


def verdict_of(decision: Decision) -> str:
    """In a few words."""
    if not decision.kept:
        return "No measurable gain." if decision.tested else "Nothing was kept."
    points = round(100 * decision.gain)
    if points >= 1:
        return f"Better by {points} of 100."
    return "As good as before, and in use."


def _parted(verdict: str, words: str) -> tuple[str, str]:
    """What stands out, and what follows: how the words begin where that says it, else the verdict before them."""
    begins, colon, rest = words.partition(": ")
    if colon and len(begins) <= _SHORT and "." not in begins:
        return f"{begins}:", rest
    return verdict, words


def rows_of(state: CourseState, points: Sequence[Point]) -> list[RangeRow]:
    """What there was, the best that was tested, and what needs no model; none where nothing was tested."""
    best = best_of(points)
    if state.lines is None or best is None or best.score is None:
        return []
    kept = state.decision is not None and state.decision.kept
    rows = [
        _row("Before", state.lines.now, ours=not kept),
        _row("After" if kept else "The best that was tried", best.score, ours=kept),
    ]
    without = [] if state.course.aim is Aim.HEARING else [_row("Without a model", state.lines.plain, ours=False)]
    return rows + without


def _row(name: str, score: Score, *, ours: bool) -> RangeRow:
    share = 100 * score.right / max(1, score.of)
    return RangeRow(f"{name}: {of_score(score)}", share, 100 * score.low, 100 * score.high, ours)


def way_back(view: ProjectView, state: CourseState) -> tuple[str, Act] | None:
    """(words of a button, what it does): use the one before, or the new one again; ``None``: nothing was replaced."""
    if state.decision is None or not state.decision.kept:
        return None
    if state.course.aim is Aim.QUESTION:
        return _between_skills(view, state)
    made = [(model, used) for model, used in view.courses.own_models() if _is_of(state, model.made_at)]
    if not made:
        return None
    model, used = made[0]
    words = _BEFORE if used else _NEW
    return words, ModelChosen(model.modality, model.base if used else own_name(model.id))


def _between_skills(view: ProjectView, state: CourseState) -> tuple[str, Act] | None:
    skills, used = view.skills.all(state.course.question_id), view.skills.in_use(state.course.question_id)
    place = next((place for place, skill in enumerate(skills) if _is_of(state, skill.made_at)), len(skills))
    if used is None or place + 1 >= len(skills):
        return None
    if used.id == skills[place].id:
        return _BEFORE, SkillChosen(skills[place + 1].id)
    return _NEW, SkillChosen(skills[place].id)


def _is_of(state: CourseState, made_at: str) -> bool:
    """Whether something was made while the course went on, to the second."""
    seconds = len("2026-01-01T00:00:00")
    return state.planned_at[:seconds] <= made_at[:seconds] <= (state.ended_at or made_at)[:seconds]
