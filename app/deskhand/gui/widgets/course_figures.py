"""What the chart of a course shows: tests of several candidates, and what they are compared with."""

from dataclasses import dataclass, field

from deskhand.gui.widgets.learning_curve import Axis


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One test: where it stands (``at`` across, ``value`` up, with its range), and what there is to say of it.

    ``cells`` are its row of the table. Where there is no range ``low`` and ``high`` are the value.
    """

    at: float
    value: float
    low: float
    high: float
    words: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The tests of one candidate. ``leading``: drawn with its range, in the accent colour."""

    name: str
    points: tuple[ChartPoint, ...]
    leading: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A line to compare with. ``dashed``: what there is now; else dotted, a reference."""

    words: str
    value: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """All that the chart shows. ``best`` is circled, with ``best_words``; ``across`` ends where the course will."""

    up: Axis
    across: Axis
    across_words: str
    series: tuple[Series, ...] = ()
    levels: tuple[Level, ...] = ()
    best: ChartPoint | None = None
    best_words: str = ""
    empty_words: str = ""
    headings: tuple[str, ...] = field(default=("After", "Right", "Likely"))

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        """Of all candidates, in the order of time."""
        return tuple(sorted((one for series in self.series for one in series.points), key=lambda one: one.at))
