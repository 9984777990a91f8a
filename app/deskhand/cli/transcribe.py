"""Turn recordings into words and write them: a row, or a file, for each.

What is done is kept if the command is stopped, and the same command goes on from there. With --project it stays: then
only what is new is listened to, and questions that were learned in that project are answered as well.
"""

import argparse
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from deskhand.cli import call_fields, recordings, running, sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import HearingChosen
from deskhand.domain.items import Source
from deskhand.domain.jobs import (
    ItemFailed,
    ListRecordings,
    NamesRead,
    Noticed,
    OutputKind,
    ReadNames,
    ResultsSaved,
    SaveResults,
    TableRead,
    Transcribed,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import Hearing
from deskhand.storage import places
from deskhand.storage.codec import to_json
from deskhand.storage.project import Project

HELP = "turn recordings into words, one row or file each"
JOB = "voicemails"
KINDS = {
    "xlsx": OutputKind.NEW,
    "csv": OutputKind.CSV,
    "txt": OutputKind.TEXT,
    "srt": OutputKind.SRT,
    "vtt": OutputKind.VTT,
}
TABLES = {OutputKind.NEW, OutputKind.CSV}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FOLDER|FILE", type=Path, nargs="+", help="a folder of recordings, or files")
    parser.add_argument(
        "--out", metavar="CALLS", type=Path, required=True, help="what to write: .xlsx or .csv, or a folder for texts"
    )
    parser.add_argument("--project", metavar="FOLDER", type=Path, help="where all of it is kept; made if not there")
    parser.add_argument("--model", metavar="M", default="", help="folder of the speech model, if not the settings’")
    parser.add_argument("--language", metavar="CODE", default="", help="such as en; found out for each if not given")
    parser.add_argument(
        "--names",
        metavar="FILE",
        type=Path,
        help="names and words of the business: a workbook, or .txt with one a line",
    )
    parser.add_argument("--format", choices=KINDS, help="txt, srt and vtt: a file each, in the folder CALLS")
    parser.add_argument("--passages", action="store_true", help="a second sheet with a row for each passage")


def do(options: argparse.Namespace, console: Console) -> None:
    kind = output_kind(options)
    place, hearing = recordings.place_of(options.paths), hearing_of(options, console)
    with project_of(options.project, key_of(place, hearing)) as project:
        driver = Driver(project, console)
        source = recordings.source_of(place, project)
        choose(hearing, project)
        for note in driver.answer(TableRead, ListRecordings(source.id)).notes:
            console.say(note)
        listen(source, project, driver, console)
        question_ids = tuple(question.id for question in project.questions.all() if project.skills.in_use(question.id))
        if question_ids:
            running.answer(question_ids, source, project, driver)
        order = SaveResults(source.id, question_ids, str(options.out.resolve()), kind, passages=options.passages)
        saved = driver.answer(ResultsSaved, order)
        console.say("\n".join([f"{saved.path}: {saved.rows:,} recordings", *saved.notes]))


def output_kind(options: argparse.Namespace) -> OutputKind:
    """What --format says, or else the name of CALLS. Raises ``ProblemError`` if they do not go together."""
    suffix = options.out.suffix.lower().removeprefix(".")
    kind = KINDS.get(options.format or suffix)
    if kind is None or (kind in TABLES and KINDS.get(suffix) is not kind):
        raise ProblemError(
            Problem(
                title="This kind of file cannot be written",
                happened=f"The recordings were to become “{options.out.name}”.",
                did="Nothing was listened to or written.",
                advice="Let the name end in .xlsx or .csv, or add --format txt, srt or vtt and name a folder.",
            )
        )
    return kind


def hearing_of(options: argparse.Namespace, console: Console) -> Hearing:
    """What the options say of how to listen. Raises ``ProblemError`` if the names cannot be read."""
    model = str(Path(options.model).resolve()) if Path(options.model or " ").is_dir() else options.model
    if options.names is None:
        return Hearing(model, options.language)
    names = Driver(None, console).answer(NamesRead, ReadNames(str(options.names.resolve()))).names
    return Hearing(model, options.language, names)


def choose(hearing: Hearing, project: Project) -> None:
    """Listen like that from now on; what was not said stays as it was in this project."""
    before = project.hearing
    told = Hearing(
        hearing.model or before.model,
        hearing.language or before.language,
        hearing.names or before.names,
        before.speakers,
    )
    if told != before:
        project.record(HearingChosen(told))


@contextmanager
def project_of(folder: Path | None, key: str) -> Iterator[Project]:
    """The project in ``folder``; without one, one that is deleted when all is done, and until then found by ``key``."""
    place = folder or places.unfinished_folder() / key
    with sources.open_or_create(place, JOB) as project:
        yield project
    if folder is None:
        shutil.rmtree(place, ignore_errors=True)


def key_of(place: recordings.Place, hearing: Hearing) -> str:
    """The same for the same recordings listened to in the same way."""
    told = (os.fsencode(place.folder), place.files, hearing)
    return hashlib.sha256(to_json(told).encode()).hexdigest()[:16]


def listen(source: Source, project: Project, driver: Driver, console: Console) -> None:
    """Show what was heard before, each recording as it is done, and those that could not be read, with the reason."""
    shown = set(project.calls.heard(source.id))
    for item_id in sorted(shown):
        call_fields.show(item_id, project, console)
    for event in running.transcribe(source, project, driver):
        if isinstance(event, Noticed):
            console.say(event.words)
        if isinstance(event, ItemFailed):
            console.problem(_named(event.problem, project.items.get(event.item_id).cells[0]))
        if isinstance(event, Transcribed | ItemFailed):
            call_fields.show(event.item_id, project, console)
            shown.add(event.item_id)
    for item in project.items.each(source.id):
        if item.id not in shown:  # it failed before this command was stopped
            call_fields.show(item.id, project, console)


def _named(problem: Problem, file: str) -> Problem:
    """``problem``, saying which file it is about."""
    if file in problem.happened:
        return problem
    return replace(problem, happened=f"{file}: {problem.happened}")
