"""Killed at fifty moments while recordings become words: the workbook is that of a run that nobody disturbed."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from deskhand import jobs
from deskhand.domain.acts import RunEnded
from deskhand.domain.jobs import Finished, OutputKind, SaveResults
from deskhand.domain.recordings import Hearing
from deskhand.storage.project import Project
from readers.making_sounds import wav
from voicemails import RATE, RUN, Report, copied, joined, listed, performed, planned, sound_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
TESTS = Path(__file__).resolve().parent.parent
KILLS = 50
MOMENTS = 24  # in which the longest attempt is killed
SHORT = ("account_number.wav", "altitude.wav", "account_number.wav", "cafeteria.wav", "agent-loginok.wav")
PARTS = ("call-fwd-cancelled.wav", "added-to.wav", "call-forward.wav", "cc-amex.wav", "administration.wav")


@pytest.fixture(scope="module")
def calls(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five recordings of a second, one of them twice, and one of a minute and a half."""
    prompts = data / "phone-prompts"
    folder = copied(tmp_path_factory.mktemp("kills") / "calls", *(prompts / name for name in SHORT))
    wav(folder / "03 long.wav", joined(*(sound_of(prompts / name) for name in PARTS), pause=16.5), RATE)
    return folder


@pytest.fixture(scope="module")
def killer() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "faults.transcribing_process"],
        cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.stdin.close()
    process.stdout.close()
    process.wait(10)


def kills_until_the_end(killer: subprocess.Popen[str], project: Path, chance: random.Random) -> int:
    """How often one run was killed."""
    for kills in range(1000):
        order = [str(project), chance.randrange(MOMENTS), chance.random() < 0.5]
        print(json.dumps(order), file=killer.stdin, flush=True)
        if not json.loads(killer.stdout.readline()):
            return kills
    raise AssertionError("it never comes to an end")


def cells(project: Project, target: Path) -> dict[str, list[list[object]]]:
    """What is in the workbook of a project."""
    project.record(RunEnded(RUN))
    save = SaveResults(1, (), str(target), OutputKind.NEW, passages=True)
    assert isinstance(list(jobs.perform(save, project, Report()))[-1], Finished)
    book = openpyxl.load_workbook(target)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_a_run_that_is_killed_at_fifty_moments_ends_as_one_that_nobody_disturbed(
    killer: subprocess.Popen[str], calls: Path, speech_model: Path, tmp_path: Path
) -> None:
    hearing = Hearing(str(speech_model), "en")
    with closing(listed(tmp_path / "undisturbed", calls, hearing)) as project:
        assert isinstance(list(performed(project, planned(project)))[-1], Finished)
        expected = cells(project, tmp_path / "undisturbed.xlsx")
    assert len(expected["Calls"]) == 7
    chance, kills, runs = random.Random(3), 0, 0
    while kills < KILLS:
        runs += 1
        folder = tmp_path / f"killed {runs}"
        with closing(listed(folder, calls, hearing)) as project:
            planned(project)
        kills += kills_until_the_end(killer, folder, chance)
        with closing(Project.open(folder)) as project:
            assert project.runs.counts(RUN).done == len(expected["Calls"]) - 1
            assert cells(project, tmp_path / f"killed {runs}.xlsx") == expected
