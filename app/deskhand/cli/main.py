"""The command line: the same jobs as in the window, for people who script."""

import argparse
import logging
import sys
from enum import IntEnum
from logging.handlers import RotatingFileHandler
from types import ModuleType

from deskhand import __version__
from deskhand.cli import (
    adapt,
    doctor,
    hand_over,
    history,
    learn,
    models,
    report,
    run,
    sample,
    sort,
    take_over,
    transcribe,
    undo,
)
from deskhand.cli.console import Console
from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import ProblemError
from deskhand.jobs import unexpected
from deskhand.jobs.library_settings import tell_libraries
from deskhand.storage.places import logs_folder

ALL: tuple[ModuleType, ...] = (
    *(sample, learn, adapt, run, sort, undo, history, transcribe, report),
    *(models, hand_over, take_over, doctor),
)


class ExitCode(IntEnum):
    """What the command line tells the program that called it."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2
    STOPPED = 3


EXIT_CODES = (
    "exit codes: 0 done, 1 a problem (said on stderr, with --json as an object), 2 wrong usage, "
    "3 stopped by Ctrl-C (work so far is kept)"
)
JSON_HELP = "one JSON object a result, and nothing else on stdout"


def main(arguments: list[str]) -> int:
    """Do the command in ``arguments`` and return an ``ExitCode``."""
    options = make_parser().parse_args(arguments)
    tell_libraries()
    with Console(options.json) as console:
        try:
            keep_log()
            options.command.do(options, console)
        except ProblemError as error:
            console.problem(error.problem)
            return ExitCode.PROBLEM
        except (Stopped, KeyboardInterrupt):
            console.say("Stopped. What is done is kept: the same command goes on from here.")
            return ExitCode.STOPPED
        except BrokenPipeError:  # whoever read the results has left, as “| head” does
            return ExitCode.PROBLEM
        except Exception as error:
            console.problem(unexpected(options.command.__name__, error))
            return ExitCode.PROBLEM
    return ExitCode.DONE


def keep_log() -> None:
    """What is logged goes to a file, not to the terminal."""
    logs_folder().mkdir(parents=True, exist_ok=True)
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    file = logs_folder() / "command-line.log"
    handler = RotatingFileHandler(file, maxBytes=1 << 20, backupCount=2, encoding="utf-8", delay=True)
    logging.basicConfig(level=logging.WARNING, format=form, handlers=[handler])


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, each with its own help."""
    parser = argparse.ArgumentParser(
        prog="deskhand",
        description="Teach it to sort your messages, from a workbook, and your documents, photos and sounds, "
        "from their folders; turn recordings into words. Without arguments the window opens.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"deskhand {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in ALL:
        name = command.__name__.rpartition(".")[2].replace("_", "-")
        command_parser = commands.add_parser(name, help=command.HELP, description=command.__doc__, epilog=EXIT_CODES)
        command.add_arguments(command_parser)
        command_parser.add_argument("--json", action="store_true", help=JSON_HELP)
        command_parser.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
