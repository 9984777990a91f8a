"""A page: its middle, its panel at the right that folds into a drawer, and its action bar."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.action_bar import ActionBar
from deskhand.gui.widgets.words import rule

WIDE = 1120  # narrower than this the panel is a drawer


class Page(QWidget):
    """One step of a project. ``go`` names another page: "choose", "teach", "report:3", "run", "check", "use", "home"."""

    title = ""
    go = Signal(str)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self.open_project = open_project
        self.action_bar = ActionBar()
        self.panel: QScrollArea | None = None
        self._drawer_open = False
        self._panel_button = QPushButton("Panel")
        self._panel_button.setToolTip("Show or hide the panel (F9)")
        self._panel_button.clicked.connect(self.toggle_panel)
        self._panel_button.hide()
        self._sheet = QHBoxLayout()
        self._sheet.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._sheet, 1)
        column.addWidget(rule())
        column.addWidget(self.action_bar)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")

    def set_middle(self, widget: QWidget) -> None:
        """What the page is about."""
        self._sheet.insertWidget(0, widget, 1)

    def set_panel(self, widget: QWidget, width: int) -> None:
        """What stands beside it, ``width`` pixels wide; on a narrow window it is a drawer (F9)."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setProperty("ground", "sunken")
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        widget.setProperty("ground", "sunken")
        area.setWidget(widget)
        area.setFixedWidth(width)
        area.setAccessibleName(f"{self.title}, panel")
        self._sheet.addWidget(area)
        self.panel = area
        self._panel_button.setParent(self)

    def arrive(self) -> None:
        """The page is shown; a screen reader hears its title."""
        self.announce(self.title)

    def leave(self) -> None:
        """Another page is shown."""

    def announce(self, words: str) -> None:
        """Say ``words`` through a screen reader, politely."""
        if QAccessible.isActive() and words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def toggle_panel(self) -> None:
        """Open or close the drawer of a narrow window."""
        self._drawer_open = not self._drawer_open
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        if self.panel is None:
            return
        narrow = self.width() < WIDE
        self.panel.setVisible(not narrow or self._drawer_open)
        self._panel_button.setVisible(narrow)
        self._panel_button.adjustSize()
        self._panel_button.raise_()
        right = self.panel.width() if self._drawer_open else 0
        self._panel_button.move(self.width() - right - self._panel_button.width() - 8, 8)
