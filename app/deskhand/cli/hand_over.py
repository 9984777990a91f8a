"""Hand a project over as one file: answers, skills and what was read, with the models if wished. Their own files stay.

On the other computer: File, Open a hand-over file, or “deskhand take-over FILE”.
"""

import argparse
from pathlib import Path

from deskhand.cli import sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import HandedOver, HandOver, Noticed
from deskhand.storage.handed_over import ENDING

HELP = "write a project as one file for a colleague"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=f"the file to write; its ending is {ENDING}")
    parser.add_argument("--project", metavar="P", type=Path, required=True, help="the project")
    parser.add_argument("--with-models", action="store_true", help="also the models, for a computer offline")


def do(options: argparse.Namespace, console: Console) -> None:
    file = options.file if options.file.suffix == ENDING else options.file.with_name(options.file.name + ENDING)
    with sources.open_existing(options.project) as project:
        for event in Driver(project, console).events(HandOver(str(file.absolute()), options.with_models)):
            if isinstance(event, Noticed):
                console.say(event.words)
            elif isinstance(event, HandedOver):
                words = f"Written: {event.path}, {event.size / 1e6:,.1f} MB. Whoever has it can read what it holds."
                console.result({"file": event.path, "size": event.size}, words)
