"""Write files of our own making into FOLDER, to try Deskhand with."""

import argparse

from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import MakeSample, SampleMade

KINDS = ("tickets", "voicemails", "documents", "photos", "sounds")
MORE = {
    "documents": "; how urgent some are stands in Urgency.csv beside them",
    "photos": ", drawn and not taken",
    "sounds": " of engines, computed and not recorded",
}
HELP = "write a sample to try Deskhand with"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help="what it is a sample of")
    parser.add_argument("folder", metavar="FOLDER", help="where to write it; made if it is not there")


def do(options: argparse.Namespace, console: Console) -> None:
    made = Driver(None, console).answer(SampleMade, MakeSample(options.folder, options.kind))
    more = MORE.get(options.kind, "")
    console.result({"path": made.path, "rows": made.rows}, f"{made.path}: {made.rows:,} {options.kind}{more}")
