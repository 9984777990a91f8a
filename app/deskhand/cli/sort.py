"""Copy or move the files of FOLDER into folders of their answers, by what was learned.

First comes a plan: where each file would go, what waits and why. Nothing is written over, and what could not be done
stays where it is and is named. “deskhand undo” puts back what was done, also after months.
"""

import argparse
import os
from pathlib import Path

from deskhand.cli import files, filing_words, running, sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.cli.run import share
from deskhand.domain.acts import FilingDrafted, FilingEnded, FilingStarted
from deskhand.domain.filing import Deed, FilingRule, MoveState
from deskhand.domain.items import Source
from deskhand.domain.jobs import DoFiling, Noticed, PlanFiling, ResultsSaved, SaveIndex, SettleFiling
from deskhand.domain.problems import Problem, ProblemError
from deskhand.jobs.inside import Inside, items_inside
from deskhand.storage.project import Project
from deskhand.storage.tables.filings import FilingState, MoveFilter

HELP = "file documents, photos or sounds into folders, by what was learned"
INDEX = "Index.xlsx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the documents, photos or sounds to file")
    parser.add_argument("--project", metavar="P", type=Path, required=True, help="where it was learned")
    parser.add_argument(
        "--question",
        metavar="NAME",
        action="append",
        required=True,
        help="what to file by; given again, a folder level more",
    )
    parser.add_argument("--into", metavar="FOLDER", type=Path, required=True, help="where the folders go")
    parser.add_argument(
        "--pattern",
        default="",
        help="folders and name, such as “{Type}/{year}/{date} {name}”; a folder level for each question if not given",
    )
    parser.add_argument("--attachments", action="store_true", help="file what is attached to its mails, too")
    parser.add_argument("--move", action="store_true", help="move the files; without it they are copied")
    parser.add_argument("--preview", action="store_true", help="print the plan, and touch nothing")
    parser.add_argument(
        "--careful", metavar="0..1", type=share, help="how sure an answer must be; else as the project has it"
    )
    parser.add_argument(
        "--index", metavar="FILE.xlsx", type=Path, help=f"the list of what went where; else {INDEX} beside the folders"
    )


