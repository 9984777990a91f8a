"""The network is shut in every process but the one that fetches what was asked for: the product itself refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskhand.storage import traffic
from house.source import APP

TRY = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/', timeout=1)"
"""What a library would do. That port is closed: "refused" would be the computer's own answer."""
DOORS: dict[str, list[str]] = {
    "window": [],
    "light worker": ["--worker", "light"],
    "heavy worker": ["--worker", "heavy"],
    "reader": ["--worker", "reader"],
    "trial": ["--worker", "trial"],
    "command": ["learn", "messages.csv"],
    "other command of models": ["models", "list"],
}


def through(door: list[str], code: str) -> subprocess.CompletedProcess[str]:
    """Go through a door of the program, and do ``code`` in place of what is behind it."""
    behind = f"""
import sys
sys.argv = ["deskhand", *{door!r}]
import deskhand.__main__ as entry
import importlib.abc
class Behind(importlib.abc.MetaPathFinder):
    def find_spec(self, name, *_):
        ours = ("deskhand.network", "deskhand.storage", "deskhand.domain")
        if name.startswith("deskhand.") and not name.startswith(ours):
            {code}
            sys.exit(7)
sys.meta_path.insert(0, Behind())
entry.main()
"""
    env = {**os.environ, "PYTHONPATH": str(APP), "HF_HUB_OFFLINE": "0"}  # without the tests' own gate
    return subprocess.run([sys.executable, "-c", behind], env=env, capture_output=True, text=True)


@pytest.mark.parametrize("door", DOORS)
def test_an_attempt_of_a_library_is_refused_and_counted(door: str) -> None:
    before = traffic.refusals()
    done = through(DOORS[door], TRY)
    assert "Deskhand keeps the network shut" in done.stderr
    assert "Connection refused" not in done.stderr
    assert traffic.refusals() == before + 1


def test_where_models_are_fetched_only_hosts_that_were_named_are_let_through() -> None:
    named = "sys.audit('deskhand.reach', '127.0.0.1')"
    assert "Deskhand keeps the network shut" in through(["--worker", "network"], TRY).stderr
    assert "Connection refused" in through(["--worker", "network"], f"{named}; {TRY}").stderr
    assert "Connection refused" in through(["models", "get"], f"{named}; {TRY}").stderr
    after = f"{named}; sys.audit('deskhand.done'); {TRY}"
    assert "Deskhand keeps the network shut" in through(["--worker", "network"], after).stderr
    other = TRY.replace("127.0.0.1", "localhost")
    assert "Deskhand keeps the network shut" in through(["--worker", "network"], f"{named}; {other}").stderr


def test_no_other_process_can_name_a_host() -> None:
    done = through(["--worker", "light"], f"sys.audit('deskhand.reach', '127.0.0.1'); {TRY}")
    assert "Deskhand keeps the network shut" in done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.socket().connect(('192.0.2.1', 443))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import socket; socket.socket().bind(('0.0.0.0', 0))",
        "import socket; socket.socket(socket.AF_INET6).connect(('2001:db8::1', 443))",
        "from huggingface_hub import HfApi; HfApi().model_info('gpt2')",
    ],
)
def test_no_way_of_python_leads_round_the_gate(code: str) -> None:
    done = through(["--worker", "heavy"], code)
    assert "Deskhand keeps the network shut" in done.stderr
    assert done.returncode == 1


def test_what_stays_on_this_computer_by_its_kind_is_no_network() -> None:
    code = "import socket; one, other = socket.socketpair(); one.send(b'x'); other.recv(1)"
    assert through(["--worker", "heavy"], code).returncode == 7


def test_refusals_fill_no_drive(home: Path) -> None:
    for _ in range(5):
        traffic.note_refusal("socket.connect", "x" * 100_000)
    assert traffic.refusals() == 3
    assert sum(file.stat().st_size for file in home.rglob("*.log")) < 400_000

