"""Learning by command line: what it prints, what it keeps, and what it says when it cannot."""

from pathlib import Path

import pytest

from learned import Learned, deskhand, objects

FIELDS = {
    "question", "items", "labels", "right", "of", "low", "high", "reference_commonest", "reference_words", "method",
    "seconds",
}  # fmt: skip


def test_every_question_is_one_object_with_the_promised_fields(learned_once: Learned) -> None:
    assert [card["question"] for card in learned_once.report] == ["Intent", "Domain"]
    for card in learned_once.report:
        assert set(card) >= FIELDS
        assert card["items"] == 120
        assert len(card["labels"]) == {"Intent": 6, "Domain": 4}[card["question"]]
        assert 0 <= card["low"] < card["right"] / card["of"] <= card["high"] <= 1
        assert card["reference_commonest"] < card["reference_words"] <= card["of"]
        assert card["seconds"] > 0


def test_it_is_better_than_the_commonest_answer_on_real_messages(learned_once: Learned) -> None:
    intent = learned_once.report[0]
    assert intent["right"] / intent["of"] > 0.9


def test_report_prints_what_learn_printed(learned: Learned) -> None:
    again = objects(deskhand("report", "--project", learned.project, "--json", home=learned.folder / "home"))
    assert again == learned.report


def test_people_read_words_and_no_json(learned: Learned) -> None:
    done = deskhand("report", "--project", learned.project, home=learned.folder / "home")
    assert done.returncode == 0
    assert "Intent: right 1" in done.stdout
    assert "(between " in done.stdout
    assert "{" not in done.stdout


def test_learning_again_reads_no_row_a_second_time(learned: Learned) -> None:
    again = learn(learned, "--question", "Intent")
    assert [card["question"] for card in again] == ["Intent"]
    assert again[0]["items"] == 120
    assert again[0]["skill"] != learned.report[0]["skill"]


def test_a_table_that_has_changed_is_said_and_read_again(learned: Learned) -> None:
    rows = learned.table.read_text(encoding="utf-8").splitlines()
    learned.table.write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    done = deskhand(*command(learned, "--question", "Intent"), home=learned.folder / "home")
    assert "has changed since it was read" in done.stderr
    assert objects(done)[0]["items"] in {119, 120}


def test_answers_that_are_amounts_are_learned_as_numbers(tmp_path: Path, home: Path) -> None:
    table = tmp_path / "jobs.csv"
    lines = [f"replace {count} tyres please number {count % 7},{count % 7 * 25 + 10}" for count in range(140)]
    table.write_text("Message,Minutes\n" + "\n".join(lines), encoding="utf-8")
    where = ["--project", tmp_path / "p", "--json"]
    (card,) = objects(deskhand("learn", table, "--text", "Message", "--number", "Minutes", *where, home=home))
    assert card["kind"] == "number"
    assert 0 <= card["low"] <= card["error"] <= card["high"]
    assert card["error"] < card["reference_commonest"]


def test_columns_are_found_whatever_their_capitals(learned: Learned) -> None:
    assert learn(learned, "--question", " intent ")[0]["question"] == "Intent"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--text", "Body", "--question", "Intent"], "Number, Message, Intent, Domain"),
        (["--text", "Message", "--question", "Urgency"], "There is no column “Urgency”"),
        (["--text", "Message"], "--question"),
    ],
)
def test_a_column_that_is_not_there_is_a_problem_that_lists_the_columns(
    arguments: list[str], said: str, learned_once: Learned, tmp_path: Path, home: Path
) -> None:
    done = deskhand("learn", learned_once.table, *arguments, "--project", tmp_path / "new", "--json", home=home)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "new").exists()


def test_wrong_usage_is_exit_code_two(home: Path) -> None:
    assert deskhand("learn", home=home).returncode == 2
    assert deskhand("unlearn", home=home).returncode == 2


def test_a_table_that_is_not_there_is_a_problem(tmp_path: Path, home: Path) -> None:
    arguments = ["--text", "Message", "--question", "Intent", "--project", tmp_path / "p"]
    done = deskhand("learn", tmp_path / "nowhere.xlsx", *arguments, home=home)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def command(learned: Learned, *arguments: str) -> list[object]:
    return ["learn", learned.table, "--text", "Message", *arguments, "--project", learned.project, "--json"]


def learn(learned: Learned, *arguments: str) -> list[dict[str, object]]:
    return objects(deskhand(*command(learned, *arguments), home=learned.folder / "home"))
