"""Answer the rows of TABLE with what was learned, and write them with the answers beside them.

Of the table that was learned from, the rows without an answer are answered; of any other, all rows.
"""

import argparse
from pathlib import Path

from deskhand.cli import columns, running, sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.cli.report import NOTHING_LEARNED
from deskhand.domain.acts import CarefulSet
from deskhand.domain.items import Source, TablePreview
from deskhand.domain.jobs import OutputKind, PreviewTable, ResultsSaved, SaveResults, TablePreviewed
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.project import Project
from deskhand.storage.tables.predictions import PredictionFilter

HELP = "answer the rows of a table with what was learned"
COPIED = {".xlsx", ".xlsm"}
NEW = {".xlsx": OutputKind.NEW, ".csv": OutputKind.CSV}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", type=Path, help="a workbook, or separated text (.csv, .tsv)")
    parser.add_argument("--project", metavar="FOLDER", type=Path, required=True, help="where it was learned")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="what to write: .xlsx, .xlsm or .csv")
    parser.add_argument("--sheet", metavar="S", default="", help="the sheet, if not the first with something in it")
    parser.add_argument(
        "--careful", metavar="0..1", type=share, help="how sure an answer must be to need no look; the project keeps it"
    )
    parser.add_argument("--new", action="store_true", help="a plain new workbook, not a copy of TABLE with all in it")


def share(text: str) -> float:
    """``text`` as a number from 0 to 1."""
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("a number from 0 to 1 is needed")
    return number


def do(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        question_ids = tuple(question.id for question in project.questions.all() if project.skills.in_use(question.id))
        if not question_ids:
            raise ProblemError(NOTHING_LEARNED)
        driver = Driver(project, console)
        kind = output_kind(options)
        table = PreviewTable(str(options.table.resolve()), options.sheet)
        source = source_of(Driver(None, console).answer(TablePreviewed, table).preview, project)
        sources.read(source, driver, console)
        for question_id in question_ids if options.careful is not None else ():
            project.record(CarefulSet(question_id, options.careful))
        running.answer(question_ids, source, project, driver)
        order = SaveResults(source.id, question_ids, str(options.out.resolve()), kind)
        saved = driver.answer(ResultsSaved, order)
        tell(project, source, question_ids, saved, console)


def source_of(preview: TablePreview, project: Project) -> Source:
    """The table as a source: the one that was read before, or a new one with the text columns of the first."""
    source = sources.known(preview, project)
    if source is not None and sources.is_unchanged(source, preview, project):
        return source
    return sources.add(preview, text_columns_of(preview, project), project)


def text_columns_of(preview: TablePreview, project: Project) -> tuple[int, ...]:
    """The columns that are called like those of the first source; without one, those that look like text."""
    if not project.sources.all():
        return preview.text_guess
    learned = project.sources.all()[0]
    names = [learned.columns[column] for column in learned.text_columns]
    return columns.find_all(preview.columns, names, preview.path)


def output_kind(options: argparse.Namespace) -> OutputKind:
    """A copy where that can be: a copy keeps the kind of its original. Raises ``ProblemError`` if nothing can be."""
    target, original = options.out.suffix.lower(), options.table.suffix.lower()
    if target in COPIED and target == original and not options.new:
        return OutputKind.COPY
    if target not in NEW:
        raise ProblemError(
            Problem(
                title="This kind of file cannot be written",
                happened=f"{options.out.name} was to be made from {options.table.name}.",
                did="Nothing was answered or written.",
                advice="Let the name end in .xlsx or .csv. Only a copy of an .xlsm workbook can be .xlsm again.",
            )
        )
    return NEW[target]


def tell(
    project: Project, source: Source, question_ids: tuple[int, ...], saved: ResultsSaved, console: Console
) -> None:
    """Say of every question how many rows Deskhand answers, and how many of these need a look; then where all is."""
    for question in map(project.questions.get, question_ids):
        answered = project.predictions.count(question.id, PredictionFilter(source_id=source.id))
        unsure = PredictionFilter(source_id=source.id, waiting_below=question.careful, decided=False)
        look = project.predictions.count(question.id, unsure)
        fields = {"question": question.name, "answered": answered, "needs_a_look": look, "careful": question.careful}
        console.result(fields, f"{question.name}: {answered:,} rows answered; {look:,} of them need a look")
    fields = {"saved": saved.path, "rows": saved.rows, "notes": saved.notes}
    console.result(fields, "\n".join([f"{saved.path}: {saved.rows:,} rows", *saved.notes]))
