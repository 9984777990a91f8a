"""Learning from a folder of documents, photos or sounds; answers are in folders, in names, or in a table of paths."""

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from deskhand.cli import files
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import QuestionDropped, TogetherChosen
from deskhand.domain.files import AnswersIn, AnswersSeen
from deskhand.domain.items import Source
from deskhand.domain.jobs import AnswersFound, LookForAnswers, Noticed, TakeFileAnswers
from deskhand.domain.name_parts import together
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import QuestionKind
from deskhand.storage.project import Project
from deskhand.storage.tables.recordings import name_on_screen

Ask = Callable[[str, QuestionKind, Project], int]
_PLACES = {"folders": AnswersIn.FOLDERS, "prefix": AnswersIn.PREFIX}
_WORDS = {AnswersIn.FOLDERS: "the folders", AnswersIn.PREFIX: "the beginnings of their names"}
_TWO = 2
_SHOWN = 12  # categories that are named
SPEAKER = (
    "which part of the names says who speaks, which machine or which day, counted from 1 (3_george_12: 2); "
    "files equal in it are never learned from and tested on at the same time; 0: none"
)


def part(text: str) -> int:
    """Which part of the names. Raises ``argparse.ArgumentTypeError``."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is no number of a part; write 2 for the second part of the names")
    return int(text)


def prepare(options: argparse.Namespace, project: Project, ask: Ask, console: Console) -> tuple[int, ...]:
    """List FOLDER, take its answers, read it; the questions to learn. Raises ``ProblemError``.

    Answers come before reading, which can take long: that there are none is known at once.
    """
    folder = options.table.resolve()
    kind = options.as_ or files.kind_of(folder)
    console.say(f"{name_on_screen(os.fsencode(folder.name))} is taken for a folder of {kind.value}.")
    driver = Driver(project, console)
    source = files.source_of(folder, kind, project)
    files.tell_where(folder, source, console)
    files.list_(source, driver, console)
    keep_together(options.speaker, source, project, console)
    question_ids = _take(options, source, project, ask, console)
    files.read(source, project, driver, console)
    if options.attachments:
        files.attached(source, project, driver, console)
    return question_ids


def keep_together(number: int | None, source: Source, project: Project, console: Console) -> None:
    """Files that are equal in this part of their names stay together. Raises ``ProblemError`` if none are."""
    if number is None:
        return
    item_ids = project.items.ids(source.id, 0, project.items.count(source.id))
    names = {item_id: name for item_id, (name, _) in project.files.names(item_ids).items()}
    counts = Counter(together(names, number).values())
    if number and len(counts) < _TWO:
        raise ProblemError(_no_part(number, next(iter(names.values()), "")))
    if source.together != number:
        project.record(TogetherChosen(source.id, number))
    if number:
        some = ", ".join(sorted(counts)[:_SHOWN]) + (", …" if len(counts) > _SHOWN else "")
        console.say(f"Kept together by their names: {some} ({len(counts):,}).")


def check(options: argparse.Namespace) -> None:
    """Raises ``ProblemError`` if what is asked cannot be meant."""
    wanted = [*options.question, *options.number]
    if not wanted:
        raise ProblemError(_NO_QUESTION)
    if options.text:
        raise ProblemError(_NO_COLUMNS)
    if len(wanted) > 1 and options.from_ in _PLACES:
        raise ProblemError(_one_question(options.from_, wanted))
    if options.from_ and options.from_ not in _PLACES and not Path(options.from_).is_file():
        raise ProblemError(_no_table(options.from_))


def _take(
    options: argparse.Namespace, source: Source, project: Project, ask: Ask, console: Console
) -> tuple[int, ...]:  # fmt: skip
    wanted = dict.fromkeys(options.question, QuestionKind.CHOICE) | dict.fromkeys(options.number, QuestionKind.NUMBER)
    driver = Driver(project, console)
    where = _PLACES.get(options.from_, AnswersIn.TABLE) if options.from_ else _found(wanted, source, project, driver)
    if where is None:
        return tuple(ask(name, kind, project) for name, kind in wanted.items())
    table = str(Path(options.from_).resolve()) if where is AnswersIn.TABLE else ""
    taken = []
    for name, kind in wanted.items():
        column = name if len(wanted) > 1 else ""
        question_id = ask(name, kind, project)
        try:
            for notice in driver.answers(Noticed, TakeFileAnswers(source.id, question_id, where, table, column)):
                console.say(notice.words)
        except ProblemError:
            if not project.labels.counts(question_id):
                project.record(QuestionDropped(question_id))
            raise
        console.say(_told(name, project.labels.counts(question_id).items(), where, Path(table).name))
        taken.append(question_id)
    return tuple(taken)


def _found(wanted: Iterable[str], source: Source, project: Project, driver: Driver) -> AnswersIn | None:
    """Where answers are if nobody says it: in the folders, or (``None``) only in the project. Raises ``ProblemError``.

    Folders answer a question again, with what is new in them, unless its answers came from elsewhere.
    """
    known = {question.name.casefold(): question.id for question in project.questions.all()}
    ids = [known.get(name.strip().casefold()) for name in wanted]
    given = [project.labels.counts(number) if number is not None else {} for number in ids]
    seen = driver.answer(AnswersFound, LookForAnswers(source.id)).seen
    folders = {label for one in seen if one.where is AnswersIn.FOLDERS for label, _ in one.labels}
    if folders and len(ids) == 1 and (not given[0] or folders.intersection(given[0])):
        return AnswersIn.FOLDERS
    if all(given):
        return None
    raise ProblemError(_nothing_seen(seen))


def _told(question: str, counts: Iterable[tuple[str, int]], where: AnswersIn, table: str) -> str:
    known = list(counts)
    some = ", ".join(f"{label} ({count:,})" for label, count in known[:_SHOWN])
    more = f" and {len(known) - _SHOWN:,} more" if len(known) > _SHOWN else ""
    return f"{question}: {sum(count for _, count in known):,} answers from {_WORDS.get(where, table)}: {some}{more}"


def _nothing_seen(seen: tuple[AnswersSeen, ...]) -> Problem:
    elsewhere = next((one for one in seen), None)
    advice = "Put a few files of each category into a folder of its name, or name a table of paths: --from TABLE."
    if elsewhere is not None and elsewhere.where is AnswersIn.PREFIX:
        some = ", ".join(label for label, _ in elsewhere.labels[:_SHOWN])
        advice = f"Names begin with {some}: --from prefix takes these as answers. Or --from TABLE, with paths."
    elif elsewhere is not None:
        advice = "Folders answer one question: name one, or a table with a column for each: --from TABLE."
    return Problem(
        title="There is nothing to learn yet",
        happened="The folders of these files do not look like answers to what was asked.",
        did="The files were listed; nothing was read or learned.",
        advice=advice,
    )


def _one_question(where: str, wanted: list[str]) -> Problem:
    return Problem(
        title="One question at a time",
        happened=f"--from {where} answers one question, and {len(wanted)} were asked: {', '.join(wanted)}.",
        did="Nothing was read or changed.",
        advice="Ask one of them now and the others with --from TABLE, or give a table with a column for each.",
    )


def _no_table(path: str) -> Problem:
    return Problem(
        title="There is no such table",
        happened=f"After --from came “{path}”, which is no file.",
        did="Nothing was read or changed.",
        advice="Write --from folders, --from prefix, or the path of a workbook or CSV with a column of paths.",
    )


def _no_part(number: int, name: str) -> Problem:
    return Problem(
        title="The names do not say that",
        happened=f"After --speaker came {number}, but that part is not there, or the same in all names: “{name}”.",
        did="The files were listed; nothing was read or learned.",
        advice="Parts stand between _, - and blanks, and count from 1. Name the one that says who speaks.",
    )


_NO_QUESTION = Problem(
    title="It is not said what to learn",
    happened="A folder was named, but no question.",
    did="Nothing was read or changed.",
    advice="Add --question and a name for it, such as --question Type.",
)
_NO_COLUMNS = Problem(
    title="Files have no columns",
    happened="A folder was named, and a column after --text.",
    did="Nothing was read or changed.",
    advice="Leave --text out: documents are read whole, photos are looked at, sounds are listened to.",
)
