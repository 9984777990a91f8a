"""What the command line says, and where."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from deskhand.cli.console import bar
from deskhand.domain.jobs import Progress
from learned import Said

Deskhand = Callable[..., Said]

NOISY = """
import os
from deskhand.cli.console import Console
with Console(json=True) as console:
    print("a library talks")
    os.write(1, b"native code talks")
    console.result({"a": "é"}, "words")
print("after")
"""


def test_what_libraries_print_is_not_among_the_results() -> None:
    done = subprocess.run([sys.executable, "-c", NOISY], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == '{"a":"é"}\nafter\n'
    assert "a library talks" in done.stderr
    assert "native code talks" in done.stderr


def test_whoever_reads_the_results_may_leave() -> None:
    leaving = "import os; from deskhand.cli.main import main; reader, writer = os.pipe(); os.dup2(writer, 1); "
    leaving += "os.close(reader); code = main(['doctor']); os.dup2(2, 1); raise SystemExit(code)"
    done = subprocess.run([sys.executable, "-c", leaving], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, "")


def test_the_bar_says_how_far_it_is_of_how_much() -> None:
    assert bar(Progress(1500, 3000, "rows", "Reading")) == "Reading  ████████████░░░░░░░░░░░░  1,500 of 3,000 rows"
    assert bar(Progress(1500, 0, "rows")) == "1,500 rows"


def test_no_bar_is_drawn_where_nobody_looks(tmp_path: Path, deskhand: Deskhand) -> None:
    said = deskhand("sample", "tickets", tmp_path, home=tmp_path)
    assert said.code == 0
    assert "\r" not in said.err


def test_the_sample_is_written_where_it_was_wanted(tmp_path: Path, deskhand: Deskhand) -> None:
    (made,) = deskhand("sample", "tickets", tmp_path / "new", "--json", home=tmp_path).objects
    assert Path(made["path"]).parent == tmp_path / "new"
    assert made["rows"] >= 600


def test_help_names_the_exit_codes(home: Path, deskhand: Deskhand) -> None:
    said = deskhand("learn", "--help", home=home)
    assert "exit codes" in said.out
    assert said.code == 0
