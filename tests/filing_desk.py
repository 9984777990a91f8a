"""The page of a plan on real files, with real workers, for the tests of planning and of filing."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from cabinet import FILES, make_cabinet
from deskhand.domain.jobs import Lane
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.plan.model import Column
from deskhand.gui.pages.plan.page import PlanPage
from deskhand.gui.pages.plan.situation import Stage
from deskhand.gui.worker_process import WorkerProcess
from inbox import show


class Desk:
    """The page on a project with real files and real workers."""

    def __init__(self, folder: Path, qtbot: QtBot, files: int = FILES) -> None:
        project = make_cabinet(folder, files)
        self.folder, self.target, self.qtbot = folder, folder / "Intake sorted", qtbot
        self.workers = {lane: WorkerProcess(lane) for lane in Lane}
        self.open_project = OpenProject(project, self.workers[Lane.LIGHT], self.workers[Lane.HEAVY])
        self.project = project
        self.page = self.make_page()

    def make_page(self) -> PlanPage:
        page = PlanPage(self.open_project)
        show(page, self.qtbot)
        return page

    def arrive(self) -> None:
        self.page.arrive()
        self.wait_for(Stage.PLAN)

    def wait_for(self, stage: Stage) -> None:
        self.until(lambda: self.stage is stage and self.page.work.asked is None)

    def until(self, test: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(test, timeout=30000)

    @property
    def stage(self) -> Stage:
        return self.page._situation().stage

    def counts(self) -> dict[str, int]:
        return {count.figure.words: count.figure.count for count in self.page.head.counts}

    def nodes(self) -> dict[str, int]:
        tree = self.page.left.tree.tree.nodes
        return {" › ".join(node.path) if node.path else node.title: node.count for node in tree}

    def names(self) -> list[str]:
        model = self.page.files.table.moves
        return [str(model.index(row, Column.FILE).data()) for row in range(model.rowCount())]

    def filed(self) -> list[str]:
        return sorted(str(path.relative_to(self.target)) for path in self.target.rglob("*") if path.is_file())

    def select(self, path: tuple[str, ...] | str) -> None:
        self.page.left.tree.select(path)

    def file(self) -> None:
        self.page.ways.primary.click()
        self.wait_for(Stage.ENDED)

    def close(self) -> None:
        self.page.leave()
        self.page.hide()
        self.open_project.close()
        for worker in self.workers.values():
            worker.close()
