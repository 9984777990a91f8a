"""Plan: see every copy or move before it happens, have it done, and take any of it back."""

import os
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.domain.acts import FilingDrafted, FilingEnded, FilingStarted, FilingTakenBack, MovesTicked
from deskhand.domain.jobs import PlanFiling
from deskhand.domain.problems import Problem
from deskhand.gui import theme
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.page import WIDE, Page
from deskhand.gui.pages.plan.actions import PlanActions
from deskhand.gui.pages.plan.draft import Draft
from deskhand.gui.pages.plan.drafting import is_other_drive, questions_of
from deskhand.gui.pages.plan.file_acts import FileActs
from deskhand.gui.pages.plan.files import FolderFiles
from deskhand.gui.pages.plan.head import PlanHead
from deskhand.gui.pages.plan.left import PlanLeft
from deskhand.gui.pages.plan.nodes import Node, tree_of
from deskhand.gui.pages.plan.saving import ListSaving, SavedStrip
from deskhand.gui.pages.plan.situation import Situation, Stage, situation_of
from deskhand.gui.pages.plan.words import figures_of, head_of, progress_of, second_press
from deskhand.gui.pages.plan.work import filing_work
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.way_out import open_outside
from deskhand.storage.tables.filings import FilingState, MoveFilter

_SOON = 250  # milliseconds before the page follows work that goes on
_LEFT, _LOWEST, _LOW = 384, 160, 300  # pixels of the pictures; lower than the last there is no explanation
_SHOWN_AGAIN = (FilingDrafted, FilingStarted, FilingEnded, FilingTakenBack, MovesTicked)


