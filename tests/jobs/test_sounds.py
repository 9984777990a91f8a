"""Sounds in folders: heard once, taught, learned, answered, and found again by how they sound."""

import wave
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.acts import QuestionAsked, RunPlanned
from deskhand.domain.evaluations import Method
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    AnswersTaken,
    AskNext,
    FindNearest,
    FindSimilar,
    Learn,
    NearestFound,
    Predicted,
    Run,
    SimilarFound,
    SkillLearned,
    Teach,
)
from deskhand.engine import skill_files
from deskhand.engine.inputs import View
from deskhand.storage.project import Project
from deskhand.storage.settings import Settings
from engine.tiny_sounds import make
from jobs.folders_of_files import listed, read_all
from jobs.taught import only, perform

KIND, RATE, EACH = 1, 16_000, 14


def written(path: Path, kind: int, seed: int) -> None:
    """A low tone, or a hiss."""
    random = np.random.default_rng(seed)
    times = np.arange(RATE // 2) / RATE
    hum = np.sin(2 * np.pi * random.uniform(180, 260) * times)
    samples = (0.3 * (random.standard_normal(len(times)) if kind else hum) * random.uniform(0.5, 1)).clip(-1, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype("<i2").tobytes())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Twelve of each kind answered, two of each not."""
    for number in range(EACH):
        for kind in (0, 1):
            written(tmp_path / "sounds" / f"{number:02d} {kind}.wav", kind, number)
    project = Project.create(tmp_path / "project", "Sounds")
    read_all(project, listed(project, tmp_path / "sounds", SourceKind.SOUNDS))
    project.record(QuestionAsked(KIND, "Kind"))
    ids = _ids(project)
    project.record(AnswersTaken(KIND, tuple((ids[f"{n:02d} {k}.wav"], _answer(k)) for n in range(12) for k in (0, 1))))
    return project


def _ids(project: Project) -> dict[str, int]:
    ids = [item.id for item in project.items.each()]
    return {name: item_id for item_id, (name, _) in project.files.names(ids).items()}


def _answer(kind: int) -> str:
    return ("hum", "hiss")[kind]


@pytest.mark.parametrize("model", ["", "hubert"])
def test_sounds_are_taught_learned_answered_and_found_again(model: str, project: Project, tmp_path: Path) -> None:
    folder = str(make(model, tmp_path / model)) if model else ""
    Settings().set("sound.model", folder)
    asked = only(AskNext, perform(project, Teach(KIND)))[0]
    assert {one.item_id for one in asked.items} == {_ids(project)[f"{n} {k}.wav"] for n in (12, 13) for k in (0, 1)}
    assert asked.plain_right >= 20

    skill = only(SkillLearned, perform(project, Learn((KIND,))))[0].skill
    assert skill.sound_model == folder
    manifest = skill_files.manifest_of(project.skill_folder(skill.id))
    assert skill.evaluation.method in {Method.TONES, Method.SOUND}
    assert (View.TONES in manifest.look) == (skill.evaluation.method is Method.TONES)
    assert (manifest.sound_recipe is not None) == bool(model)

    run_id = project.new_id("runs")
    project.record(RunPlanned(run_id, (KIND,)))
    said = [each for event in only(Predicted, perform(project, Run(run_id))) for each in event.predictions]
    names = {item_id: name for name, item_id in _ids(project).items()}
    assert len(said) == 4
    assert all(each.answer == _answer(int(names[each.item_id][3])) for each in said)

    new = _ids(project)["13 1.wav"]
    near = only(NearestFound, perform(project, FindNearest(new, KIND)))[0].neighbours
    assert {each.label for each in near} == {"hiss"}
    similar = only(SimilarFound, perform(project, FindSimilar(KIND, (new,), "other")))[0].item_ids
    assert _ids(project)["12 0.wav"] not in similar
