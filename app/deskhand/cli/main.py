"""The command line: the same jobs as in the window, for people who script."""

import argparse
import sys
from enum import IntEnum
from types import ModuleType

from deskhand import __version__
from deskhand.cli import doctor, learn, report, run, sample
from deskhand.cli.console import Console
from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import ProblemError
from deskhand.jobs.library_settings import tell_libraries

ALL: tuple[ModuleType, ...] = (sample, learn, run, report, doctor)


class ExitCode(IntEnum):
    """What the command line tells the program that called it."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2
    STOPPED = 3


EXIT_CODES = "exit codes: 0 done, 1 a problem (see stderr), 2 wrong usage, 3 stopped by Ctrl-C (work so far is kept)"
JSON_HELP = "one JSON object a result, and nothing else on stdout"


def main(arguments: list[str]) -> int:
    """Do the command in ``arguments`` and return an ``ExitCode``."""
    options = make_parser().parse_args(arguments)
    tell_libraries()
    with Console(options.json) as console:
        try:
            options.command.do(options, console)
        except ProblemError as error:
            console.problem(error.problem)
            return ExitCode.PROBLEM
        except (Stopped, KeyboardInterrupt):
            console.say("Stopped. What is done is kept: the same command goes on from here.")
            return ExitCode.STOPPED
    return ExitCode.DONE


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, each with its own help."""
    parser = argparse.ArgumentParser(
        prog="deskhand",
        description="Teach it to sort your messages, from a workbook. Without arguments the window opens.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"deskhand {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in ALL:
        name = command.__name__.rpartition(".")[2]
        command_parser = commands.add_parser(name, help=command.HELP, description=command.__doc__, epilog=EXIT_CODES)
        command.add_arguments(command_parser)
        command_parser.add_argument("--json", action="store_true", help=JSON_HELP)
        command_parser.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
