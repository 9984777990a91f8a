"""The models on the shelf: which there are, adding one from a folder or a zip, taking one off, moving them all."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap

from deskhand.cli import models_compare, models_get
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import (
    ImportModel,
    ModelPlaced,
    ModelRemoved,
    ModelsMoved,
    MoveModels,
    RemoveModel,
    RestoreModel,
)
from deskhand.domain.models import Model, Section
from deskhand.storage import models
from deskhand.storage.needing_models import projects_needing

HELP = "list, add, remove and move models"
_SECTION, _BELOW = 23, 23  # characters before the names, and before what stands below them
_ID = "the technical name of a model, as the list has it"


@dataclass(frozen=True, slots=True)
class Action:
    """What is done to models; ``add_arguments`` says what it must be told, ``do`` does it."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    do: Callable[[argparse.Namespace, Console], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(action=ACTIONS[0])
    actions = parser.add_subparsers(metavar="ACTION", help="what to do; left out: list")
    for action in ACTIONS:
        action_parser = actions.add_parser(action.name, help=action.help, description=action.help)
        action.add_arguments(action_parser)
        action_parser.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a result"
        )
        action_parser.set_defaults(action=action)


def do(options: argparse.Namespace, console: Console) -> None:
    options.action.do(options, console)


def show(_options: argparse.Namespace, console: Console) -> None:
    """A line each; those that are here first in each section."""
    from deskhand.jobs.shelve_models import tidy

    tidy()
    order, columns = list(Section), console.columns
    for model in sorted(models.on_the_shelf(), key=lambda one: (order.index(one.section), not one.here)):
        console.result(fields_of(model), _words(model, columns))


def add(options: argparse.Namespace, console: Console) -> None:
    model = Driver(None, console).answer(ModelPlaced, ImportModel(options.path)).model
    console.result(fields_of(model), f"{model.full_name} is on the shelf now.")


def remove(options: argparse.Namespace, console: Console) -> None:
    came_whole = models.receipt_of(options.id) is not None
    needing = [project.name for project in projects_needing(options.id)]
    removed = Driver(None, console).answer(ModelRemoved, RemoveModel(options.id))
    words = f"{removed.model} was removed. For a day “deskhand models restore {removed.model}” brings it back."
    if not came_whole:
        words = f"What had arrived of {removed.model} was thrown away."
    if needing:
        words += f" It is missed in: {', '.join(needing)}."
    console.result({"model": removed.model, "removed": True, "needed_by": needing}, words)


def restore(options: argparse.Namespace, console: Console) -> None:
    model = Driver(None, console).answer(ModelPlaced, RestoreModel(options.id)).model
    console.result(fields_of(model), f"{model.full_name} is on the shelf again.")


def move(options: argparse.Namespace, console: Console) -> None:
    folder = "" if options.back else options.folder
    moved = Driver(None, console).answer(ModelsMoved, MoveModels(folder))
    console.result({"folder": moved.folder}, f"The models lie in {moved.folder} now.")


def fields_of(model: Model) -> dict[str, object]:
    """A model as an object of JSON, for scripts."""
    return {
        "model": model.id,
        "name": model.name,
        "here": model.here,
        "section": model.section,
        "modality": model.modality,
        "family": model.family,
        "longest": model.longest,
        "prefix": model.prefix,
        "languages": model.languages,
        "codes": model.codes,
        "licence": model.licence,
        "business": model.business,
        "learned": model.learned,
        "about": model.about,
        "size": model.size,
        "disk": models.disk_used(model.id) if model.here else 0,
        "weights": model.weights,
        "memory_to_use": model.memory_to_use,
        "memory_to_learn": model.memory_to_learn,
        "sha256": model.sha256,
        "revision": model.revision,
        "only_pickled": model.only_pickled,
    }


def _words(model: Model, columns: int) -> str:
    """A line, or several that begin below each other where there are so few ``columns`` (0: nobody looks)."""
    state = "here" if model.here else f"{model.size / 1e6:,.0f} MB to get"
    if model.only_pickled and not model.here:
        state = "only from a folder"
    licence = f"licence: {model.licence}" + ("" if model.business else ", ask before you use it for business")
    about = "; ".join(words for words in (model.languages, licence) if words)
    line = f"{model.name:27} {state:19} [{model.id}]  {about}"
    if not columns or len(line) + _SECTION <= columns:
        return f"{model.section:{_SECTION}}{line}"
    head = f"{model.section:{_SECTION}}{model.name:27} {state}"
    room = max(20, columns - _BELOW)
    together = f"[{model.id}]  {about}"
    below = [together] if len(together) <= room else [f"[{model.id}]", *wrap(about, room)]
    return "\n".join((head, *(" " * _BELOW + part for part in below)))


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """The list needs to be told nothing."""


def _path(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", help="the folder of a model (config.json, model.safetensors …), or a zip"
    )


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help=_ID)


def _folder(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("folder", metavar="FOLDER", nargs="?", help="where they are to lie, in a folder of their own")
    where.add_argument("--back", action="store_true", help="to where they lie as long as nobody moves them")


ACTIONS = (
    Action("list", "which models there are, and which of them are here", _nothing, show),
    Action("get", "fetch a model over the network, after it asked", models_get.add_arguments, models_get.get),
    Action("import", "add a model from a folder or a zip; it is checked, and tried once", _path, add),
    Action("remove", "take a model off the shelf", _id, remove),
    Action("restore", "bring back what was removed within a day", _id, restore),
    Action("move", "keep all models in another folder, on another drive perhaps", _folder, move),
    Action("recommend", "say which suits a project, measured on a few of its items", *models_compare.RECOMMEND),
    Action("compare", "try models that are here on the answers of a project", *models_compare.COMPARE),
    Action("use", "have a project use a model from now on", *models_compare.USE),
)
