"""A model is got from the hub of the tests, by somebody who does not wait long."""

from pathlib import Path

import pytest

from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.network.fetching import Coming, fetch
from deskhand.network.hub import Hub
from deskhand.network.patience import Patience
from network.hub_server import HubServer

SHORT = Patience(waits=(0.01, 0.02, 0.02), longest=0.5)


def get(hub: HubServer, model: Model, folder: Path, key: str = "") -> tuple[Model, list[Coming]]:
    """What came, and what was said meanwhile."""
    said: list[Coming] = []
    with Hub(hub.address, key) as ours:
        steps = fetch(ours, model, folder, SHORT)
        while True:
            try:
                said.append(next(steps))
            except StopIteration as end:
                return end.value, said


def problem(hub: HubServer, model: Model, folder: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        get(hub, model, folder)
    found = caught.value.problem
    assert all((found.title, found.happened, found.did, found.advice))
    assert "{" not in str(found)
    return found
