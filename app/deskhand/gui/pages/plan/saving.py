"""Saving the list of a plan, or the index of what was filed."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from deskhand.domain.jobs import Failed, ResultsSaved, SaveIndex
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.way_out import open_outside
from deskhand.gui.widgets.words import Words

WORKBOOK = "Workbook (*.xlsx)"


class ListSaving(QObject):
    """``saved(ResultsSaved)``, ``failed(Problem)``, ``changed`` when it begins and ends."""

    saved = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, open_project: OpenProject, parent: QObject) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self.busy = False

    def ask_newest(self, parent: QWidget) -> None:
        """The index of the newest filing."""
        filings = self._open_project.project.filings.all()
        if filings:
            self.ask(parent, filings[0].id)

    def ask(self, parent: QWidget, filing_id: int) -> None:
        """Where to, in the platform's own dialog; then have it written."""
        filing = self._open_project.project.filings.get(filing_id)
        target = Path(os.fsdecode(filing.rule.target))
        path = target.with_name(f"{target.name} {'plan' if filing.started_at is None else 'index'}.xlsx")
        title = "Save this list" if filing.started_at is None else "Save the index"
        chosen = QFileDialog.getSaveFileName(parent, title, str(path), WORKBOOK)[0]
        if not chosen:
            return
        self.busy = True
        handle = self._open_project.perform(SaveIndex(filing_id, chosen))
        handle.event.connect(self._on_event)
        handle.ended.connect(self._on_ended)
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, ResultsSaved):
            self.saved.emit(event)

    def _on_ended(self, ending: object) -> None:
        self.busy = False
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        self.changed.emit()


class SavedStrip(QFrame):
    """``Saved as …``, with *Open file* and *Open folder*."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self.words = Words("", "body.medium", "accent", elides=True)
        file, folder, shut = QPushButton("Open file"), QPushButton("Open folder"), QToolButton()
        file.clicked.connect(lambda: open_outside(self._path))
        folder.clicked.connect(lambda: open_outside(self._path.parent))
        shut.setIcon(icon("x", "accent"))
        shut.setAccessibleName("Close")
        shut.setToolTip("Close")
        shut.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (file, folder):
            button.setProperty("kind", "small")
            row.addWidget(button)
        row.addWidget(shut)
        self.hide()

    def show_saved(self, event: ResultsSaved) -> None:
        self._path = Path(event.path)
        self.words.setText(f"Saved as {self._path.name}, {event.rows:,} rows")
        self.words.setToolTip(str(self._path))
        self.setStyleSheet(f"SavedStrip {{ background: {theme.current().hex('accent.soft')}; }}")
        self.show()
