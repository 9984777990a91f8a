"""Where large things are put together: nothing stays of it, whoever was killed, and nobody's work is taken away."""

import subprocess
import sys
from pathlib import Path

from deskhand.storage.scratch import scratch

KILLED = """
import os, signal, sys
from pathlib import Path
from deskhand.storage.atomic import write_whole
from deskhand.storage.scratch import scratch
with scratch(Path(sys.argv[1]), ".deskhand") as making, write_whole(Path(sys.argv[1], "a.deskhand")) as file:
    (making / "large").touch()
    file.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_kill_left_over_goes_with_the_next_one(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert len(list(tmp_path.glob(".deskhand-*"))) == 2
    with scratch(tmp_path, ".deskhand") as making:
        assert list(tmp_path.glob(".deskhand-*")) == [making.parent]
    assert not list(tmp_path.glob(".deskhand-*"))


def test_what_another_works_on_is_left_alone(tmp_path: Path) -> None:
    with scratch(tmp_path, ".deskhand") as first:
        unfinished = tmp_path / ".deskhand-x.deskhand"
        unfinished.touch()
        with scratch(tmp_path, ".deskhand") as second:
            assert first.is_dir()
            assert second != first
        assert first.is_dir()
        assert unfinished.is_file()
