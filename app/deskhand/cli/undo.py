"""Put files back that were filed: a whole filing, or some of its files.

What was moved goes back to where it was, what was copied is taken away again, if the content is still the same.
Anything else is left as it is, and named with the reason.
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from deskhand.cli import filing_words, sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.cli.sort import INDEX
from deskhand.domain.acts import FilingEnded, FilingTakenBack
from deskhand.domain.filing import MoveState
from deskhand.domain.jobs import ResultsSaved, SaveIndex, SettleFiling, UndoFiling
from deskhand.domain.problems import Problem, ProblemError
from deskhand.storage.project import Project
from deskhand.storage.tables.filings import FilingState

HELP = "put back what was filed"
_DONE = (MoveState.DONE, MoveState.LEFT, MoveState.TAKING_BACK)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", type=int, nargs="?", help="its number in the history; else the latest")
    parser.add_argument("--project", metavar="P", type=Path, required=True, help="the project that filed")
    parser.add_argument(
        "--file",
        metavar="PATH",
        type=Path,
        action="append",
        default=[],
        help="only this file, by its old or new place; can be given several times",
    )


def do(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        driver = Driver(project, console)
        settle(project, driver)
        filing, item_ids = meant(options, project)
        if next(project.filings.each(filing.id, *_DONE), None) is None:
            raise ProblemError(_nothing(filing))
        project.record(FilingTakenBack(filing.id, item_ids))
        these = item_ids or tuple(move.item_id for move in project.filings.each(filing.id, MoveState.TAKING_BACK))
        driver.do(UndoFiling(filing.id))
        tell(filing, these, project, console)
        renew_index(filing, project, driver, console)


def settle(project: Project, driver: Driver) -> None:
    """What was cut off is looked up on the disk first, and ends."""
    filing = project.filings.unfinished()
    if filing is not None:
        driver.do(SettleFiling(filing.id))
        if filing.ended_at is None:
            project.record(FilingEnded(filing.id))


def meant(options: argparse.Namespace, project: Project) -> tuple[FilingState, tuple[int, ...]]:
    """The filing, and the items named by --file (none: all). Raises ``ProblemError``."""
    filings = [one for one in project.filings.all() if options.run in (None, one.id)]
    if not filings:
        raise ProblemError(_no_filing(options.run))
    if not options.file:
        return filings[0], ()
    wanted = [os.fsencode(os.path.abspath(path)) for path in options.file]  # noqa: PTH100 - a link may be meant
    for filing in filings:
        found = _found(wanted, filing, project)
        if all(found):
            return filing, tuple(item_id for item_id in found if item_id)
    missing = next(
        path for path, item_id in zip(wanted, _found(wanted, filings[0], project), strict=True) if not item_id
    )
    raise ProblemError(_not_filed(filing_words.shown(missing)))


def _found(wanted: Sequence[bytes], filing: FilingState, project: Project) -> list[int | None]:
    places: dict[bytes, int] = {}
    for move in project.filings.each(filing.id, *_DONE):
        places[move.source] = places[filing_words.new_place(filing, move)] = move.item_id
    return [places.get(path) for path in wanted]


def tell(filing: FilingState, item_ids: tuple[int, ...], project: Project, console: Console) -> None:
    """How many are back; those that are not, with the reason."""
    moves = project.filings.many(filing.id, item_ids)
    back = [move for move in moves.values() if move.state is MoveState.TAKEN_BACK]
    left = [move for move in moves.values() if move.state is not MoveState.TAKEN_BACK]
    for move in left:
        if move.problem is not None:
            console.passed_over(filing_words.shown(filing_words.new_place(filing, move)), move.problem)
    words = f"{filing_words.counted(len(back))} put back"
    if left:
        words += f"; {len(left):,} left as {'it is' if len(left) == 1 else 'they are'}"
    console.result({"filing": filing.id, "put_back": len(back), "left": len(left)}, words + ".")


def renew_index(filing: FilingState, project: Project, driver: Driver, console: Console) -> None:
    """The index that lies beside the folders, if Deskhand wrote one there, says what is true now."""
    target = Path(os.fsdecode(filing.rule.target))
    if target.is_dir() and any(one.digest and Path(one.path).parent == target for one in project.history.saved()):
        newest = next(one for one in project.filings.all() if one.rule.target == filing.rule.target)
        for note in driver.answer(ResultsSaved, SaveIndex(newest.id, str(target / INDEX), together=True)).notes:
            console.say(note)


def _no_filing(run: int | None) -> Problem:
    return Problem(
        title="There is nothing to put back",
        happened="This project has filed nothing yet." if run is None else f"The history has no number {run}.",
        did="Nothing was changed.",
        advice="See what was done: deskhand history --project P.",
    )


def _nothing(filing: FilingState) -> Problem:
    return Problem(
        title="There is nothing to put back",
        happened=f"No file of number {filing.id} is where it was filed: all were put back, or none was filed.",
        did="Nothing was changed.",
        advice="See what was done: deskhand history --project P.",
    )


def _not_filed(path: str) -> Problem:
    return Problem(
        title="This file was not filed",
        happened=f"“{path}” is neither the old nor the new place of a file that could be put back.",
        did="Nothing was changed.",
        advice="Name it as the index does, or leave --file out to put all of a filing back.",
    )
