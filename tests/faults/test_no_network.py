"""Deskhand uses no network: it learns and runs where sockets are forbidden, and where there is no network at all."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from learned import Learned, Said, in_own_process

LEARN = ["--text", "Message", "--question", "Intent", "--json"]


def test_these_tests_would_notice(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    env = {**os.environ, "DESKHAND_TESTS_NETWORK_LOG": str(log)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode != 0
    assert "the network was reached for" in done.stderr
    assert "192.0.2.1" in log.read_text()


def test_no_test_reaches_the_network_from_its_own_process() -> None:
    with socket.socket() as one, pytest.raises(PermissionError):
        one.connect(("192.0.2.1", 80))


def test_learning_and_running_try_no_connection(learned: Learned, tmp_path: Path) -> None:
    log = tmp_path / "log"
    there = {"home": tmp_path / "new home", "cwd": learned.folder, "env": {"DESKHAND_TESTS_NETWORK_LOG": str(log)}}
    assert in_own_process("learn", "messages.csv", *LEARN, "--project", "new", **there).objects
    assert in_own_process("run", "messages.csv", "--project", "new", "--out", "out.xlsx", "--json", **there).objects
    assert not log.exists(), log.read_text()


def can_take_the_network_away() -> bool:
    """Whether this system lets us start a program without any network."""
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "--net", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not can_take_the_network_away(), reason="this system does not let us take the network away")
def test_it_learns_on_a_computer_that_has_no_network(learned: Learned) -> None:
    command = ["unshare", "--net", sys.executable, "-m", "deskhand", "learn", "messages.csv", *LEARN, "--project", "p"]
    done = subprocess.run(command, cwd=learned.folder, capture_output=True, text=True)
    assert Said(done.returncode, done.stdout, done.stderr).objects
