"""Let a model get used to the files in PATH, before any answer is learned, and say whether that helps.

PATH is a table, of which the columns after --text are read, or a folder of documents, photos or sounds. A project that
is not there is made; without PATH all that is in the project is read. Whether it helps is tested on the answers of the
project, to the question that has most; what they are about is not read. Without answers it finds look-alikes, if it
tells as well as before which halves of a file belong together. Stopped by Ctrl-C, the same command goes on.
"""

import argparse
from pathlib import Path

from deskhand.cli import columns, files, learn, sources, thorough
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.courses import ADAPT_AUTO, Aim, Course, FoundHalves
from deskhand.domain.jobs import CheckData, PreviewTable, TablePreviewed
from deskhand.domain.problems import ProblemError
from deskhand.storage.project import Project

HELP = "let a model get used to files, without answers"
_MINUTES = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        metavar="PATH",
        type=Path,
        nargs="?",
        help="a workbook, or separated text (.csv, .tsv); or a folder of documents, photos or sounds",
    )
    parser.add_argument("--text", metavar="COLUMN", action="append", default=[], help=learn.COLUMN_OPTIONS["--text"])
    parser.add_argument("--project", metavar="FOLDER", type=Path, required=True, help="where the model is kept")
    names = (ADAPT_AUTO, *thorough.OBJECTIVE_NAMES)
    parser.add_argument(
        "--objective",
        metavar="NAME",
        choices=names,
        default=ADAPT_AUTO,
        help=f"by which rule it learns: {', '.join(names)} (the first of them chooses)",
    )
    parser.add_argument(
        "--minutes", metavar="M", type=thorough.minutes, default=_MINUTES, help=f"how long ({_MINUTES:.0f} if not said)"
    )
    parser.add_argument("--sheet", metavar="S", default="", help="the sheet, if not the first with something in it")
    parser.add_argument("--model", metavar="M", default="", help="the model that reads, if not the starter model")
    parser.add_argument(
        "--picture-model", metavar="M", default="", help="folder of the model that looks, if not the settings’"
    )
    parser.add_argument(
        "--sound-model", metavar="M", default="", help="folder of the model that listens, if not the settings’"
    )
    parser.add_argument(
        "--as", dest="as_", metavar=files.AS, type=files.kind_named, help="what a folder is, if it looks otherwise"
    )


def do(options: argparse.Namespace, console: Console) -> None:
    if options.path is None:
        with sources.open_existing(options.project) as project:
            adapt(project, options, console)
    elif options.path.is_dir() or not (options.text or options.path.exists()):
        kind = options.as_ or files.kind_of(options.path)
        with sources.open_or_create(options.project, kind.value) as project:
            driver = Driver(project, console)
            source = files.source_of(options.path.resolve(), kind, project)
            files.tell_where(options.path, source, console)
            files.list_(source, driver, console)
            files.read(source, project, driver, console)
            adapt(project, options, console)
    else:
        if not options.text:
            raise ProblemError(learn.NO_TEXT)
        order = PreviewTable(str(options.path.resolve()), options.sheet)
        preview = Driver(None, console).answer(TablePreviewed, order).preview
        text_columns = columns.find_all(preview.columns, options.text, preview.path)
        with sources.open_or_create(options.project) as project:
            source = learn.source_of(preview, text_columns, project, console)
            sources.read(source, Driver(project, console), console)
            adapt(project, options, console)


def adapt(project: Project, options: argparse.Namespace, console: Console) -> None:
    """Check what is there, so that near-copies are known, read it, and say what came of it."""
    driver = Driver(project, console)
    driver.do(CheckData())
    wanted = Course(
        0,
        Aim.FILES,
        minutes=options.minutes,
        adapt=options.objective,
        model=thorough.whole(options.model),
        picture_model=thorough.whole(options.picture_model),
        sound_model=thorough.whole(options.sound_model),
    )
    before = {model.id for model, _ in project.courses.own_models()}
    decision = thorough.take(thorough.planned(wanted, project, console), project, driver, console)
    made = next((model for model, _ in project.courses.own_models() if model.id not in before), None)
    fields: dict[str, object] = {
        "model": made.id if made else "",
        "folder": str(project.model_folder(made.id)) if made else "",
        "base": made.base if made else "",
        "objective": made.how if made else "",
        "items": made.items if made else 0,
        "notes": list(made.notes) if made else [],
        "finds": bool(made and (made.finds or decision.kept)),
        **_halves_fields(made.halves if made else None),
    }
    console.result(fields | thorough.decision_fields(decision), decision.words)


def _halves_fields(halves: FoundHalves | None) -> dict[str, object]:
    """``halves_told`` and ``halves_told_before`` are shares: 0.5 is by chance."""
    return {
        "halves_of": halves.of if halves else 0,
        "halves_told": halves.found if halves else 0.0,
        "halves_told_before": halves.before if halves else 0.0,
    }
