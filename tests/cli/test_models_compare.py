"""``deskhand models recommend | compare | use``: on real messages, by real models."""

import json
from pathlib import Path

import pytest

from deskhand.cli.main import ExitCode, main
from deskhand.domain.jobs import ImportModel, ModelPlaced
from deskhand.domain.models import Modality
from deskhand.storage.project import Project
from engine import tiny_texts
from jobs.taught import perform, taught


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> str:
    project = taught(data, tmp_path / "project")
    made = tiny_texts.make("bert", tmp_path / "ours", ["when is my payday", "set a timer for me"])
    events = perform(project, ImportModel(str(made)))
    assert [event for event in events if isinstance(event, ModelPlaced)]
    project.close()
    return str(tmp_path / "project")


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["models", *arguments, "--json"]) == ExitCode.DONE
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_models_that_are_here_are_measured_and_compared_and_one_is_used(
    folder: str, capfd: pytest.CaptureFixture[str]
) -> None:
    told = said(capfd, "recommend", "--project", folder)
    assert told[0]["recommended"]
    assert {row["model"] for row in told if row["measured"]} <= {"all-MiniLM-L6-v2", "ours"}
    rows = said(capfd, "compare", "--project", folder)
    assert [row["model"] for row in rows] == ["words", "all-MiniLM-L6-v2", "ours"]
    assert all(row["of"] == 60 for row in rows)
    said(capfd, "use", "ours", "--project", folder)
    project = Project.open(Path(folder))
    assert project.courses.model_in_use(Modality.TEXT) == "ours"
    project.close()


def test_a_model_is_used_for_nothing_that_it_cannot_do(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "use", "ours", "--for", "picture", "--project", folder]) == ExitCode.PROBLEM
    assert "ours is for text" in capfd.readouterr().err
    project = Project.open(Path(folder))
    assert not project.courses.model_in_use(Modality.PICTURE)
    project.close()


def test_a_model_that_is_not_here_cannot_be_used(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "use", "BAAI/bge-small-en-v1.5", "--project", folder]) == ExitCode.PROBLEM
    assert "models get BAAI/bge-small-en-v1.5" in capfd.readouterr().err
