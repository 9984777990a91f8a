"""A window that is killed leaves no worker behind."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

WINDOW = """
import subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-m", "deskhand", "--worker", "rehearsal"], stdin=subprocess.PIPE)
worker.stdin.write(b'[1,"","PreviewTable",{"path":"hang.csv"}]\\n')
worker.stdin.flush()
print(worker.pid, flush=True)
time.sleep(600)
"""


def test_a_killed_window_leaves_no_worker_behind(tmp_path: Path) -> None:
    window = subprocess.Popen([sys.executable, "-c", WINDOW], stdout=subprocess.PIPE, cwd=tmp_path)
    assert window.stdout is not None
    worker = psutil.Process(int(window.stdout.readline()))
    time.sleep(0.5)
    window.kill()
    window.wait()
    window.stdout.close()
    assert gone(worker, within=10)


def gone(process: psutil.Process, within: float) -> bool:
    """Whether ``process`` ends in time; one that nobody has asked for its exit code counts as ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False
