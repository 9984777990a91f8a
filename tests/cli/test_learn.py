"""Learning by command line: what it prints, what it keeps, and what it says when it cannot."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.storage.project import Project
from deskhand.storage.view import ProjectView
from learned import Learned, Said

Deskhand = Callable[..., Said]
FIELDS = {
    "question", "items", "labels", "right", "of", "low", "high", "reference_commonest", "reference_words", "method",
    "seconds",
}  # fmt: skip


def learn(deskhand: Deskhand, learned: Learned, *arguments: str) -> Said:
    where = ["--project", learned.project, "--json"]
    return deskhand("learn", learned.table, "--text", "Message", *arguments, *where, home=learned.home)


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


def test_report_prints_what_learn_printed(learned: Learned, deskhand: Deskhand) -> None:
    again = deskhand("report", "--project", learned.project, "--json", home=learned.home).objects
    assert again == learned.report


def test_people_read_words_and_no_json(learned: Learned, deskhand: Deskhand) -> None:
    said = deskhand("report", "--project", learned.project, home=learned.home)
    assert said.code == 0
    assert "Intent: right 1" in said.out
    assert "(between " in said.out
    assert "{" not in said.out


def test_learning_again_reads_no_row_a_second_time(learned: Learned, deskhand: Deskhand) -> None:
    (again,) = learn(deskhand, learned, "--question", " intent ").objects
    assert again["question"] == "Intent"
    assert again["items"] == 120
    assert again["skill"] != learned.report[0]["skill"]
    with closing(ProjectView.open(learned.project)) as view:
        assert view.items.count() == 360
        assert len(view.sources.all()) == 1


def test_a_table_that_has_changed_is_said_and_read_again(learned: Learned, deskhand: Deskhand) -> None:
    lines = learned.table.read_text(encoding="utf-8").splitlines()
    learned.table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    said = learn(deskhand, learned, "--question", "Intent")
    assert "has changed since it was read" in said.err
    assert said.objects[0]["items"] in {119, 120}
    with closing(ProjectView.open(learned.project)) as view:
        assert view.items.count() == 359


def test_answers_that_are_amounts_are_learned_as_numbers(learned: Learned, tmp_path: Path, deskhand: Deskhand) -> None:
    table = tmp_path / "jobs.csv"
    lines = [f"replace {count} tyres please number {count % 7},{count % 7 * 25 + 10}" for count in range(140)]
    table.write_text("Message,Minutes\n" + "\n".join(lines), encoding="utf-8")
    where = ["--project", tmp_path / "p", "--json"]
    (card,) = deskhand("learn", table, "--text", "Message", "--number", "Minutes", *where, home=learned.home).objects
    assert card["kind"] == "number"
    assert 0 <= card["low"] <= card["error"] <= card["high"]
    assert card["error"] < card["reference_commonest"]


def test_without_a_table_a_project_learns_from_the_answers_it_has(learned: Learned, deskhand: Deskhand) -> None:
    where = ["--project", learned.project, "--json"]
    (card,) = deskhand("learn", "--question", "intent", *where, home=learned.home).objects
    assert (card["question"], card["items"]) == ("Intent", 120)
    unknown = deskhand("learn", "--question", "Urgency", *where, home=learned.home)
    assert unknown.code == 1
    assert "It has answers to: Intent, Domain." in unknown.err


def test_a_project_without_answers_says_where_they_are_given(tmp_path: Path, deskhand: Deskhand) -> None:
    Project.create(tmp_path / "calls", "Calls", "voicemails").close()
    said = deskhand("learn", "--project", tmp_path / "calls", home=tmp_path)
    assert said.code == 1
    assert "answer a few in Teach" in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "Intent"], "--text"),
        (["--text", "Body", "--question", "Intent"], "Number, Message, Intent, Domain"),
        (["--text", "Message", "--question", "Urgency"], "There is no column “Urgency”"),
        (["--text", "Message"], "--question"),
        (["--text", "Message", "--text", "Intent", "--question", "intent"], "its own answer"),
    ],
)
def test_a_column_that_is_not_there_is_a_problem_that_lists_the_columns(
    arguments: list[str], said: str, learned_once: Learned, tmp_path: Path, deskhand: Deskhand
) -> None:
    where = ["--project", tmp_path / "new", "--json"]
    done = deskhand("learn", learned_once.table, *arguments, *where, home=tmp_path)
    assert done.code == 1
    assert said in done.err
    assert done.out == ""
    assert not (tmp_path / "new").exists()


def test_a_problem_is_an_object_for_scripts(tmp_path: Path, deskhand: Deskhand) -> None:
    arguments = ["--text", "Message", "--question", "Intent", "--project", tmp_path / "p", "--json"]
    said = deskhand("learn", tmp_path / "nowhere.csv", *arguments, home=tmp_path)
    assert (said.code, said.out) == (1, "")
    problem = json.loads(said.err)["problem"]
    assert set(problem) == {"title", "happened", "did", "advice", "details"}
    assert "nowhere.csv" in problem["happened"]


def test_a_home_that_cannot_be_made_is_a_problem(tmp_path: Path, deskhand: Deskhand) -> None:
    (tmp_path / "file").write_text("in the way")
    said = deskhand("report", "--project", tmp_path, home=tmp_path / "file" / "home")
    assert said.code == 1
    assert "could not be read or written" in said.err


def test_a_project_that_is_a_file_is_a_problem(learned_once: Learned, tmp_path: Path, deskhand: Deskhand) -> None:
    (tmp_path / "file").write_text("kept")
    arguments = ["--text", "Message", "--question", "Intent", "--project", tmp_path / "file"]
    said = deskhand("learn", learned_once.table, *arguments, home=tmp_path)
    assert said.code == 1
    assert "A project is a folder" in said.err
    assert (tmp_path / "file").read_text() == "kept"


def test_what_was_not_tested_is_said_and_no_figure_made_up(tmp_path: Path, deskhand: Deskhand) -> None:
    table = tmp_path / "few.csv"
    table.write_text("Message,Kind,Hours\nA pump leaks,pump,1\nA tyre is flat,tyre,2\nA lamp is broken,lamp,9\n")
    where = ["--text", "Message", "--project", tmp_path / "p"]
    said = deskhand("learn", table, "--question", "Kind", *where, home=tmp_path)
    assert "not tested yet" in said.out
    assert "tested on 0 of 3 answers" in said.out
    assert "0 of 0" not in said.out


def test_what_had_to_be_mended_in_the_table_is_said(tmp_path: Path, deskhand: Deskhand) -> None:
    table = tmp_path / "twice.csv"
    table.write_text("Message,Kind,Kind\nA pump leaks,pump,x\nA tyre is flat,tyre,y\n")
    where = ["--text", "Message", "--project", tmp_path / "p", "--json"]
    said = deskhand("learn", table, "--question", "Kind", *where, home=tmp_path)
    assert "Kind 2" in said.err
    assert len(said.objects) == 1


def test_ctrl_c_before_anything_has_begun_is_no_traceback(tmp_path: Path) -> None:
    pressed = "import signal, sys; sys.argv = ['deskhand', 'learn']; import deskhand.__main__ as door; "
    pressed += "sys.meta_path.insert(0, type('Finder', (), {'find_spec': lambda *_: signal.raise_signal(2)})()); "
    done = subprocess.run([sys.executable, "-c", pressed + "sys.exit(door.main())"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (3, "")


def test_wrong_usage_is_exit_code_two(home: Path, deskhand: Deskhand) -> None:
    assert deskhand("learn", home=home).code == 2
    assert deskhand("unlearn", home=home).code == 2


def test_a_table_that_is_not_there_is_a_problem(tmp_path: Path, deskhand: Deskhand) -> None:
    arguments = ["--text", "Message", "--question", "Intent", "--project", tmp_path / "p"]
    said = deskhand("learn", tmp_path / "nowhere.xlsx", *arguments, home=tmp_path)
    assert said.code == 1
    assert "Traceback" not in said.err
