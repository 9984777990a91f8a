"""``deskhand learn --hearing``: a speech model learns from the corrected recordings of a project."""

import argparse

from deskhand.cli import sources, thorough
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.courses import Aim, Course

_MINUTES = 30.0  # unless --thorough says otherwise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hearing",
        action="store_true",
        help="let the speech model learn from the recordings of the project whose words you corrected; "
        f"within --thorough MINUTES, {_MINUTES:.0f} if not given. --model is the speech model, if not the project’s",
    )


def do(options: argparse.Namespace, console: Console) -> None:
    """One course, from where an earlier one was left, and what came out. Raises as ``Driver.do``."""
    minutes = _MINUTES if options.thorough is None else options.thorough
    wanted = Course(0, Aim.HEARING, minutes=minutes, model=thorough.whole(options.model))
    with sources.open_existing(options.project) as project:
        course = thorough.planned(wanted, project, console)
        decision = thorough.take(course, project, Driver(project, console), console)
        console.result(thorough.decision_fields(decision), decision.words)
