"""Learning thoroughly by command line, on real messages with the starter model and a few seconds."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.storage.view import ProjectView
from learned import Learned, Said

Deskhand = Callable[..., Said]
MINUTES = "0.1"
FIELDS = {"question", "right", "of", "low", "high", "method", "gain", "gain_low", "gain_high", "kept", "detectable"}


def thoroughly(learned: Learned, *arguments: object) -> list[object]:
    return ["learn", "--question", "Intent", "--project", learned.project, "--thorough", MINUTES, *arguments]


def test_a_few_seconds_give_a_report_card_and_say_what_was_gained(learned: Learned, deskhand: Deskhand) -> None:
    said = deskhand(*thoroughly(learned, "--json"), home=learned.home)
    (card,) = said.objects
    assert set(card) >= FIELDS
    assert card["right"] / card["of"] > 0.8
    assert card["tested"] > 0
    assert "To beat: " in said.err
    with closing(ProjectView.open(learned.project)) as view:
        assert view.courses.unfinished() is None
        assert view.skills.in_use(1) is not None


def test_people_read_the_decision_under_the_card(learned: Learned, deskhand: Deskhand) -> None:
    said = deskhand(*thoroughly(learned, "--method", "frozen"), home=learned.home)
    assert said.code == 0
    with closing(ProjectView.open(learned.project)) as view:
        (state, *_) = view.courses.of(1)
        assert state.decision is not None
        assert state.decision.words in said.out
    assert "{" not in said.out


def test_files_that_are_too_few_are_not_read_first_and_learning_goes_on(learned: Learned, deskhand: Deskhand) -> None:
    said = deskhand(*thoroughly(learned, "--adapt", "auto", "--method", "frozen"), home=learned.home)
    assert said.code == 0
    assert "Read files: Reading first pays from 1,000 pairs" in said.err
    assert "Intent: right" in said.out


def test_ctrl_c_leaves_a_course_that_the_same_command_finishes(learned: Learned) -> None:
    command = thoroughly(learned)
    command[command.index(MINUTES)] = "3"
    environment = {**os.environ, "DESKHAND_HOME": str(learned.home)}
    argv = [sys.executable, "-m", "deskhand", *map(str, command)]
    with subprocess.Popen(argv, env=environment, stderr=subprocess.PIPE, text=True) as going:
        assert going.stderr is not None
        for line in going.stderr:
            if line.startswith("To beat"):
                going.send_signal(signal.SIGINT)
                break
        said = going.stderr.read()
    assert going.returncode == 3
    assert "the same command goes on from here" in said
    with closing(ProjectView.open(learned.project)) as view:
        state = view.courses.unfinished()
        assert state is not None
        assert state.course.minutes == 3


@pytest.mark.parametrize("wrong", [["--thorough", "soon"], ["--method", "magic"], ["--adapt", "magic"]])
def test_what_cannot_be_meant_is_wrong_usage(wrong: list[str], tmp_path: Path, deskhand: Deskhand) -> None:
    assert deskhand("learn", "--project", tmp_path / "p", *wrong, home=tmp_path).code == 2
