"""The files of the chosen folder, with what can be done with them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.filing import Move, MoveState, Remark
from deskhand.gui import theme
from deskhand.gui.job_kinds import Noun
from deskhand.gui.pages.plan.table import MoveTable
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.tables.filings import STAYING, FilingState, MoveFilter
from deskhand.storage.view import ProjectView

_HEAD = 44


class FolderFiles(QWidget):
    """``put_back(item ids)`` when selected files are to go back where they were."""

    put_back = Signal(object)

    def __init__(self, noun: Noun) -> None:
        super().__init__()
        self._noun = noun
        self._only = MoveFilter()
        self._seen: tuple[int, MoveFilter] | None = None
        self._filing: FilingState | None = None
        self._view: ProjectView | None = None
        self.words = Words("", "body.strong", elides=True)
        self.count = Words("", "body", "ink.second")
        self.back = QPushButton("Put back")
        self.back.setProperty("kind", "small")
        self.remarked = QCheckBox("Only those with a remark")
        self.table = MoveTable(noun.one)
        self.back.hide()
        self.remarked.hide()
        self._lay_out()
        self.back.clicked.connect(lambda: self.put_back.emit(self.going_back()))
        self.remarked.toggled.connect(lambda _: self._show())
        self.table.chosen.connect(self._show_back)
        self.table.toggled.connect(self.toggle)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setMinimumHeight(theme.current().px(_HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 4, 24, 4)
        row.setSpacing(8)
        row.addWidget(self.words, 1000)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.remarked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)

    def show_files(self, view: ProjectView, filing: FilingState, only: MoveFilter, words: str) -> None:
        """Of this filing those; the same ones stay where they are, and say what is true now."""
        self._view, self._filing, self._only = view, filing, only
        self.words.setText(words)
        self.words.setToolTip(words)
        self.words.setMaximumWidth(self.words.fontMetrics().horizontalAdvance(words) + 4)  # its count stands beside it
        self.table.if_empty = "No file of this plan is here." if words else ""
        self._show()

    def clear(self, words: str) -> None:
        """There is no plan; ``words`` say why in the place of files."""
        self._seen = None
        self.words.setText("")
        self.count.setText("")
        self.back.hide()
        self.remarked.hide()
        self.table.if_empty = words
        self.table.moves.reset(lambda: 0, lambda _start, _count: ())

    def going_back(self) -> tuple[int, ...]:
        """Those of the selected files that can be put back."""
        able = (MoveState.DONE, MoveState.LEFT)
        if not self.table.moves.begun:
            return ()
        return self._chosen(lambda move: move.state in able, MoveFilter(states=able))

    def toggle(self) -> None:
        """Tick the selected files; if all of them are ticked, untick them."""
        if self.table.moves.begun:
            return
        ticked = self._chosen(lambda move: move.wanted and move.remark not in STAYING, MoveFilter(ticked=True))
        others = self._chosen(lambda move: not move.wanted and move.remark not in STAYING, MoveFilter(ticked=False))
        if ticked or others:
            self.table.moves.ticked.emit(others or ticked, bool(others))

    def _chosen(self, test: Callable[[Move], bool], same: MoveFilter) -> tuple[int, ...]:
        """The selected files that pass ``test``; of all in a large folder those of ``same``, without reading each."""
        many, view, filing = self.table.selected_count(), self._view, self._filing
        if many <= _MOST or many < self.table.moves.rowCount() or view is None or filing is None:
            return tuple(move.item_id for move in self.table.selected() if test(move))
        only = replace(self._seen[1] if self._seen else self._only, waiting=False)
        staying = set(view.filings.ids(filing.id, MoveFilter(remark=Remark.THERE)))
        ids = view.filings.ids(filing.id, replace(only, states=same.states or only.states, ticked=same.ticked))
        return tuple(one for one in ids if one not in staying)

    def _show(self) -> None:
        view, filing = self._view, self._filing
        if view is None or filing is None:
            return
        only = self._only
        self._show_remarked(view, filing)
        if self.remarked.isChecked() and not self.remarked.isHidden():
            only = replace(only, remarked=True)
        seen = (filing.id, only)
        if seen == self._seen:
            self.table.moves.show_again(view, filing, only)
        else:
            self._seen = seen
            self.table.moves.show(view, filing, only)
            self.table.scrollToTop()
        self.count.setText(self._noun.count(self.table.moves.rowCount()))
        self._show_back()

    def _show_remarked(self, view: ProjectView, filing: FilingState) -> None:
        """Only in folders of a plan: elsewhere all have the same remark, or what came of them matters more."""
        offered = filing.started_at is None and self._only.folder is not None
        many = view.filings.count(filing.id, replace(self._only, remarked=True)) if offered else 0
        self.remarked.setVisible(many > 0 or (offered and self.remarked.isChecked()))
        self.remarked.setText(f"Only those with a remark ({many:,})")

    def _show_back(self) -> None:
        begun, many = self.table.moves.begun, self.table.selected_count()
        if begun and many <= _MOST:
            many = len(self.going_back())
        self.back.setVisible(begun and many > 0)
        self.back.setText(f"Put back {many:,}" if many > 1 else "Put back")


_MOST = 1000  # selected rows up to which each is looked at
