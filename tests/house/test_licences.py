"""What Deskhand brings along may be given away, and is the very set that was tested together."""

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

from house.source import ROOT

KEEP_TO_THEMSELVES = re.compile(r"\bA?GPL|General Public|Affero|SSPL|BUSL|Non-?Commercial", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL|Lesser General Public", re.IGNORECASE)


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    told = (ROOT / "packaging/constraints.txt").read_text(encoding="utf-8")
    return {named(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", told, re.MULTILINE)}


def brought() -> list[str]:
    """Deskhand's libraries, and theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    waiting = [Requirement(line) for line in project["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = named(requirement.name)
        if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += map(Requirement, distribution(name).requires or ())
    return sorted(found)


@pytest.mark.parametrize("name", brought())
def test_every_library_is_pinned_and_may_be_given_away(name: str) -> None:
    told = distribution(name).metadata
    if name != "setuptools":  # comes with every environment
        assert told["Version"].partition("+")[0] == pinned()[name]
    classified = [line for line in told.get_all("Classifier") or () if line.startswith("License")]
    licence = " ".join((told.get("License-Expression") or "", (told.get("License") or "")[:200], *classified))
    assert licence.strip()
    assert LESSER.search(licence) or not KEEP_TO_THEMSELVES.search(licence)
