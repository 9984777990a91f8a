"""The way of documents and photos through the window, step by step, and what is on the disk afterwards."""

import os
import shutil
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from pytestqt.qtbot import QtBot

from deskhand.domain.acts import CarefulSet
from deskhand.domain.filing import Deed, Move, MoveState
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.check.page import CheckPage
from deskhand.gui.pages.files.page import FilesPage
from deskhand.gui.pages.plan.page import PlanPage
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.pages.run.page import RunPage
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.use.page import UsePage
from deskhand.gui.window import Window
from deskhand.storage.places import resources
from real_window import LONG, page_of, project_of

Told = dict[str, str]


def some_papers(folder: Path, *, each: int, new: int, scans: int = 1) -> Path:
    """A part of the bundled papers: so many in the folder of each kind, and in the inbox; few of them scans."""
    samples = resources() / "samples"
    told = tomllib.loads((samples / "documents.toml").read_text(encoding="utf-8"))["paper"]
    left, seen = {"Inbox": new}, 0
    for paper in sorted(told, key=lambda one: not one.get("scan")):
        place = Path(paper["file"])
        seen += bool(paper.get("scan"))
        if left.setdefault(place.parts[0], each) and (seen <= scans or not paper.get("scan")):
            left[place.parts[0]] -= 1
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(samples / "documents" / place, folder / place)
    return folder


def contents(folder: Path) -> Told:
    """The SHA-256 of every file below a folder, by its place in it."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def until(qtbot: QtBot, test: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(test()), timeout=2 * LONG)


def listed_and_read(window: Window, files: int, qtbot: QtBot) -> FilesPage:
    """Choose, when all is known of its files."""
    page = page_of(window, FilesPage)
    until(qtbot, lambda: page.list.count == files and not page.list.listing)
    until(qtbot, lambda: page.reading.counts is None and not page.reading.busy)
    return page


def take_folder_names(page: FilesPage, qtbot: QtBot) -> None:
    """The folders that somebody sorted into are the answers."""
    until(qtbot, lambda: page.answers._takes)
    page.answers._takes[0].click()
    until(qtbot, lambda: page.open_project.project.labels.counts(1) and not page.answers._working)


def run_all(window: Window, qtbot: QtBot) -> RunPage:
    """Learn, try five, and let it run."""
    page = page_of(window, RunPage)
    page.primary.click()
    until(qtbot, lambda: page.session.phase is Phase.TRIED)
    page.primary.click()
    until(qtbot, lambda: page.session.phase is Phase.ENDED)
    return page


def let_one_wait(window: Window, qtbot: QtBot) -> CheckPage:
    """Check, with the dial where the answer that is least sure waits, and looked at."""
    project, page = project_of(window), page_of(window, CheckPage)
    (question,) = project.project.questions.all()
    (least,) = project.project.predictions.page(question.id, 0, 1)
    project.record(CarefulSet(question.id, least.confidence + 1e-6))
    until(qtbot, lambda: page.table.model().rowCount() == 1)
    page.table.go_to(0)
    return page


def planned(window: Window, deed: Deed, qtbot: QtBot) -> PlanPage:
    """Use, Preview: what would happen."""
    page_of(window, UsePage).ways.copy.click()
    page = page_of(window, PlanPage)
    wait_for(page, Stage.PLAN, qtbot)
    if deed is Deed.MOVE:
        page.left.dealt.emit(deed)
        wait_for(page, Stage.PLAN, qtbot)
    return page


def plan_of(window: Window) -> PlanPage:
    """The page of the plan, gone to straight away."""
    assert window.pages is not None
    window.pages.go("plan")
    return page_of(window, PlanPage)


def wait_for(page: PlanPage, stage: Stage, qtbot: QtBot) -> None:
    until(qtbot, lambda: page.work.asked is None and page._situation().stage is stage)


def moves(window: Window, state: MoveState) -> list[Move]:
    """The files of the newest filing that stand so."""
    filings = project_of(window).project.filings
    newest = filings.all()[0].id
    return [move for move in filings.moves(newest, 0, 1000) if move.state is state and move.wanted]


def target_of(project: OpenProject) -> Path:
    """The folder of the newest filing."""
    return Path(os.fsdecode(project.project.filings.all()[0].rule.target))


def filed(window: Window) -> dict[Path, Path]:
    """Where each file of the newest filing is, by where it was."""
    target = target_of(project_of(window))
    done = moves(window, MoveState.DONE)
    return {Path(os.fsdecode(move.source)): target.joinpath(*move.folder, move.name) for move in done}
