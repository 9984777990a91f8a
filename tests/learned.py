"""A small project that has really learned, for the tests of several rooms."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

INTENTS = ("translate", "transfer", "timer", "definition", "travel_alert", "payday")
ANSWERED = 20  # rows of each intent with an answer
OPEN = 40  # rows of each intent without one


@dataclass(frozen=True, slots=True)
class Learned:
    """``folder`` holds the table, the project, and a home; ``report`` is what ``learn --json`` printed."""

    folder: Path
    report: list[dict[str, Any]]

    @property
    def table(self) -> Path:
        return self.folder / "messages.csv"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def project(self) -> Path:
        return self.folder / "project"

    def copy_to(self, folder: Path) -> "Learned":
        """The same again, to be changed at will."""
        shutil.copytree(self.folder, folder)
        return Learned(folder, self.report)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """What was printed with ``--json``. Fails if the command failed, or printed anything else."""
        assert self.code == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]


def in_own_process(*arguments: object, home: Path, **options: Any) -> Said:
    """Call the command line as a person does. In a test, the fixture ``deskhand`` is quicker."""
    command = [sys.executable, "-m", "deskhand", *map(str, arguments)]
    environment = {**os.environ, "DESKHAND_HOME": str(home), **options.pop("env", {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", **options)
    return Said(done.returncode, done.stdout, done.stderr)


def learn_intents(data: Path, folder: Path) -> Learned:
    """Learn two questions from a part of the real short messages, the rest of which have no answer."""
    write_table(data, folder / "messages.csv")
    table, project = folder / "messages.csv", folder / "project"
    questions = ["--question", "Intent", "--question", "Domain"]
    command = ["learn", table, "--text", "Message", *questions, "--project", project, "--json"]
    said = in_own_process(*command, home=folder / "home")
    return Learned(folder, said.objects)


def write_table(data: Path, target: Path) -> None:
    with (data / "intents" / "messages.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["Number", "Message", "Intent", "Domain"])
        chosen = [row for intent in INTENTS for row in of_intent(rows, intent)]
        for number, row in enumerate(sorted(chosen, key=lambda row: row["Message"])):
            answers = [row["Intent"], row["Domain"]] if row["Split"] == "answered" else ["", ""]
            writer.writerow([f"{number:05}", row["Message"], *answers])


def of_intent(rows: list[dict[str, str]], intent: str) -> list[dict[str, str]]:
    some = list(islice((row for row in rows if row["Intent"] == intent), ANSWERED + OPEN))
    return [{**row, "Split": "answered" if place < ANSWERED else ""} for place, row in enumerate(some)]
