"""Learn one or more questions from the answers in TABLE, or in FOLDER, and say how often it is right.

FOLDER has documents, photos, or recordings that are told apart by their sound. Its answers are the folders in it, the
beginnings of names, or a table with their paths; what lies in a folder such as Inbox or New has no answer yet.

A project that is not there is made. One that is there learns again; rows that it has are not read a second time.
Without TABLE a project learns from the answers it has, such as those that were given to recordings in the window.

--thorough changes the model itself, and keeps that only if it is right more often on answers it has not learned from.
"""

import argparse
from pathlib import Path

from deskhand.cli import cards, columns, files, learn_files, learn_hearing, sources, thorough
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import QuestionAsked, QuestionDropped, SourceRemoved, TextColumnsChosen
from deskhand.domain.items import Source, TablePreview
from deskhand.domain.jobs import CheckData, Learn, Noticed, PreviewTable, SkillLearned, TablePreviewed, TakeAnswers
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.storage.project import Project

HELP = "learn questions from the answers in a table, or from files in folders"
ATTACHMENTS = "what is attached to mails in FOLDER is taken out, and read as documents of their own"
COLUMN_OPTIONS = {
    "--text": "a column to read; can be given several times",
    "--question": "a column that holds answers; can be given several times",
    "--number": "a column whose answers are amounts; can be given several times",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "table",
        metavar="TABLE|FOLDER",
        type=Path,
        nargs="?",
        help="a workbook, or separated text (.csv, .tsv); or a folder of documents, photos or sounds",
    )
    for option, what in COLUMN_OPTIONS.items():
        parser.add_argument(option, metavar="COLUMN", action="append", default=[], help=what)
    parser.add_argument("--project", metavar="FOLDER", type=Path, required=True, help="where what is learned is kept")
    parser.add_argument("--sheet", metavar="S", default="", help="the sheet, if not the first with something in it")
    parser.add_argument("--model", metavar="M", default="", help="the model that reads, if not the starter model")
    parser.add_argument(
        "--picture-model", metavar="M", default="", help="folder of the model that looks, if not the settings’"
    )
    parser.add_argument(
        "--sound-model", metavar="M", default="", help="folder of the model that listens, if not the settings’"
    )
    parser.add_argument("--speaker", metavar="PART", type=learn_files.part, help=learn_files.SPEAKER)
    parser.add_argument(
        "--from",
        dest="from_",
        metavar="folders|prefix|TABLE",
        default="",
        help="where the answers to FOLDER are: its folders (if they look like answers), the beginnings of its names, "
        "or a table with a column of paths",
    )
    parser.add_argument("--attachments", action="store_true", help=ATTACHMENTS)
    parser.add_argument(
        "--as", dest="as_", metavar=files.AS, type=files.kind_named, help="what FOLDER is, if it looks otherwise"
    )
    thorough.add_arguments(parser)
    learn_hearing.add_arguments(parser)


def do(options: argparse.Namespace, console: Console) -> None:
    if options.hearing:
        learn_hearing.do(options, console)
    elif options.table is None:
        from_project(options, console)
    elif options.table.is_dir() or not (options.text or options.table.exists()):
        from_folder(options, console)
    else:
        from_table(options, console)


def from_project(options: argparse.Namespace, console: Console) -> None:
    """Learn the questions named, or else all, from the answers that are in the project."""
    with sources.open_existing(options.project) as project:
        asked = asked_in(project, [*options.question, *options.number])
        learn(asked, project, options, console)


def from_folder(options: argparse.Namespace, console: Console) -> None:
    """Learn from documents, photos or sounds, and keep what was read of them in the project."""
    learn_files.check(options)
    kind = options.as_ or files.kind_of(options.table)
    with sources.open_or_create(options.project, kind.value) as project:
        learn(learn_files.prepare(options, project, ask, console), project, options, console)


def from_table(options: argparse.Namespace, console: Console) -> None:
    """Learn from the columns named, and keep their answers in the project."""
    if not options.text:
        raise ProblemError(NO_TEXT)
    table = PreviewTable(str(options.table.resolve()), options.sheet)
    preview = Driver(None, console).answer(TablePreviewed, table).preview
    text_columns = columns.find_all(preview.columns, options.text, preview.path)
    wanted = wanted_questions(options.question, options.number, preview)
    check_apart(text_columns, wanted, preview)
    with sources.open_or_create(options.project) as project:
        driver = Driver(project, console)
        source = source_of(preview, text_columns, project, console)
        sources.read(source, driver, console)
        asked = {ask(preview.columns[column], kind, project): column for column, kind in wanted.items()}
        for question_id, column in asked.items():
            driver.do(TakeAnswers(source.id, question_id, column))
        learn(tuple(asked), project, options, console)


