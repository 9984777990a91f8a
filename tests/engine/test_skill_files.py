"""A skill on disk, whole or damaged."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.engine import choices, skill_files
from deskhand.engine.recipe import Precision, Recipe
from deskhand.engine.skill_files import Manifest
from deskhand.engine.study import Study
from engine.lessons import SIZE, choice


@pytest.fixture(params=[False, True], ids=["embeddings", "words"])
def skill(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Study]:
    study = choices.study(choice([20, 20], telling=0.0 if request.param else 3.0, words=request.param))
    manifest = Manifest(
        *(QuestionKind.CHOICE, study.head.method, ("A", "B"), "m", Recipe("f", Precision.FULL), SIZE, study.scale),
        look=study.head.look,
    )
    skill_files.save(tmp_path / "skill", manifest, study.head)
    return tmp_path / "skill", study


def test_a_skill_answers_the_same_after_it_was_written_and_read(skill: tuple[Path, Study]) -> None:
    folder, study = skill
    manifest, head = skill_files.load(folder)
    exam = choice([5, 5], words=True).inputs
    assert np.allclose(head.apply(exam), study.head.apply(exam), atol=1e-5)
    answers = choices.answers(head, manifest, exam)
    assert all(said.answer != said.second and said.confidence >= said.second_confidence for said in answers)


@pytest.mark.parametrize("name", ["skill.json", "words.json", "head.safetensors"])
@pytest.mark.parametrize("damage", ["missing", "empty", "garbage"])
def test_a_damaged_skill_is_a_clear_problem(skill: tuple[Path, Study], name: str, damage: str) -> None:
    file = skill[0] / name
    {
        "missing": file.unlink,
        "empty": lambda: file.write_bytes(b""),
        "garbage": lambda: file.write_bytes(b"\x00{]" * 9),
    }[damage]()
    with pytest.raises(ProblemError) as caught:
        skill_files.load(skill[0])
    assert caught.value.problem.advice


def test_numbers_that_do_not_fit_are_a_clear_problem(skill: tuple[Path, Study]) -> None:
    file = skill[0] / "head.safetensors"
    whole = load_file(file)
    for name, tensor in whole.items():
        for wrong in (tensor[:-1], np.full_like(tensor, np.nan), tensor.astype(np.float64)):
            save_file({**whole, name: np.ascontiguousarray(wrong)}, file)
            with pytest.raises(ProblemError):
                skill_files.load(skill[0])
    save_file({**whole, "more": np.zeros(2, np.float32)}, file)
    with pytest.raises(ProblemError):
        skill_files.load(skill[0])
