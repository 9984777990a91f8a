"""Say what was filed, newest first: number, when, what, how many files, and how it stands."""

import argparse
from pathlib import Path

from deskhand.cli import filing_words, sources
from deskhand.cli.console import Console

HELP = "say what was filed, and when"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="P", type=Path, required=True, help="the project")


def do(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        filings = project.filings.all()
        for filing in filings:
            console.result(*filing_words.history(filing, project))
    if not filings:
        console.say("Nothing was filed yet.")
