"""How long filing takes beside ``cp -a``: ``PYTHONPATH=app python tests/bench/bench_filing.py [files [rounds]]``.

The target of the product: 10,000 small files planned within 5 s, and sorted at no less than half the speed of ``cp -a``
on the same disk. Both take turns, each into a folder of its own, with what was written before brought to the drive
first. ``cp -a`` does not wait for the drive; ``cp -a`` and ``sync`` does.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from deskhand.domain.filing import Deed, FilingRule  # noqa: E402
from deskhand.domain.filing_messages import (  # noqa: E402
    DoFiling,
    FilingDrafted,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    PlanFiling,
    UndoFiling,
)
from deskhand.storage.project import Project  # noqa: E402
from jobs.filings import TYPE, ended_well, project_of  # noqa: E402

CATEGORIES = 20
FOLDERS = 50


def make(inbox: Path, count: int) -> dict[str, tuple[str, float]]:
    """Files of 1 to 12 kB; their answers."""
    answers = {}
    for number in range(count):
        name = f"client {number % FOLDERS:02}/document {number:05}.pdf"
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(1000 + number * 7919 % 11_000))
        answers[name] = (f"Type {number % CATEGORIES:02}", 0.9)
    return answers


def timed(do: Callable[[], object]) -> float:
    os.sync()
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def plan(project: Project, target: Path, deed: Deed) -> None:
    filing_id = project.new_id("filings")
    project.record(FilingDrafted(filing_id, FilingRule(os.fsencode(target), (TYPE,), "", deed)))
    ended_well(project, PlanFiling(filing_id))


def file(project: Project, filing_id: int) -> None:
    project.record(FilingStarted(filing_id))
    ended_well(project, DoFiling(filing_id))
    project.record(FilingEnded(filing_id))


def put_back(project: Project, filing_id: int) -> None:
    project.record(FilingTakenBack(filing_id))
    ended_well(project, UndoFiling(filing_id))


def cp(inbox: Path, target: Path, *, sync: bool) -> None:
    subprocess.run(["cp", "-a", str(inbox), str(target)], check=True)
    if sync:
        os.sync()


def main(count: int = 10_000, rounds: int = 3) -> None:
    """Print the seconds of everything, a line a round."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as name:
        folder = Path(name)
        answers = make(folder / "inbox", count)
        with closing(project_of(folder / "project", folder / "inbox", answers)) as project:
            for number in range(rounds):
                print(f"round {number + 1}, {count:,} files", flush=True)
                for deed in Deed:
                    one_round(project, folder, deed)


def one_round(project: Project, folder: Path, deed: Deed) -> None:
    inbox, target, copied = folder / "inbox", folder / "sorted", folder / "copied"
    print(f"  planned ({deed}): {timed(lambda: plan(project, target, deed)):.2f} s", flush=True)
    filing_id = project.new_id("filings") - 1
    plain = timed(lambda: cp(inbox, copied, sync=False))
    shutil.rmtree(copied)
    flushed = timed(lambda: cp(inbox, copied, sync=True))
    shutil.rmtree(copied)
    ours = timed(lambda: file(project, filing_id))
    print(f"  {deed}: {ours:.2f} s; cp -a {plain:.2f} s, speed {plain / ours:.2f} of it", flush=True)
    print(f"  cp -a and sync {flushed:.2f} s, speed {flushed / ours:.2f} of it", flush=True)
    print(f"  put back ({deed}): {timed(lambda: put_back(project, filing_id)):.2f} s", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
