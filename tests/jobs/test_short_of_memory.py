"""A whole job under an artificial limit: fewer messages at once, one line that says so, and the same answers."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from deskhand.domain.acts import RunPlanned
from deskhand.domain.jobs import Finished, Learn, Noticed, Predicted, Run
from deskhand.engine import shelf
from deskhand.engine.encoders import text
from deskhand.engine.recipe import remembered
from deskhand.engine.remarks import SMALLER
from deskhand.storage.project import Project
from jobs.taught import INTENT, only, perform, taught

MOST = 3  # messages at once


def answered(project: Project) -> tuple[dict[int, tuple[str, float]], list[str]]:
    """The answer to every item and how sure it is; and what was said meanwhile."""
    project.record(RunPlanned(1, (INTENT,)))
    events = perform(project, Run(1))
    assert isinstance(events[-1], Finished)
    told = [answer for event in only(Predicted, events) for answer in event.predictions]
    words = [event.words for event in only(Noticed, events)]
    return {answer.item_id: (str(answer.answer), answer.confidence) for answer in told}, words


def limit(_module: torch.nn.Module, _arguments: Any, named: dict[str, torch.Tensor]) -> None:
    if len(named["input_ids"]) > MOST:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")


def test_a_run_that_is_short_of_memory_finishes_with_the_same_answers(data: Path, tmp_path: Path, home: Path) -> None:
    project = taught(data, tmp_path / "project")
    perform(project, Learn((INTENT,)))
    project.close()
    shutil.copytree(tmp_path / "project", tmp_path / "again")
    plain, said = answered(Project.open(tmp_path / "project"))
    assert said == []
    recipe = remembered(shelf.find())
    assert recipe is not None
    network = text.load(shelf.find(), recipe.precision)._placed.network
    hook = network.register_forward_pre_hook(limit, with_kwargs=True)
    try:
        short, said = answered(Project.open(tmp_path / "again"))
    finally:
        hook.remove()
        text.load.cache_clear()
    assert said == [SMALLER]
    assert {item: told[0] for item, told in short.items()} == {item: told[0] for item, told in plain.items()}
    assert all(sure == pytest.approx(plain[item][1], abs=0.02) for item, (_, sure) in short.items())
