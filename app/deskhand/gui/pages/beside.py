"""Pages that belong to no project: they stand beside it and lead back to where one was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.gui.widgets.action_bar import ActionBar
from deskhand.gui.widgets.words import Hairline


class BesidePage(QWidget):
    """``closed`` leads back. ``sheet`` takes what the page is about; the action bar always has *Close*."""

    title = ""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.action_bar = ActionBar()
        self.close_button = self.action_bar.add_primary("Close")
        self.close_button.clicked.connect(self.closed)
        self.sheet = QHBoxLayout()
        self.sheet.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.sheet, 1)
        column.addWidget(Hairline())
        column.addWidget(self.action_bar)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")

    def leave(self) -> None:
        """Another page is shown."""
