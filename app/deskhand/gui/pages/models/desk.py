"""What is done on the shelf, whichever page shows it: getting, adding, removing, trying."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from deskhand.domain.jobs import Wish
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem
from deskhand.gui.model_words import in_use, plain_name
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.models.rows import CAN_GET, PLAIN, USABLE, ModelRow, Standing, rows_of, with_findings
from deskhand.gui.pages.models.shelf import ModelsShelf
from deskhand.gui.pages.models.words import words_do
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.tried_models import FEWEST, TriedModels
from deskhand.storage.needing_models import projects_needing
from deskhand.storage.view import ProjectView

_UNSAFE = Problem(
    "This model is not fetched",
    "Its makers publish it only in a form that can run programs when it is opened.",
    "Nobody was asked, and nothing was changed.",
    "Choose another model. If you have it in the safetensors form, add it from its folder.",
)


class ShelfDesk(QObject):
    """``chosen`` is the name of the row that is marked. ``changed`` when what can be done with it may have."""

    changed = Signal()

    def __init__(self, shelf: ModelsShelf, modality: Modality, open_project: OpenProject | None) -> None:
        super().__init__(shelf)
        self.shelf = shelf
        self.modality = modality
        self.wish = Wish.BALANCED
        self._open_project = open_project
        self._tried = TriedModels.of(open_project) if open_project is not None else None
        self._work: ShelfWork | None = None
        self._stands: object = None
        self._removed = ""
        self.chosen = ""
        self.rows: list[ModelRow] = []
        self._connect()

    def _connect(self) -> None:
        shelf = self.shelf
        shelf.table.chosen.connect(self._on_chosen)
        shelf.table.get.connect(self.ask)
        shelf.table.removed.connect(self.remove)
        shelf.remove_button.clicked.connect(self._remove_current)
        shelf.undo.wanted.connect(self._restore)
        shelf.add.connect(self._choose)
        shelf.only_fitting.toggled.connect(self.refresh)
        shelf.turned.connect(self.turn)
        shelf.getting.began.connect(self.refresh)
        shelf.compare.clicked.connect(self.compare)
        shelf.box.wished.connect(self._wish)
        shelf.box.stop.connect(self.stop_measuring)
        shelf.box.get.connect(self._ask_for)
        if self._tried is not None:
            self._tried.changed.connect(self.refresh)
            self._tried.failed.connect(self._on_not_tried)
            self._tried.noticed.connect(shelf.about.setText)

    def arrive(self) -> None:
        """The shelf is shown: what is done to it is followed, and one model is recommended."""
        if self._work is None:
            work = self._work = ShelfWork.of(self.shelf)
            work.changed.connect(self._on_work)
            work.placed.connect(self._on_placed)
            work.removed.connect(self._on_removed)
            work.failed.connect(self._on_failed)
        self.shelf.getting.follow(self._work)
        self.turn(self.modality)

    def leave(self) -> None:
        """Measuring gives the processor back; what is fetched goes on."""
        if self._tried is not None:
            self._tried.stop()

    def turn(self, modality: Modality) -> None:
        """Models of another kind."""
        self.modality = modality
        self.shelf.show_modality(modality)
        self.chosen = in_use(modality, self._view)
        if self._tried is not None:
            self._tried.recommend(modality, self.wish)  # it changes something, so everything is shown
        self.refresh()

    @property
    def _view(self) -> ProjectView | None:
        return self._open_project.project if self._open_project is not None else None

    @property
    def current(self) -> ModelRow | None:
        """The row that is marked."""
        return self.shelf.table.current()

    @property
    def comparing(self) -> bool:
        """Whether models are being tried on the answers."""
        return self._tried is not None and self._tried.comparing is not None

    @property
    def usable(self) -> bool:
        """Whether the marked one can be used, and is not yet."""
        row = self.current
        return row is not None and row.standing in USABLE

    # --- getting, adding, removing ----------------------------------------------------------------

    def ask(self, row: ModelRow) -> None:
        """What it would be to fetch it; nothing has happened yet."""
        if row.standing is Standing.UNSAFE:
            self.shelf.show_problem(_UNSAFE)
        elif row.model is not None and row.standing in CAN_GET:
            self.shelf.problem.clear()
            self.shelf.getting.ask(row.model)
            QTimer.singleShot(0, self.shelf, self._look_up)

    def _ask_for(self, model: Model) -> None:
        row = next((row for row in self.rows if row.id == model.id), None)
        if row is not None:
            self.ask(row)

    def _look_up(self) -> None:
        """What is asked stands above the table; in a low window that was scrolled away."""
        area: QWidget | None = self.shelf
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self.shelf.getting)

    def remove(self, row: ModelRow) -> None:
        """Off the shelf; it can be brought back for a day."""
        if row.removable and self._work is not None:
            self._work.remove(row.id)

    def add(self, path: str) -> None:
        """A model from a folder or a zip."""
        if self._work is not None:
            self.shelf.problem.clear()
            self._work.add(path)

    def _choose(self, kind: str) -> None:
        if kind == "folder":
            path = QFileDialog.getExistingDirectory(self.shelf, "Choose the folder of a model")
        else:
            path, _ = QFileDialog.getOpenFileName(self.shelf, "Choose a zip with a model", "", "Zip files (*.zip)")
        if path:
            self.add(path)

    def _remove_current(self) -> None:
        if self.current is not None:
            self.remove(self.current)

    def _restore(self) -> None:
        if self._work is not None and self._removed:
            self._work.restore(self._removed)
            self._removed = ""
            self.shelf.undo.tell("")

    # --- trying -----------------------------------------------------------------------------------

    def compare(self) -> None:
        """All that are here, on the answers; a second press stops it."""
        if self._tried is None:
            return
        if self._tried.comparing is not None:
            self._tried.stop()
            return
        here = [row.id for row in self.shelf.table.models.rows if row.standing is Standing.HERE]
        self.shelf.problem.clear()
        self._tried.compare(self.modality, tuple(here))

    def stop_measuring(self) -> None:
        """Nothing is recommended then."""
        if self._tried is not None:
            self._tried.stop()

    def _wish(self, wish: Wish) -> None:
        self.wish = wish
        if self._tried is not None:
            self._tried.recommend(self.modality, wish)

    # --- showing ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Everything as it is now."""
        if self._work is None:
            return
        tried = self._tried
        found = tried.recommended(self.modality, self.wish) if tried is not None else None
        scores = tried.scores(self.modality) if tried is not None else {}
        best, estimates = (found.model.id, found.estimates) if found is not None else ("", ())
        rows = rows_of(self.modality, self._work, self._view)
        self.rows = with_findings(rows, best, estimates, scores)
        self._show_box()
        self.shelf.show_rows(self.rows, self.chosen)
        self._show_comparing()
        self.changed.emit()

    def _show_box(self) -> None:
        box, tried = self.shelf.box, self._tried
        box.setVisible(tried is not None)
        if tried is None:
            return
        found, measuring = tried.recommended(self.modality, self.wish), tried.measuring
        plain = words_do(self.rows)
        if measuring is not None:
            box.show_measuring(measuring)
        elif plain is not None:
            best = max((row for row in self.rows if row.tried and row is not plain), key=_right)
            box.show_words_do(plain, best.name)
        elif found is not None:
            box.show_found(found, tried.items)
        else:
            nothing = "Stopped. Press Faster, Balanced or Best to measure again." if tried.items else ""
            box.show_nothing(nothing or "Choose your files first: a few of them are tried then, to see what it takes.")

    def _show_comparing(self) -> None:
        button, about, tried = self.shelf.compare, self.shelf.about, self._tried
        button.setVisible(tried is not None and self.modality in PLAIN)
        question = tried.question() if tried is not None else None
        if tried is None or self.modality not in PLAIN:
            about.setText("")
        elif (doing := tried.comparing) is not None:
            button.setText("Stop trying")
            counted = f", {doing.done + 1} of {doing.total}" if doing.total else ""
            about.setText(", ".join(part for part in (f"Trying on your answers{counted}", tried.time_left) if part))
        else:
            button.setText("Try these on my answers")
            about.setText(self._about_answers())
        button.setEnabled(question is not None)
        button.setToolTip("" if question is not None else f"When a question has {FEWEST} answers, of two categories")
        about.setVisible(bool(about.text()))

    def _about_answers(self) -> str:
        tried = self._tried
        question = tried.question() if tried is not None else None
        if tried is None or question is None:
            return f"With {FEWEST} answers they can be compared on yours."
        counted = f"{tried.answers(question):,} answers to “{question.name}”"
        if tried.scores(self.modality):
            return f"Each was tested on your {counted}, never on one it had learned from."
        return f"Not tried on your {counted} yet."

    # --- what happens behind ----------------------------------------------------------------------

    def _on_chosen(self, row: ModelRow) -> None:
        self.chosen = row.id
        self.shelf.show_current()
        self.changed.emit()

    def _on_work(self) -> None:
        work = self._work
        if work is not None and self.shelf.isVisible():
            stands = (work.coming, work.other, tuple(row.id for row in self.rows if work.waits(row.id)))
            if stands != self._stands:
                self._stands = stands
                self.refresh()

    def _on_placed(self, model: Model) -> None:
        if model.modality is self.modality:
            self.chosen = model.id
            self.shelf.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shelf.undo.tell("")
        self._measure_anew()
        self.refresh()

    def _measure_anew(self) -> None:
        if self._tried is not None:
            self._tried.forget()
            if self.shelf.isVisible():
                self._tried.recommend(self.modality, self.wish)

    def _on_removed(self, model_id: str) -> None:
        self._removed = model_id
        self._measure_anew()
        needing = [project.name for project in projects_needing(model_id)]
        needed = f" It is needed by {', '.join(needing)}." if needing else ""
        self.shelf.undo.tell(f"{plain_name(model_id)} was removed. It can be brought back for a day.{needed}")
        self.refresh()

    def _on_failed(self, _: str, problem: Problem) -> None:
        if self.shelf.isVisible():
            self.shelf.show_problem(problem)
        self.refresh()

    def _on_not_tried(self, problem: Problem) -> None:
        if self.shelf.isVisible():
            self.shelf.show_problem(problem)


def _right(row: ModelRow) -> int:
    return row.tried.score.right if row.tried is not None else -1
