"""``deskhand learn --hearing``: a course from the command line, or words that say what is missing."""

from collections.abc import Callable
from pathlib import Path

from deskhand.storage.project import Project
from engine.tiny_whisper import silent_whisper, tiny_whisper
from jobs.corrected_calls import corrected
from learned import Said


def made(tmp_path: Path, data: Path, count: int) -> Path:
    model = silent_whisper(tiny_whisper(tmp_path / "tiny"), tmp_path / "silent")
    corrected(tmp_path / "project", model, data, tmp_path / "calls", count).close()
    return tmp_path / "project"


def test_a_course_of_hearing_says_what_came_of_it(
    deskhand: Callable[..., Said], home: Path, data: Path, tmp_path: Path
) -> None:
    project = made(tmp_path, data, 12)
    said = deskhand("learn", "--project", project, "--hearing", "--thorough", "0.2", "--json", home=home)
    assert said.code == 0, said.err
    result = said.objects[-1]
    assert result["tested"] > 0
    opened = Project.open(project)
    state = opened.courses.get(1)
    assert state.decision is not None
    assert (state.course.minutes, state.goes_on) == (0.2, False)
    assert result["kept"] == state.decision.kept
    opened.close()


def test_too_few_corrections_are_said_with_what_to_do(
    deskhand: Callable[..., Said], home: Path, data: Path, tmp_path: Path
) -> None:
    said = deskhand("learn", "--project", made(tmp_path, data, 3), "--hearing", home=home)
    assert said.code != 0
    assert "Correct a few more on the page Check." in said.err
