"""Get a model over the network: the one command that uses it, and only after it said what, how large, from where."""

import argparse
import sys

from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import BytesMoved, FetchModel, ModelPlaced, Stopped
from deskhand.domain.models import Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage import models
from deskhand.storage.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which, and whether it was agreed to before."""
    parser.add_argument("id", metavar="ID", help="the technical name of a model, as the list has it")
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")


def get(options: argparse.Namespace, console: Console) -> None:
    """Ask, fetch and say what came. Raises ``ProblemError``; ``Stopped`` if the person does not want it."""
    model = models.known(options.id)
    if model is not None and not model.only_pickled and models.place_of(options.id) is None and not options.yes:
        _ask(model, console)
    sent = received = 0
    for event in Driver(None, console).events(FetchModel(options.id)):
        if isinstance(event, BytesMoved):
            sent, received = sent + event.sent, received + event.received
        elif isinstance(event, ModelPlaced):
            fields = {"model": event.model.id, "here": True, "revision": event.model.revision}
            moved = {"sent": sent, "received": received, "size": event.model.size}
            said = f"; {received / 1e6:,.0f} MB came over the network" if received else ""
            console.result({**fields, **moved}, f"{event.model.full_name} is on the shelf{said}.")


def _ask(model: Model, console: Console) -> None:
    business = "business use is allowed" if model.business else "ask before you use it for business"
    console.say(
        f"{model.full_name}: {model.about}\n  about {model.size / 1e6:,.0f} MB, from {Settings().hub()}\n"
        f"  licence {model.licence}, {business}"
    )
    if not sys.stdin.isatty():
        raise ProblemError(_NOBODY_TO_ASK)
    console.say("Get it over the network? y/n")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Stopped


_NOBODY_TO_ASK = Problem(
    title="Nobody said yes",
    happened="Deskhand opens the network only when it is told to, and there is no terminal to ask in.",
    did="Nobody was asked, and nothing was changed.",
    advice="Give the command again with --yes.",
)
