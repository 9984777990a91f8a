"""Recordings by command line: what it prints and writes, and what a second time costs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from deskhand.domain.recordings import COLUMNS
from deskhand.storage.view import ProjectView
from learned import Learned, Said

Deskhand = Callable[..., Said]
FIELDS = ["file", "seconds", "state", "language", "words", "sure", "segments"]


@pytest.fixture
def calls(data: Path, tmp_path: Path) -> Path:
    """A few voicemails, one of them silent and one no recording at all."""
    folder = tmp_path / "calls"
    folder.mkdir()
    for name in ("vm04_order.wav", "vm05_callback.wav", "odd_silence.wav", "odd_corrupt.wav"):
        shutil.copy(data / "voicemails" / name, folder)
    return folder


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the model is made ready once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def transcribe(deskhand: Deskhand, data: Path, shared_home: Path) -> Callable[..., Said]:
    """The command, with the small model of the tests."""

    def call(*arguments: object) -> Said:
        model = data / "models" / "whisper-phone-en"
        return deskhand("transcribe", *arguments, "--model", model, "--language", "en", home=shared_home)

    return call


def rows(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Calls"].iter_rows()]


def test_a_folder_becomes_a_workbook_and_an_object_for_each_recording(
    transcribe: Callable[..., Said], calls: Path, tmp_path: Path
) -> None:
    said = transcribe(calls, "--out", tmp_path / "out.xlsx", "--json")
    told = {one["file"]: one for one in said.objects}
    assert all(list(one) == FIELDS for one in told.values())
    assert "bookshelf" in told["vm04_order.wav"]["words"]
    assert told["vm04_order.wav"]["segments"][0]["words"]
    assert (told["odd_silence.wav"]["state"], told["odd_silence.wav"]["words"]) == ("no speech", "")
    assert (told["odd_corrupt.wav"]["state"], told["odd_corrupt.wav"]["seconds"]) == ("could not be read", None)
    (problem,) = (json.loads(line)["problem"] for line in said.err.splitlines() if line.startswith("{"))
    assert problem["happened"].count("odd_corrupt.wav") == 1
    heading, *written = rows(tmp_path / "out.xlsx")
    assert tuple(heading[:8]) == COLUMNS
    assert {row[0]: row[5] or "" for row in written} == {name: one["words"] for name, one in told.items()}


def test_what_was_heard_is_kept_until_it_is_written_and_then_nothing_is_left_behind(
    transcribe: Callable[..., Said], calls: Path, tmp_path: Path, shared_home: Path
) -> None:
    out = tmp_path / "nowhere" / "out.csv"
    assert transcribe(calls, "--out", out).code == 1
    (kept,) = (shared_home / "unfinished").iterdir()
    with closing(ProjectView.open(kept)) as project:
        assert sum(project.transcripts.counts().values()) == 3
    out.parent.mkdir()
    assert len(transcribe(calls, "--out", out, "--json").objects) == 4
    assert out.exists()
    assert list((shared_home / "unfinished").iterdir()) == []


def test_a_project_listens_only_to_what_is_new(transcribe: Callable[..., Said], calls: Path, tmp_path: Path) -> None:
    where = ["--project", tmp_path / "project", "--out", tmp_path / "out.xlsx"]
    late = calls / "vm05_callback.wav"
    late.rename(tmp_path / late.name)
    transcribe(calls, *where)
    (tmp_path / late.name).rename(late)
    said = transcribe(calls, *where, "--json")
    assert sorted(one["file"] for one in said.objects) == sorted(path.name for path in calls.iterdir())
    assert len(rows(tmp_path / "out.xlsx")) == 5


@pytest.mark.parametrize("kind", ["txt", "srt", "vtt"])
def test_texts_and_subtitles_go_into_a_folder(
    kind: str, transcribe: Callable[..., Said], calls: Path, tmp_path: Path
) -> None:
    call = calls / "vm04_order.wav"
    assert transcribe(call, calls / "odd_silence.wav", "--out", tmp_path / "out", "--format", kind).code == 0
    assert "bookshelf" in (tmp_path / "out" / f"vm04_order.{kind}").read_text().replace("\n", " ")
    assert (tmp_path / "out" / f"odd_silence.{kind}").exists()


@pytest.mark.parametrize(
    ("out", "more", "title"),
    [
        ("out.pdf", [], "cannot be written"),
        ("out", ["--format", "xlsx"], "cannot be written"),
        ("out.xlsx", ["--names", "nobody.txt"], "nobody.txt"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_heard(
    transcribe: Callable[..., Said], calls: Path, tmp_path: Path, out: str, more: list[str], title: str
) -> None:
    said = transcribe(calls, "--out", tmp_path / out, "--project", tmp_path / "project", *more)
    assert said.code == 1
    assert title in said.err
    assert not (tmp_path / "project").exists()


def test_a_folder_that_is_not_there_and_two_folders_are_problems(
    transcribe: Callable[..., Said], calls: Path, tmp_path: Path
) -> None:
    assert "no such file or folder" in transcribe(tmp_path / "no", "--out", tmp_path / "out.xlsx").err
    assert "One folder, or some files" in transcribe(calls, tmp_path, "--out", tmp_path / "out.xlsx").err


def test_questions_learned_in_the_project_are_answered_on_the_words(
    transcribe: Callable[..., Said], learned: Learned, calls: Path, tmp_path: Path
) -> None:
    said = transcribe(calls, "--project", learned.project, "--out", tmp_path / "out.xlsx")
    assert said.code == 0
    heading, *written = rows(tmp_path / "out.xlsx")
    place = heading.index("Intent")
    assert place == len(COLUMNS)
    assert {row[0]: bool(row[place]) for row in written} == {
        "vm04_order.wav": True, "vm05_callback.wav": True, "odd_silence.wav": False, "odd_corrupt.wav": False,
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_killed_command_goes_on_where_it_was_and_prints_every_recording(
    data: Path, tmp_path: Path, shared_home: Path, transcribe: Callable[..., Said]
) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    for recording in sorted((data / "voicemails").glob("vm0*.wav")):
        shutil.copy(recording, calls)
    out = tmp_path / "out.csv"
    options = ["--model", data / "models" / "whisper-phone-en", "--language", "en", "--json"]
    command = [sys.executable, "-m", "deskhand", "transcribe", calls, "--out", out, *options]
    environment = {**os.environ, "DESKHAND_HOME": str(shared_home)}
    with subprocess.Popen(
        [str(part) for part in command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as begun:
        assert begun.stdout is not None
        first = json.loads(begun.stdout.readline())
        begun.kill()
    told = {one["file"]: one for one in transcribe(calls, "--out", out, "--json").objects}
    assert sorted(told) == sorted(path.name for path in calls.iterdir())
    assert told[first["file"]] == first
    assert len(out.read_text("utf-8-sig").splitlines()) == len(told) + 1
