"""The technical words of a course, to be copied."""

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from deskhand import __version__
from deskhand.domain.courses import Point
from deskhand.storage.tables.courses import CourseState

_LIBRARIES = ("torch", "transformers", "peft")


def details_of(state: CourseState, points: Sequence[Point]) -> str:
    """Versions, what was asked for, how far it is, and what came out; nothing of anybody's files."""
    course, lines, decision = state.course, state.lines, state.decision
    told = [
        f"Deskhand {__version__} · Python {platform.python_version()} · {_versions()}",
        f"course {course.id} · {course.aim} · way {course.way} · adapt {course.adapt} · {course.minutes:g} min",
        f"model {course.model or 'default'}"
        + (f" · pictures {course.picture_model}" if course.picture_model else "")
        + (f" · sounds {course.sound_model}" if course.sound_model else ""),
        f"planned {state.planned_at} · ended {state.ended_at or '-'}",
    ]
    if lines is not None:
        told.append(
            f"now {lines.now_method} {lines.now.right}/{lines.now.of} · plain {lines.plain_method} "
            f"{lines.plain.right}/{lines.plain.of} · learning {lines.learning} of {lines.answers}"
        )
    if points:
        last = points[-1]
        told.append(
            f"{len(points)} tests · last {last.method or '-'} {last.times:g}/{last.of_times} · {last.seconds:.0f} s"
            f" · loss {last.loss:.4g}"
        )
    if decision is not None:
        told.append(
            f"kept {decision.kept} · {decision.method or '-'} · gain {decision.gain:+.4f} "
            f"({decision.low:+.4f} to {decision.high:+.4f}, 90 %) · n {decision.tested} · "
            f"detectable {decision.detectable:.3f}"
        )
    return "\n".join(told)


def _versions() -> str:
    return " · ".join(f"{name} {_version(name)}" for name in _LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
