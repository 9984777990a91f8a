"""The shelf outside any project: what is here, getting and removing, and which one every project uses as a rule."""

from PySide6.QtGui import QShowEvent

from deskhand.domain.models import Modality
from deskhand.domain.problems import ProblemError
from deskhand.gui.job_kinds import Noun
from deskhand.gui.model_words import in_use
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.pages.models.desk import ShelfDesk
from deskhand.gui.pages.models.shelf import ModelsShelf
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.storage.usual_models import SETTINGS

_SAFE = "Only fetching a model uses the network, and only when you press Get."


class ShelfPage(BesidePage):
    """All kinds of models; nothing is measured, as there are no items to measure with."""

    title = "Models"

    def __init__(self, modality: Modality = Modality.TEXT) -> None:
        super().__init__()
        self.shelf = ModelsShelf(tuple(Modality), Noun("item", "items"))
        self.desk = ShelfDesk(self.shelf, modality, None)
        self.everywhere = self.action_bar.add("Use it in every project")
        self.sheet.addWidget(scrolling(self.shelf, self.title), 1)
        self.shelf.back.clicked.connect(self.closed)
        self.everywhere.clicked.connect(self.use_everywhere)
        self.shelf.table.used.connect(lambda _: self.use_everywhere())
        self.desk.changed.connect(self._show_actions)
        add_key(self, "Alt+D", "Details of a model", self.shelf.toggle_details)
        add_key(self, "Esc", "Close", self.closed.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desk.arrive()
        self.shelf.table.setFocus()

    def leave(self) -> None:
        self.desk.leave()

    def use_everywhere(self) -> None:
        """In every project that has not chosen its own."""
        row = self.desk.current
        if row is None or not self.desk.usable or self.desk.modality not in SETTINGS:
            return
        try:
            settings_of(self).set(SETTINGS[self.desk.modality], row.id)
        except ProblemError as error:
            self.shelf.show_problem(error.problem)
        self._show_actions()

    def _show_actions(self) -> None:
        row, modality = self.desk.current, self.desk.modality
        self.everywhere.setVisible(modality in SETTINGS)
        used = row is not None and row.id == in_use(modality, None)
        self.everywhere.setEnabled(self.desk.usable and not used)
        said = f"{row.name} is used in every project that has not chosen its own. " if row and used else ""
        self.action_bar.set_sentence(f"{said}{_SAFE}")
