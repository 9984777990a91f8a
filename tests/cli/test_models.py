"""Models by commands: a list of them, adding, removing, bringing back, moving."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from learned import Said
from tiny_shelf import tiny_bert

Deskhand = Callable[..., Said]


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    return tiny_bert(tmp_path / "mine")


def objects(said: Said) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.out.splitlines()]


def test_without_an_action_the_models_are_listed(deskhand: Deskhand, home: Path) -> None:
    said = deskhand("models", home=home)
    assert said.code == 0
    assert "BAAI/bge-small-en-v1.5" in said.out
    assert said.out == deskhand("models", "list", home=home).out
    (starter,) = (line for line in said.out.splitlines() if "all-MiniLM-L6-v2" in line)
    assert " here " in starter
    assert "Apache-2.0" in starter


@pytest.mark.parametrize("order", [("--json", "list"), ("list", "--json"), ("--json",)])
def test_as_json_there_is_an_object_a_model_with_all_that_is_known(
    deskhand: Deskhand, home: Path, order: tuple[str, ...]
) -> None:
    rows = objects(deskhand("models", *order, home=home))
    by_id = {row["model"]: row for row in rows}
    assert by_id["all-MiniLM-L6-v2"]["here"]
    assert by_id["openai/whisper-large-v3-turbo"]["licence"] == "MIT"
    assert by_id["facebook/hubert-base-ls960"]["only_pickled"]
    assert set(rows[0]) >= {"name", "size", "disk", "memory_to_use", "memory_to_learn", "business", "codes", "sha256"}


def test_a_model_is_added_removed_brought_back_and_moved(
    deskhand: Deskhand, home: Path, bert: Path, tmp_path: Path
) -> None:
    (row,) = objects(deskhand("models", "import", bert, "--json", home=home))
    assert (row["model"], row["here"], row["family"]) == ("mine", True, "bert")
    assert "[mine]" in deskhand("models", "list", home=home).out
    (row,) = objects(deskhand("models", "remove", "mine", "--json", home=home))
    assert row == {"model": "mine", "removed": True, "needed_by": []}
    assert "[mine]" not in deskhand("models", home=home).out
    assert deskhand("models", "restore", "mine", home=home).code == 0
    (tmp_path / "drive").mkdir()
    (row,) = objects(deskhand("models", "move", tmp_path / "drive", "--json", home=home))
    assert row["folder"] == str(tmp_path / "drive" / "Deskhand models")
    assert "[mine]" in deskhand("models", home=home).out
    assert deskhand("models", "move", "--back", home=home).code == 0
    assert not list((tmp_path / "drive").iterdir())


def test_what_cannot_be_done_is_said_with_exit_code_1(deskhand: Deskhand, home: Path, bert: Path) -> None:
    (bert / "pytorch_model.bin").write_bytes(b"anything")
    for order in (("import", bert), ("remove", "nothing"), ("restore", "nothing"), ("move", home / "nowhere")):
        said = deskhand("models", *order, home=home)
        assert (said.code, said.out) == (1, "")
        assert said.err
    assert str(home / "nowhere") in deskhand("models", "move", home / "nowhere", home=home).err
    assert "pytorch_model.bin" in deskhand("models", "import", bert, home=home).err


@pytest.mark.parametrize("order", [("import",), ("remove",), ("move",), ("burn",)])
def test_wrong_usage_is_said_with_exit_code_2(deskhand: Deskhand, home: Path, order: tuple[str, ...]) -> None:
    assert deskhand("models", *order, home=home).code == 2


def test_an_added_model_can_be_named_by_its_id_wherever_a_model_is_named(
    deskhand: Deskhand, home: Path, bert: Path, tmp_path: Path
) -> None:
    deskhand("models", "import", bert, home=home)
    table = tmp_path / "table.csv"
    rows = "\n".join(f"invoice {number},Billing\ntooth {number},Pain" for number in range(15))
    table.write_text(f"Text,Kind\n{rows}\n")
    learn = ("learn", table, "--text", "Text", "--question", "Kind", "--model", "mine", "--project", tmp_path / "p")
    assert deskhand(*learn, home=home).code == 0
    deskhand("models", "remove", "mine", home=home)
    assert "not known" in deskhand(*learn, home=home).err


def test_what_comes_only_from_a_folder_is_said_before_anybody_is_asked(deskhand: Deskhand, home: Path) -> None:
    said = deskhand("models", "get", "facebook/hubert-base-ls960", home=home)
    assert (said.code, said.out) == (1, "")
    assert "only from a folder" in said.err
    assert "network?" not in said.err
    assert "Nobody said yes" not in said.err


def test_a_hand_over_file_that_is_not_there_is_named(deskhand: Deskhand, home: Path, tmp_path: Path) -> None:
    said = deskhand("take-over", tmp_path / "gone.deskhand", home=home)
    assert said.code == 1
    assert "“gone.deskhand” is not in" in said.err
