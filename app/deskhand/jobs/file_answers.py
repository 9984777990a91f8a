"""Taking the answers that files have by where they lie, by what they are called, or by a table that names them."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from deskhand.domain.files import AnswersIn, AnswersSeen
from deskhand.domain.jobs import (
    AnswersFound,
    AnswersTaken,
    Event,
    LookForAnswers,
    Noticed,
    Progress,
    Report,
    TakeFileAnswers,
)
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.readers import file_answers, numbers
from deskhand.readers.path_cells import NamedFiles, looks_like_path, path_column
from deskhand.readers.tables import Table, open_table
from deskhand.storage.tables.recordings import name_on_screen
from deskhand.storage.view import ProjectView

CHUNK = 500
"""Answers an event."""
_LOOKED_AT = 1000  # rows of a table in which the column with paths is sought
_NAMED = 3  # of rows that name no file: how many are told


def look_for_answers(request: LookForAnswers, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with one ``AnswersFound``: only what looks like categories, folders before beginnings of names."""
    paths = _paths(request.source_id, view, report)
    folders = file_answers.by_folder(paths)
    prefixes = file_answers.by_prefix(paths)
    seen = []
    if file_answers.folders_look_like_answers(folders):
        seen.append(_seen(AnswersIn.FOLDERS, folders))
    if file_answers.look_like_answers(prefixes, len(paths)):
        seen.append(_seen(AnswersIn.PREFIX, prefixes))
    yield AnswersFound(request.source_id, tuple(seen))


def take_file_answers(request: TakeFileAnswers, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``AnswersTaken`` of at most 500 answers each. Raises ``ProblemError`` if there is none to take.

    Rows of a table that name no file of the source are told by ``Noticed``, and their answers left out.
    """
    paths = _paths(request.source_id, view, report)
    if request.where is AnswersIn.TABLE:
        read = _from_table(request, paths, view)
        if read.strangers:
            yield Noticed(_told(read.strangers, Path(request.table).name))
        answers = read.answers
    else:
        answers = _TAKE[request.where](paths)
        if not answers:
            raise ProblemError(_NOTHING[request.where])
    left, done = iter(answers.items()), 0
    while chunk := tuple(islice(left, CHUNK)):
        yield AnswersTaken(request.question_id, chunk)
        done += len(chunk)
        report.progress(Progress(done, len(answers), "files", "Taking the answers"))


_TAKE = {AnswersIn.FOLDERS: file_answers.by_folder, AnswersIn.PREFIX: file_answers.by_prefix}


def _paths(source_id: int, view: ProjectView, report: Report) -> dict[int, str]:
    """The paths of all files of a source, by item."""
    total = view.items.count(source_id)
    paths: dict[int, str] = {}
    for start in range(0, total, CHUNK):
        report.progress(Progress(start, total, "files", "Looking at names"))
        for item_id, file in view.files.many(view.items.ids(source_id, start, CHUNK)).items():
            path = name_on_screen(file.path)
            paths[item_id] = path.replace("\\", "/") if os.sep == "\\" else path
    return paths


def _seen(where: AnswersIn, answers: dict[int, str]) -> AnswersSeen:
    return AnswersSeen(where, tuple(Counter(answers.values()).most_common()))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a table says: answers by item, and the cells that name no file (or several)."""

    answers: dict[int, str]
    strangers: list[str]


def _from_table(request: TakeFileAnswers, paths: dict[int, str], view: ProjectView) -> _Read:
    folder = str(view.sources.get(request.source_id).path)
    files = NamedFiles(folder, str(Path(request.table).absolute().parent), paths.items())
    table = open_table(request.table)
    first = [cells for _, cells in islice(table.rows(), _LOOKED_AT)]
    where = path_column(table.columns, first, files)
    if where is None:
        raise ProblemError(_no_paths(table))
    question = view.questions.get(request.question_id)
    column = _answer_column(request.column, question.name, table, where, first)
    said = [(cells[where], cells[column].strip()) for _, cells in table.rows()]
    if question.kind is QuestionKind.NUMBER:
        decimal = numbers.decimal_mark([answer for _, answer in said])
        said = [(path, numbers.plain(answer, decimal=decimal) or "") for path, answer in said]
    found = [(path, files.find(path), answer) for path, answer in said if path.strip() and answer]
    answers = {item: answer for _, item, answer in found if item is not None}
    if not answers:
        raise ProblemError(_no_answers(table, column))
    return _Read(answers, [path for path, item, _ in found if item is None])


def _answer_column(wanted: str, question: str, table: Table, where: int, first: list[tuple[str, ...]]) -> int:
    """The column called ``wanted``, or else as the question, or else the first that holds no paths but something."""
    names = [column.strip().casefold() for column in table.columns]
    if wanted:
        if wanted.strip().casefold() not in names:
            raise ProblemError(_no_column(wanted, table))
        return names.index(wanted.strip().casefold())
    if question.strip().casefold() in names:
        return names.index(question.strip().casefold())
    for column in range(len(names)):
        cells = [row[column] for row in first if row[column].strip()]
        if column != where and cells and not all(map(looks_like_path, cells)):
            return column
    raise ProblemError(_no_answers(table, where))


def _told(strangers: list[str], table: str) -> str:
    some = ", ".join(f"“{one.strip()}”" for one in strangers[:_NAMED])
    more = ", …" if len(strangers) > _NAMED else ""
    rows = f"{len(strangers):,} row{' names' if len(strangers) == 1 else 's name'}"
    return f"{rows} no file here, or more than one, in {table}: {some}{more}"


def _no_paths(table: Table) -> Problem:
    return Problem(
        title="No column of this table names these files",
        happened=f"{table.path.name} has these columns: {', '.join(table.columns)}. In none of them is a file found.",
        did="No answers were taken.",
        advice="Use a table with the path of each file, from the chosen folder, or with names that occur once.",
    )


def _no_column(wanted: str, table: Table) -> Problem:
    return Problem(
        title=f"There is no column “{wanted}”",
        happened=f"{table.path.name} has these columns: {', '.join(table.columns)}.",
        did="No answers were taken.",
        advice="Choose one of them.",
    )


def _no_answers(table: Table, column: int) -> Problem:
    return Problem(
        title="This table has no answers",
        happened=f"It was looked for them in the column “{table.columns[column]}” of {table.path.name}.",
        did="No answers were taken.",
        advice="Choose the column with the answers, or a table that has one.",
    )


_NOTHING = {
    AnswersIn.FOLDERS: Problem(
        title="Folders do not tell these files apart",
        happened="They lie in one folder, or in folders for what is new.",
        did="No answers were taken.",
        advice="Put a few of each category into a folder of its name, or answer some in Teach.",
    ),
    AnswersIn.PREFIX: Problem(
        title="Names do not tell these files apart",
        happened="There are no two words with which several names begin.",
        did="No answers were taken.",
        advice="Use the folders or a table, or answer some in Teach.",
    ),
}
