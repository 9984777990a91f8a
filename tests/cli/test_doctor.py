"""``deskhand doctor``: what it prints, and a file for support that tells nothing of the person."""

import json
from pathlib import Path
from typing import Any

import pytest

from deskhand.domain.processors import DeviceReport, Trial, Work
from deskhand.storage.computer import ComputerCheck, last_check
from deskhand.storage.settings import Settings
from deskhand.storage.support import keep_support, support


def test_the_doctor_tests_everything_and_remembers_it(home: Path, tmp_path: Path, deskhand: Any) -> None:
    target = tmp_path / "for support.json"
    found = deskhand("doctor", "--json", "--support", target, home=home).objects
    assert {thing["work"] for thing in found if thing.get("works")} >= {"reading", "learning"}
    states = {thing["part"]: thing["state"] for thing in found if "part" in thing}
    assert set(states) == {"memory", "drive", "models", "recordings", "network"}
    assert (states["models"], states["recordings"]) == ("fine", "fine")
    assert found[-1]["sqlite"]
    assert last_check().parts
    assert json.loads(target.read_text(encoding="utf-8"))["check"]["devices"]


CANARY = "Kovalenko"


def test_a_file_for_support_holds_no_contents_and_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / f"home of {CANARY}"
    home.mkdir()
    monkeypatch.setenv("DESKHAND_HOME", str(home))
    (home / "logs").mkdir()
    (home / "logs" / "worker-heavy.log").write_text(f"File {CANARY}.pdf", encoding="utf-8")
    settings = Settings()
    settings.set("speech.model", str(tmp_path / f"model of {CANARY}"))
    settings.set("projects.folder", str(tmp_path / CANARY))
    settings.set("calls.patterns", f"{CANARY} {{number}}")
    check = ComputerCheck("", (DeviceReport("A card", "cuda:0", trials=(Trial(Work.READING, 1.0, "fine"),)),))
    keep_support(check, tmp_path / "support.json")
    written = (tmp_path / "support.json").read_text(encoding="utf-8")
    assert CANARY not in written
    assert str(tmp_path) not in written
    assert str(Path.home()) not in written
    assert json.loads(written)["settings"]["speech.model"] is True


def test_a_model_of_a_persons_own_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from deskhand.domain.models import Modality, Model
    from deskhand.storage import models

    own = Model(f"{CANARY}-model", CANARY, Modality.TEXT, "", "", "", 1, "", here=True)
    monkeypatch.setattr(models, "on_the_shelf", lambda: (own,))
    assert CANARY not in json.dumps(support(ComputerCheck()))
