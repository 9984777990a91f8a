"""Letting a model get used to files by command line, with no answers and with some."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.engine import shelf
from deskhand.storage.view import ProjectView
from engine import tiny_texts
from learned import INTENTS, Said

Deskhand = Callable[..., Said]
DECIDED = {"kept", "gain", "gain_low", "gain_high", "tested"}
FIELDS = {"model", "folder", "base", "objective", "items", "notes", "finds", *DECIDED}
EACH = 40


@pytest.fixture(scope="module")
def table(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real messages; the first 8 of each intent with an answer."""
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    path = tmp_path_factory.mktemp("messages") / "messages.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Message", "Intent"])
        for intent in INTENTS:
            some = [row["Message"] for row in rows if row["Intent"] == intent][:EACH]
            writer.writerows((text, intent if place < 8 else "") for place, text in enumerate(some))
    return path


@pytest.fixture(scope="module")
def model(table: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small enough to read all of them in a second."""
    return tiny_texts.make("bert", tmp_path_factory.mktemp("tiny"), table.read_text(encoding="utf-8").splitlines())


def test_a_model_gets_used_to_a_table_without_any_answer(
    table: Path, model: Path, tmp_path: Path, deskhand: Deskhand
) -> None:
    how = ["--objective", "masked-words", "--minutes", "0.2", "--model", model, "--json"]
    said = deskhand("adapt", table, "--text", "Message", "--project", tmp_path / "p", *how, home=tmp_path / "home")
    (made,) = said.objects
    assert set(made) >= FIELDS
    assert made["objective"] == "masked-words"
    assert made["items"] > 100
    assert (made["kept"], made["tested"]) == (False, 0)
    assert made["halves_of"] >= 20
    assert 0 < made["halves_told"] < 1
    words = "Used for finding look-alikes" if made["finds"] else "Kept, but not used"
    assert made["decision"].startswith(words)
    assert "times through, loss" in said.err
    assert shelf.find(made["folder"]).model.name == made["model"]


def test_with_answers_it_is_tested_and_the_project_says_so(
    table: Path, model: Path, tmp_path: Path, deskhand: Deskhand
) -> None:
    home, project = tmp_path / "home", tmp_path / "p"
    where = ["--text", "Message", "--question", "Intent", "--project", project, "--model", model]
    assert deskhand("learn", table, *where, home=home).code == 0
    how = ["--objective", "simcse", "--minutes", "0.2", "--model", model, "--json"]
    (made,) = deskhand("adapt", "--project", project, *how, home=home).objects
    assert made["tested"] == 8 * len(INTENTS)
    assert "48 checked messages" in made["decision"]
    with closing(ProjectView.open(project)) as view:
        ((own, is_used),) = view.courses.own_models()
        assert own.id == made["model"]
        assert is_used is made["kept"]
        assert view.courses.unfinished() is None


def test_left_to_itself_it_says_that_this_is_too_little(
    table: Path, model: Path, tmp_path: Path, deskhand: Deskhand
) -> None:
    where = ["--text", "Message", "--project", tmp_path / "p", "--model", model]
    said = deskhand("adapt", table, *where, home=tmp_path / "home")
    assert said.code == 0
    assert "from 1,000 pairs of texts" in said.out
    assert "The model stays as it was" in said.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--objective", "magic"], 2, "masked-words"),
        (["--minutes", "0"], 2, "number of minutes"),
        ([], 1, "--text"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_read(
    arguments: list[str], code: int, said: str, table: Path, tmp_path: Path, deskhand: Deskhand
) -> None:
    done = deskhand("adapt", table, "--project", tmp_path / "new", *arguments, home=tmp_path)
    assert done.code == code
    assert said in done.err
    assert not (tmp_path / "new").exists()


def test_a_problem_with_the_path_is_an_object_for_scripts(tmp_path: Path, deskhand: Deskhand) -> None:
    done = deskhand("adapt", tmp_path / "nowhere", "--project", tmp_path / "p", "--json", home=tmp_path)
    assert done.code == 1
    assert "nowhere" in json.loads(done.err)["problem"]["happened"]