def do(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        driver = Driver(project, console)
        question_ids = asked(options.question, project)
        source = source_of(options, project)
        folder = options.folder.resolve()
        files.tell_where(folder, source, console)
        here = files.overlapping(folder, project)
        attached = _attached(source, here, folder, project, driver, console) if options.attachments else ()
        rule = FilingRule(
            target=os.fsencode(Path(os.path.abspath(options.into))),  # noqa: PTH100 - a link may be meant
            question_ids=question_ids,
            pattern=options.pattern,
            deed=Deed.MOVE if options.move else Deed.COPY,
            careful=options.careful,
            source_ids=tuple(one.id for one in (*here, *attached)),
            below=b"" if attached else os.fsencode(folder),
        )
        filing = left_over(rule, project, driver, console)
        if filing is None or options.preview:
            filing = plan(rule, source, project, driver, console)
        if options.preview:
            tell_plan(filing, project, console)
            return
        console.say(filing_words.plan(filing, project) or "There is nothing in it to file.")
        index = ""
        if project.filings.counts(filing.id):  # else the history would have a filing of nothing
            carry_out(filing, project, driver, console)
            index = save_index(options, filing, driver, console)
        tell(filing, index, project, console)


def asked(names: list[str], project: Project) -> tuple[int, ...]:
    """The questions with these names; each has been learned, or answered. Raises ``ProblemError``."""
    known = {question.name.casefold(): question.id for question in project.questions.all()}
    ids = []
    for name in names:
        question_id = known.get(name.strip().casefold())
        is_known = question_id is not None and (
            project.skills.in_use(question_id) is not None or project.labels.counts(question_id)
        )
        if question_id is None or not is_known:
            raise ProblemError(_unknown(name, [question.name for question in project.questions.all()]))
        ids.append(question_id)
    return tuple(dict.fromkeys(ids))


def source_of(options: argparse.Namespace, project: Project) -> Source:
    """The source that FOLDER is or lies in, or a new one, of the kind of the others.

    Raises ``ProblemError`` if copies would go where they are made from.
    """
    folder, into = options.folder.resolve(), options.into.resolve()
    looked_at = files.kind_of(folder)
    if not options.move and into.is_relative_to(folder):
        raise ProblemError(_into_itself(folder))
    kinds = [source.kind for source in project.sources.all() if source.kind.value in files.KINDS]
    return files.known(folder, project) or files.source_of(folder, kinds[0] if kinds else looked_at, project)


def left_over(rule: FilingRule, project: Project, driver: Driver, console: Console) -> FilingState | None:
    """The filing of just this that was cut off, to go on with. One of something else is settled, and ends."""
    filing = project.filings.unfinished()
    if filing is None:
        return None
    driver.do(SettleFiling(filing.id))
    if filing.rule == rule and filing.ended_at is None:
        console.say("This was begun before and cut off: it goes on from there.")
        return filing
    if filing.ended_at is None:
        project.record(FilingEnded(filing.id))
    console.say(f"Filing {filing.id} had been cut off; it was looked up how far it came (deskhand history tells).")
    return None


def plan(rule: FilingRule, source: Source, project: Project, driver: Driver, console: Console) -> FilingState:
    """Read and answer what is new, then say where each file would go."""
    files.list_(source, driver, console)
    learned = tuple(one for one in rule.question_ids if project.skills.in_use(one))
    for one in map(project.sources.get, rule.source_ids):
        here = _files_of(one, rule, project)
        if len(project.files.digests(here)) < len(here):
            files.read(one, project, driver, console)
        if any(len(project.labels.of_items(question_id, here)) < len(here) for question_id in learned):
            running.answer(learned, one, project, driver)
    filing_id = project.new_id("filings")
    project.record(FilingDrafted(filing_id, rule))
    for notice in driver.answers(Noticed, PlanFiling(filing_id)):
        console.say(notice.words)
    return project.filings.get(filing_id)


def _files_of(source: Source, rule: FilingRule, project: Project) -> list[int]:
    if rule.below:
        return list(items_inside(Inside(rule.below), source.id, project))
    return list(project.items.ids(source.id, 0, project.items.count(source.id)))


def _attached(
    source: Source, here: tuple[Source, ...], folder: Path, project: Project, driver: Driver, console: Console
) -> tuple[Source, ...]:
    """What is attached to the mails in FOLDER, as a source. Raises ``ProblemError`` if FOLDER is a part of one."""
    if not all(Path(one.path).resolve().is_relative_to(folder) for one in here):
        raise ProblemError(_a_part(folder))
    files.list_(source, driver, console)
    files.read(source, project, driver, console)
    found = files.attached(source, project, driver, console)
    return () if found is None else (found,)


def carry_out(filing: FilingState, project: Project, driver: Driver, console: Console) -> None:
    """Do what is planned; files that stayed are named, with the reason."""
    if filing.started_at is None:
        project.record(FilingStarted(filing.id))
    for notice in driver.answers(Noticed, DoFiling(filing.id)):
        console.say(notice.words)
    project.record(FilingEnded(filing.id))
    for move in filing_words.moves(filing, project, MoveFilter(states=(MoveState.FAILED,))):
        if move.problem is not None:
            console.passed_over(filing_words.shown(move.source), move.problem)


def save_index(options: argparse.Namespace, filing: FilingState, driver: Driver, console: Console) -> str:
    """Write the list of what went where; its path, "" if nothing was filed."""
    index = options.index or Path(os.fsdecode(filing.rule.target)) / INDEX
    if options.index is None and not index.parent.is_dir():
        return ""
    saved = driver.answer(ResultsSaved, SaveIndex(filing.id, str(index.resolve()), together=True))
    for note in saved.notes:
        console.say(note)
    return saved.path


def tell_plan(filing: FilingState, project: Project, console: Console) -> None:
    """With --json an object a file; else the tree."""
    if console.is_json:
        for move in filing_words.moves(filing, project):
            console.result(filing_words.fields(filing, move), "")
    else:
        console.result({}, filing_words.plan(filing, project))


def tell(filing: FilingState, index: str, project: Project, console: Console) -> None:
    """With --json an object a file, and one for all; else a sentence."""
    if console.is_json:
        for move in filing_words.moves(filing, project):
            console.result(filing_words.fields(filing, move), "")
    fields, words = filing_words.done(filing, project)
    console.result({**fields, "index": index}, f"{words}\n{index}" if index else words)


def _unknown(name: str, known: list[str]) -> Problem:
    return Problem(
        title=f"“{name}” has not been learned",
        happened=f"This project has these questions: {', '.join(known) or 'none'}.",
        did="Nothing was planned or filed.",
        advice=f"Name one of them, or learn it first: deskhand learn FOLDER --question {name} --project P.",
    )


def _a_part(folder: Path) -> Problem:
    return Problem(
        title="Attachments are taken out of whole folders",
        happened=f"{filing_words.shown(os.fsencode(folder))} lies in a folder that this project has already.",
        did="Nothing was planned or filed.",
        advice="Name that folder instead, or leave --attachments out.",
    )


def _into_itself(folder: Path) -> Problem:
    name = filing_words.shown(os.fsencode(folder))
    return Problem(
        title="Copies would be sorted again next time",
        happened=f"The copies were to go into {name}, the folder that they are made from.",
        did="Nothing was planned or filed.",
        advice="Name another folder after --into, or add --move.",
    )
