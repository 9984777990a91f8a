"""A quiet line where no picture model looks at the photos."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from deskhand.domain.models import Modality
from deskhand.gui.model_words import in_use
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.words import Words


class ModelHint(QWidget):
    """``wanted``: the person wants to choose one. Not seen where there is one."""

    wanted = Signal()

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self.choose = QPushButton("Choose one…")
        self.choose.setProperty("kind", "link")
        self.choose.setAccessibleName("Choose a picture model")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = "Only colours and shapes are compared. A picture model sees more."
        row.addWidget(Words(words, "caption", "ink.second", wraps=True), 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self.wanted)

    def refresh(self) -> None:
        """As it is now."""
        self.setVisible(not in_use(Modality.PICTURE, self._open_project.project))