class PlanPage(Page):
    """Head and counts above; the rule and the tree at the left; the files of the chosen folder."""

    title = "Plan"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.work = filing_work(open_project)
        self.draft = Draft(open_project, self.work, self)
        self.saving = ListSaving(open_project, self)
        self.head, self.problem, self.saved = PlanHead(), ProblemPanel(), SavedStrip()
        self.left, self.files = PlanLeft(open_project.project.job), FolderFiles(job_kind(open_project.project.job).noun)
        self.acts = FileActs(open_project, self.files, self)
        self.ways = PlanActions(self.action_bar, self)
        self._filing_id: int | None = None
        self._aimed: int | None = None
        self._asking = False
        self._stage = Stage.NOTHING
        self._settled: set[int] = set()
        self._picked: tuple[MoveFilter, str] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._lay_out()
        self._connect()
        self._connect_actions()
        add_key(self, "M", "Move to another folder", self.acts.ask_where_to)

    def _lay_out(self) -> None:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        within = QVBoxLayout()
        within.setContentsMargins(24, 0, 24, 0)
        within.addWidget(self.problem)
        column.addLayout(within)
        column.addWidget(self.saved)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, above)
        self.left.setProperty("edge", "right")
        self.set_middle(self.files, least=_LOWEST)
        self.set_panel(self.left, _LEFT, "Folders", first=True)

    def _connect(self) -> None:
        self.work.changed.connect(self._show)
        self.work.moved.connect(self._follow)
        self.work.failed.connect(self._on_failed)
        self.acts.failed.connect(self.say)
        self._soon.timeout.connect(self._show)
        self.open_project.recorded.connect(self._on_recorded)
        self.head.chosen.connect(self._pick)
        left, tree = self.left, self.left.tree
        tree.reached.connect(self._show_node)
        tree.tree.can_rename = self.acts.can_rename
        tree.tree.renamed.connect(self.acts.rename)
        tree.tree.dropped.connect(self.acts.move_into)
        left.elsewhere.connect(lambda: self.draft.choose_target(self))
        left.ruled.connect(self.draft.make_from)
        left.named.connect(self.draft.make_by)
        left.dealt.connect(lambda deed: self.draft.change(deed=deed))
        self.files.put_back.connect(self._put_back)
        self.saving.saved.connect(self.saved.show_saved)
        self.saving.failed.connect(self._on_failed)
        self.saving.changed.connect(self._show)

    def _connect_actions(self) -> None:
        actions = self.ways
        actions.primary_wanted.connect(self._primary)
        actions.not_now.connect(lambda: self._ask(asking=False))
        actions.stop_wanted.connect(self.work.stop)
        actions.look_wanted.connect(lambda: self.go.emit("check"))
        actions.plan_wanted.connect(self._begin_anew)
        actions.list_wanted.connect(self._save_list)
        actions.back_wanted.connect(lambda: self._put_back(()))
        actions.leave_wanted.connect(lambda: self.work.end(self._filing_id or 0))

    # --- which filing ---------------------------------------------------------------------------

    @property
    def filing(self) -> FilingState | None:
        """The one that is shown, as it is now."""
        try:
            return None if self._filing_id is None else self.open_project.project.filings.get(self._filing_id)
        except KeyError:
            return None

    def aim(self, what: str) -> None:
        self._aimed = int(what) if what.isdecimal() else None

    def arrive(self) -> None:
        super().arrive()
        asked, half = self.work.asked, self.open_project.project.filings.unfinished()
        if asked is not None and not isinstance(asked, PlanFiling):
            self._look_at(asked.filing_id)
        elif self._aimed is not None:
            self._look_at(self._aimed)
        elif half is not None:
            self._look_at(half.id)
            if half.id not in self._settled:
                self._settled.add(half.id)
                self.work.settle(half.id)
        else:
            self._begin_anew()
        self.left.tree.setFocus()

    def leave(self) -> None:
        self._soon.stop()
        self.draft.watch(watched=False)
        self._asking = False
        super().leave()

    def _look_at(self, filing_id: int) -> None:
        self._filing_id, self._picked = filing_id, None
        self.draft.watch(watched=False)
        self._show()

    def _begin_anew(self) -> None:
        self._filing_id = self._picked = None
        self.saved.hide()
        self.draft.watch(watched=True)
        self._show()

    # --- what is shown --------------------------------------------------------------------------

    def _show(self) -> None:
        """All of it, as it is now."""
        self._soon.stop()
        view = self.open_project.project
        if self._filing_id is None and (draft := self.draft.state) is not None:
            self._filing_id = draft.id
        filing = self.filing
        self.acts.look_at(filing)
        now = situation_of(view, filing, self.work)
        self._asking = self._asking and now.stage is Stage.PLAN
        if now.stage is Stage.ENDED and self._stage is Stage.DOING and now.failed:
            self._picked = self._those_that("could not be", now)
        self._stage = now.stage
        self.head.show_words(*head_of(now))
        self.head.show_figures(figures_of(now))
        self.head.show_progress(*progress_of(now))
        self.ways.show_situation(now, self._told_once_more(now), saving=self.saving.busy)
        self.set_panel_wanted(wanted=filing is not None)
        if now.stage in (Stage.NOTHING, Stage.REFUSED):
            self.files.clear(head_of(now)[1])
        if filing is not None and now.stage in (Stage.PLANNING, Stage.REFUSED):
            self._show_rule(filing)
        elif filing is not None:
            self._show_filing(filing, now)

    def _show_filing(self, filing: FilingState, now: Situation) -> None:
        self._show_rule(filing)
        self.left.set_changeable(changeable=not now.begun)
        self.left.tree.show_tree(tree_of(self.open_project.project, filing, now.tally), now.noun)
        node = self.left.tree.current()
        if self._picked is not None:
            self.files.show_files(self.open_project.project, filing, *self._picked)
        elif node is not None:
            self.files.show_files(self.open_project.project, filing, node.only, node.words)

    def _show_rule(self, filing: FilingState) -> None:
        self.left.show_rule(filing.rule, questions_of(self.open_project.project))

    def _follow(self) -> None:
        """While work goes on; not at each of its words."""
        if not self._soon.isActive() and self.isVisible():
            self._soon.start()

    def _show_node(self, node: Node) -> None:
        self._picked, filing = None, self.filing
        if filing is not None:
            self.files.show_files(self.open_project.project, filing, node.only, node.words)

    def _pick(self, only: MoveFilter) -> None:
        """A count was pressed: its files, from all folders."""
        now, filing = self._situation(), self.filing
        words = next((one.words for one in figures_of(now) if one.only == only), "")
        self._picked = self._those_that(words, now)
        if filing is not None:
            self.left.tree.clearSelection()
            self._show()

    def _those_that(self, words: str, now: Situation) -> tuple[MoveFilter, str] | None:
        """The files that a count in the head counts, and what they are called above the table."""
        only = next((one.only for one in figures_of(now) if one.words == words), None)
        return None if only is None else (only, words[:1].upper() + words[1:])

    def _situation(self) -> Situation:
        return situation_of(self.open_project.project, self.filing, self.work)

    # --- doing ----------------------------------------------------------------------------------

    def _primary(self) -> None:
        filing, now = self.filing, self._situation()
        if filing is None:
            return
        if now.stage is Stage.ENDED:
            open_outside(Path(os.fsdecode(filing.rule.target)))
        elif now.stage is Stage.INTERRUPTED:
            self.problem.clear()
            self.work.go_on(filing.id)
        elif now.stage is Stage.PLAN and now.to_do:
            self._ask_or_begin(filing, now)

    def _ask_or_begin(self, filing: FilingState, now: Situation) -> None:
        other = is_other_drive(self.open_project.project, filing.rule)
        if second_press(now, other_drive=other) and not self._asking:
            self._ask(asking=True)
            return
        self._asking = False
        self.draft.watch(watched=False)
        self.work.begin(filing.id)

    def _ask(self, *, asking: bool) -> None:
        self._asking = asking
        self._show()
        if asking:
            self.announce(self.action_bar.sentence.text())
            self.ways.later.setFocus()

    def _told_once_more(self, now: Situation) -> str:
        filing = self.filing
        if not self._asking or filing is None:
            return ""
        return second_press(now, other_drive=is_other_drive(self.open_project.project, filing.rule))

    def _put_back(self, item_ids: tuple[int, ...]) -> None:
        """These files; none named: all."""
        filing = self.filing
        if filing is not None:
            if filing.ended_at is None:
                self.work.end(filing.id)
            self.work.take_back(filing.id, item_ids)

    def _save_list(self) -> None:
        if self._filing_id is not None:
            self.saving.ask(self, self._filing_id)

    def _on_failed(self, problem: Problem) -> None:
        if not self.isVisible():
            return
        ways = [("Understood", self.problem.clear)]
        if self.filing is not None and self.filing.started_at is None:
            ways = [("Try again", self._try_again)]
        self.problem.show_problem(problem, *ways)

    def _try_again(self) -> None:
        self.problem.clear()
        self.draft.make_anew()

    def _on_recorded(self, message: object) -> None:
        if isinstance(message, _SHOWN_AGAIN) and self.isVisible():
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        self.head.set_narrow(narrow=self.width() < look.px(WIDE), low=self.height() < look.px(_LOW))