def learn(question_ids: tuple[int, ...], project: Project, options: argparse.Namespace, console: Console) -> None:
    """Check the data, learn, and print the report card of each question."""
    driver = Driver(project, console)
    driver.do(CheckData())
    if options.thorough is not None:
        thorough.learn(question_ids, project, options, console)
        return
    models = (options.model, thorough.whole(options.picture_model), thorough.whole(options.sound_model))
    for event in driver.events(Learn(question_ids, *models)):
        if isinstance(event, Noticed):
            console.say(event.words)  # what was learned thoroughly before is better: ``report`` has its card
        elif isinstance(event, SkillLearned):
            question = project.questions.get(event.skill.question_id)
            console.result(cards.fields(question, event.skill), cards.words(question, event.skill))


def asked_in(project: Project, names: list[str]) -> tuple[int, ...]:
    """The questions of ``project`` with these names, or all; each must have an answer. Raises ``ProblemError``."""
    answered = {one.name.casefold(): one for one in project.questions.all() if project.labels.counts(one.id)}
    if not answered:
        raise ProblemError(_NO_ANSWERS)
    wanted = [name.strip().casefold() for name in names] or list(answered)
    unknown = next((name for name, key in zip(names, wanted, strict=False) if key not in answered), None)
    if unknown is not None:
        raise ProblemError(
            Problem(
                title=f"There is no answer to “{unknown}” in this project",
                happened=f"It has answers to: {', '.join(one.name for one in answered.values())}.",
                did="Nothing was learned or changed.",
                advice="Name one of these, or leave --question out to learn all of them.",
            )
        )
    return tuple(answered[key].id for key in dict.fromkeys(wanted))


def wanted_questions(names: list[str], numbers: list[str], preview: TablePreview) -> dict[int, QuestionKind]:
    """The columns that hold answers, each with its kind: as it looks, unless the person says that it is an amount."""
    guesses = dict(preview.answer_guesses)
    wanted = {
        column: guesses.get(column, QuestionKind.CHOICE)
        for column in columns.find_all(preview.columns, names, preview.path)
    }
    wanted |= dict.fromkeys(columns.find_all(preview.columns, numbers, preview.path), QuestionKind.NUMBER)
    if not wanted:
        raise ProblemError(
            Problem(
                title="There is nothing to learn yet",
                happened="No column was named that holds answers.",
                did="Nothing was read or changed.",
                advice=f"Add --question and one of these columns: {', '.join(preview.columns)}.",
            )
        )
    return wanted


def check_apart(text_columns: tuple[int, ...], wanted: dict[int, QuestionKind], preview: TablePreview) -> None:
    """Raises ``ProblemError`` if a column would be learned from itself."""
    if both := set(text_columns).intersection(wanted):
        raise ProblemError(
            Problem(
                title="A column cannot be its own answer",
                happened=f"“{preview.columns[min(both)]}” was named after --text and as a question.",
                did="Nothing was read or changed.",
                advice="Name the columns with the messages after --text, and those with answers after --question.",
            )
        )


def source_of(preview: TablePreview, text_columns: tuple[int, ...], project: Project, console: Console) -> Source:
    """The table as a source of ``project``: the one it is already, unless the table has changed since."""
    source = sources.known(preview, project)
    if source is not None and not sources.is_unchanged(source, preview, project):
        console.say(f"{Path(preview.path).name} has changed since it was read, so it is read again.")
        project.record(SourceRemoved(source.id))
        source = None
    if source is None:
        return sources.add(preview, text_columns, project)
    if source.text_columns != text_columns:
        project.record(TextColumnsChosen(source.id, text_columns))
    return project.sources.get(source.id)


def ask(name: str, kind: QuestionKind, project: Project) -> int:
    """The id of the question ``name``, which is asked from now on, and no other of that name."""
    namesakes = [question for question in project.questions.all() if question.name == name]
    known = next((question for question in [*namesakes, project.questions.by_name(name)] if question), None)
    question_id = known.id if known and known.kind is kind else project.new_id("questions")
    for other in namesakes:
        if other.id != question_id:
            project.record(QuestionDropped(other.id))
    project.record(QuestionAsked(question_id, name, kind, name))
    return question_id


NO_TEXT = Problem(
    title="It is not said which column to read",
    happened="A table was named, but no column after --text.",
    did="Nothing was read or changed.",
    advice="Add --text and the column with the messages.",
)
_NO_ANSWERS = Problem(
    title="There is nothing to learn yet",
    happened="No question of this project has an answer.",
    did="Nothing was changed.",
    advice="Open the project in the window and answer a few in Teach, or name a table: "
    "deskhand learn TABLE --text COLUMN --question COLUMN --project FOLDER.",
)
