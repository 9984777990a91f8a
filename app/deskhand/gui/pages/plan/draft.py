"""The plan in the making: by which rule, made anew when answers or folders change, and what was unticked stays so."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from deskhand.domain.acts import MovesTicked
from deskhand.domain.filing import Deed, FilingRule
from deskhand.domain.jobs import FilesPlanned
from deskhand.domain.problems import ProblemError
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.plan.drafting import left_out, questions_of, rule_to_begin_with
from deskhand.gui.pages.plan.pattern import with_questions
from deskhand.gui.pages.plan.stale import makes_old
from deskhand.gui.pages.plan.work import FilingWork
from deskhand.storage.tables.filings import FilingState

_LATER = 300  # milliseconds of quiet before a plan follows what was recorded


class Draft(QObject):
    """The filing that was not started. ``watch`` it while it is looked at: then it is made anew when it gets old."""

    def __init__(self, open_project: OpenProject, work: FilingWork, parent: QObject) -> None:
        super().__init__(parent)
        self._open_project, self._work = open_project, work
        self._left_out: tuple[int, ...] = ()
        self._fresh = self._watched = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.make_anew)
        open_project.recorded.connect(self._on_recorded)

    @property
    def state(self) -> FilingState | None:
        """As it is now."""
        return self._open_project.project.filings.draft()

    def watch(self, *, watched: bool) -> None:
        """Whether it is looked at; an old one is made anew at once."""
        self._watched = watched
        if not watched:
            self._later.stop()
        elif not self._fresh or self.state is None:
            self.make_anew()

    def make_anew(self) -> None:
        """The rule stays, everything else is looked up again."""
        rule = rule_to_begin_with(self._open_project.project)
        if rule is not None:
            self.make_by(rule)

    def make_by(self, rule: FilingRule) -> None:
        """Another rule, another plan."""
        before = self.state
        if before is not None and before.whole:
            self._left_out = left_out(self._open_project.project, before.id)
        self._later.stop()
        self._fresh = True
        self._work.plan(rule)

    def change(self, *, target: bytes | None = None, deed: Deed | None = None) -> None:
        """Into another folder, or the other deed."""
        now = self.state
        if now is not None:
            self.make_by(replace(now.rule, target=target or now.rule.target, deed=deed or now.rule.deed))

    def make_from(self, question_ids: tuple[int, ...]) -> None:
        """Folders from these questions, from the outside in."""
        now = self.state
        if now is not None:
            self.make_by(with_questions(now.rule, question_ids, questions_of(self._open_project.project)))

    def choose_target(self, parent: QWidget) -> None:
        """Another folder, in the platform's own dialog."""
        now = self.state
        if now is not None:
            target = Path(os.fsdecode(now.rule.target))
            begin = next((place for place in (target, *target.parents) if place.is_dir()), target)
            chosen = QFileDialog.getExistingDirectory(parent, "Choose the folder to file into", str(begin))
            if chosen:
                self.change(target=os.fsencode(chosen))

    def _on_recorded(self, message: object) -> None:
        if makes_old(message):
            self._fresh = False
            if self._watched:
                self._later.start()
        elif isinstance(message, FilesPlanned) and message.whole and self._left_out:
            self._untick_again(message.filing_id)

    def _untick_again(self, filing_id: int) -> None:
        """No act of the person's: Undo takes back what they did last, not this."""
        ids, self._left_out = self._left_out, ()
        try:
            self._open_project.project.record(MovesTicked(filing_id, ids, wanted=False))
        except ProblemError as error:
            self._work.failed.emit(error.problem)
