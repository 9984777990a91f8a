"""Open a file that was handed over: it becomes a project of its own on this computer, its models come on the shelf."""

import argparse
from pathlib import Path

from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import Noticed, TakenOver, TakeOver
from deskhand.storage.settings import Settings

HELP = "open a project that was handed over"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file")
    parser.add_argument("--into", metavar="FOLDER", type=Path, help="where it is made; else beside your projects")


def do(options: argparse.Namespace, console: Console) -> None:
    parent = (options.into or Settings().projects_folder()).absolute()
    for event in Driver(None, console).events(TakeOver(str(options.file.absolute()), str(parent))):
        if isinstance(event, Noticed):
            console.say(event.words)
        elif isinstance(event, TakenOver):
            console.result({"project": event.folder}, f"Opened as {event.folder}.")
