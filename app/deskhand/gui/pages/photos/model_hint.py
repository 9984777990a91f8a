"""A quiet line where no picture model looks at the photos."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.words import Words


class ModelHint(QWidget):
    """``settings``: the person wants to choose one. Not seen where there is one."""

    settings = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = QPushButton("Settings")
        self.choose.setProperty("kind", "link")
        self.choose.setToolTip("Choose a picture model")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = "Only colours and shapes are compared. A picture model sees more."
        row.addWidget(Words(words, "caption", "ink.second", wraps=True), 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self.settings)

    def refresh(self) -> None:
        """As the settings are now."""
        self.setVisible(not settings_of(self).get("picture.model"))
