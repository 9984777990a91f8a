"""Models in the settings: where they are kept, how much each takes, and which ones are used as a rule."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import MoveModels
from deskhand.domain.problems import Problem
from deskhand.gui.model_words import plain_name, size_words
from deskhand.gui.pages.settings.section import SettingsSection
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.undo_line import UndoLine
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.models import disk_used, receipts
from deskhand.storage.needing_models import projects_needing
from deskhand.storage.places import models_folder, usual_models_folder
from deskhand.storage.settings import Settings


class ModelsSection(SettingsSection):
    """``shelf``: all models are to be shown."""

    shelf = Signal()

    def __init__(self, settings: Settings) -> None:
        self.kept = KeptModels()
        about = "What reads, looks and listens, and where it is kept."
        super().__init__(settings, "models", "Models and recordings", about, self.kept)
        self.kept.show_all.clicked.connect(self.shelf)


class KeptModels(QWidget):
    """The models of the store, each with its size and who needs it; they can be removed, or all moved."""

    def __init__(self) -> None:
        super().__init__()
        self._work: ShelfWork | None = None
        self._removed = ""
        self._was_moving = False
        self.problem = ProblemPanel()
        self.where = Words("", "body", "ink.second", wraps=True)
        self.show_all = QPushButton("Show all models")
        self.move_button = QPushButton("Move…")
        self.back = QPushButton("Back to the usual place")
        self.moving = Words("", "caption", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.undo = UndoLine()
        self._rows = QVBoxLayout()
        self._lay_out()
        self.move_button.clicked.connect(self._choose)
        self.back.clicked.connect(lambda: self._move(""))
        self.undo.wanted.connect(self._restore)

    def _lay_out(self) -> None:
        self.bar.setAccessibleName("Moving the models")
        self.move_button.setAccessibleName("Move the models to another folder")
        self._rows.setSpacing(0)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_all, self.move_button, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.problem)
        column.addWidget(Words("Models on this computer", "title"))
        column.addWidget(self.where)
        column.addLayout(buttons)
        column.addWidget(self.moving)
        column.addWidget(self.bar)
        column.addWidget(self.undo)
        column.addLayout(self._rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._work is None:
            work = self._work = ShelfWork.of(self)
            work.changed.connect(self._show_moving)
            work.removed.connect(self._on_removed)
            work.placed.connect(self._on_placed)
            work.moved.connect(self.refresh)
            work.failed.connect(self._on_failed)
        self.refresh()

    def refresh(self) -> None:
        """As it is now."""
        here = receipts()
        sizes = {receipt.model.id: disk_used(receipt.model.id) for receipt in here}
        total = f"{size_words(sum(sizes.values()))} in all" if sizes else "None was fetched or added yet"
        self.where.setText(f"Kept in {models_folder()}. {total}.")
        self.back.setVisible(models_folder() != usual_models_folder())
        empty(self._rows)
        for receipt in here:
            needing = [project.name for project in projects_needing(receipt.model.id)]
            self._rows.addWidget(Hairline())
            self._rows.addWidget(self._row(receipt.model.id, receipt.model.name, sizes[receipt.model.id], needing))
        self._show_moving()

    def _row(self, model_id: str, name: str, size: int, needing: list[str]) -> QWidget:
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(name, "body.strong", elides=True))
        needed = f"Needed by {', '.join(needing)}" if needing else "No project that was open lately needs it"
        words.addWidget(Words(needed, "caption", "ink.second", wraps=True))
        much = Words(size_words(size))
        much.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        remove = QPushButton("Remove")
        remove.setProperty("kind", "small")
        remove.setAccessibleName(f"Remove {name}")
        remove.clicked.connect(lambda: self._remove(model_id))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(much)
        line.addWidget(remove)
        return row

    # --- what is wanted ---------------------------------------------------------------------------

    def _choose(self) -> None:
        if self._work is not None and isinstance(self._work.other, MoveModels):
            self._work.stop_adding()
            return
        folder = QFileDialog.getExistingDirectory(self, "Where the models are to be kept", str(models_folder().parent))
        if folder:
            self._move(folder)

    def _move(self, folder: str) -> None:
        if self._work is not None:
            self.problem.clear()
            self._work.move(folder)

    def _remove(self, model_id: str) -> None:
        if self._work is not None:
            self._work.remove(model_id)

    def _restore(self) -> None:
        if self._work is not None and self._removed:
            self._work.restore(self._removed)

    # --- what happens -----------------------------------------------------------------------------

    def _show_moving(self) -> None:
        work = self._work
        moving = work is not None and isinstance(work.other, MoveModels)
        self.move_button.setText("Stop moving" if moving else "Move…")
        self.moving.setVisible(moving)
        self.bar.setVisible(moving)
        progress = work.other_progress if work is not None else None
        if moving and progress is not None:
            self.bar.setRange(0, 1000 if progress.total else 0)  # bytes do not fit into Qt's numbers
            self.bar.setValue(1000 * progress.done // max(1, progress.total))
        if moving:
            self.moving.setText("Copied, compared, and only then taken away from where they were.")

    def _on_removed(self, model_id: str) -> None:
        self._removed = model_id
        self.undo.tell(f"{plain_name(model_id)} was removed. It can be brought back for a day.")
        self.refresh()

    def _on_placed(self) -> None:
        self._removed = ""
        self.undo.tell("")
        self.refresh()

    def _on_failed(self, _: str, problem: Problem) -> None:
        if self.isVisible():
            self.problem.show_problem(problem, ("Understood", self.problem.clear))
        self.refresh()
