"""What a person does with files and folders of a plan: tick, rename, move to another folder, open."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from deskhand.domain.acts import Act, MovesTicked
from deskhand.domain.filing import Move, MoveState
from deskhand.domain.problems import ProblemError
from deskhand.domain.questions import Question
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.plan.answers import FolderAnswers
from deskhand.gui.pages.plan.drafting import questions_of
from deskhand.gui.pages.plan.files import FolderFiles
from deskhand.gui.pages.plan.menu import move_menu, row_menu
from deskhand.gui.widgets.way_out import open_outside
from deskhand.storage.tables.filings import STAYING, FilingState


class FileActs(QObject):
    """``failed(Problem)`` if something could not be kept."""

    failed = Signal(object)

    def __init__(self, open_project: OpenProject, files: FolderFiles, parent: QObject) -> None:
        super().__init__(parent)
        self._open_project, self._files = open_project, files
        self.filing: FilingState | None = None
        self.answers: FolderAnswers | None = None  # behind the folders that are shown
        table = files.table
        table.moves.ticked.connect(self.tick)
        table.opened.connect(lambda move: open_outside(self.place(move)))
        table.asked.connect(self._show_menu)

    def look_at(self, filing: FilingState | None) -> None:
        """This filing is shown, as it is now."""
        view = self._open_project.project
        self.filing = filing
        self.answers = None if filing is None else FolderAnswers(view, filing, questions_of(view))

    def can_rename(self, path: tuple[str, ...]) -> bool:
        """Whether the name of this folder comes from a category."""
        return self.answers is not None and self.answers.is_answer(path)

    def rename(self, path: tuple[str, ...], name: str) -> None:
        """The folder of that category is called so from now on."""
        answers = self.answers
        act = None if answers is None else answers.renamed(path, name)
        if act is not None:
            self._record(act)

    def move_into(self, item_ids: tuple[int, ...], path: tuple[str, ...]) -> None:
        """These files belong into that folder: a correction of their answers."""
        answers = self.answers
        for act in answers.moved(item_ids, path) if answers is not None else ():
            self._record(act)

    def tick(self, item_ids: tuple[int, ...], wanted: bool) -> None:
        """They are filed, or not."""
        if self.filing is not None:
            self._record(MovesTicked(self.filing.id, item_ids, wanted))

    def ask_where_to(self) -> None:
        """The key M: which answer the selected files have instead."""
        menu, table = self._move_menu(), self._files.table
        if menu is not None:
            menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))

    def place(self, move: Move) -> Path:
        """Where a file is now."""
        filing = self.filing
        there = move.state in (MoveState.DONE, MoveState.LEFT, MoveState.TAKING_BACK)
        if filing is not None and there:
            return Path(os.fsdecode(filing.rule.target), *move.folder, move.name)
        return Path(os.fsdecode(move.source))

    def _show_menu(self, place: QPoint) -> None:
        move = self._files.table.current()
        if move is None:
            return
        here = self.place(move)
        entries = [("Open", lambda: open_outside(here)), ("Show its folder", lambda: open_outside(here.parent))]
        selected = self._files.table.selected()
        if self._files.going_back():
            entries.append(("Put back", self._files.back.click))
        if self.filing is not None and self.filing.started_at is None and move.remark not in STAYING:
            untick = all(one.wanted for one in selected)
            entries.append(("Leave out" if untick else "Take in", self._files.toggle))
        menu = row_menu(self._files, entries, self._move_menu())
        menu.popup(self._files.table.viewport().mapToGlobal(place))

    def _move_menu(self) -> QMenu | None:
        """Questions of the rule with their categories; ``None`` once files were touched."""
        answers, filing, moves = self.answers, self.filing, self._files.table.selected()
        if answers is None or filing is None or filing.started_at is not None or not moves:
            return None
        ids = tuple(move.item_id for move in moves)
        asked = [one for one in questions_of(self._open_project.project) if one.id in filing.rule.question_ids]

        def now(question: Question) -> str:
            return answers.of_item(question.id, ids[0])

        def correct(question_id: int, label: str) -> None:
            act = answers.corrected(ids, question_id, label)
            if act is not None:
                self._record(act)

        return move_menu(self._files, asked, now, correct)

    def _record(self, act: Act) -> None:
        try:
            self._open_project.record(act)
        except ProblemError as error:
            self.failed.emit(error.problem)
