"""A page: its middle, its panel at the right that folds into a drawer, and its action bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from deskhand.domain.problems import Problem
from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.tokens import SPACE_5
from deskhand.gui.widgets.action_bar import ActionBar
from deskhand.gui.widgets.panel_edge import PanelEdge
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline

WIDE = 1120  # narrower than this the panel is a drawer
_LOWEST = 300  # a middle that is lower than this is no use
_LEAST = 400  # what the middle needs beside an open drawer; with less the drawer takes its place


class Page(QWidget):
    """One step. ``go`` names another: "choose", "teach", "report:3", "learning:3", "models:text", "run", "check",
    "plan", "use".

    Or a place outside: "home", "help".
    """

    title = ""
    go = Signal(str)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self.open_project = open_project
        self.action_bar = ActionBar()
        self.panel: QScrollArea | None = None
        self._drawer_open = False
        self._panel_wanted = True
        self._said: ProblemPanel | None = None
        self._middle = QWidget()
        self._panel_width = 0
        self.edge = PanelEdge()
        self.edge.clicked.connect(self.toggle_panel)
        self.edge.hide()
        self._sheet = QHBoxLayout()
        self._sheet.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._sheet, 1)
        column.addWidget(Hairline())
        column.addWidget(self.action_bar)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")

    def set_middle(self, widget: QWidget, least: int = _LOWEST) -> None:
        """What the page is about. Under ``least`` pixels of the pictures it scrolls as a whole."""
        widget.setMinimumSize(1, theme.current().px(least))  # it never scrolls sideways
        self._middle = scrolling(widget, self.title) if least else widget
        self._middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet.insertWidget(0, self._middle, 1)

    def set_panel(self, widget: QWidget, width: int, name: str, *, first: bool = False) -> None:
        """What stands beside it: ``width`` pixels of the pictures; on a narrow window a drawer called ``name`` (F9).

        ``first``: at the side where reading begins.
        """
        area = scrolling(widget, f"{self.title}, panel", "sunken")
        self._sheet.insertWidget(0 if first else self._sheet.count(), area)
        self._sheet.insertWidget(1 if first else self._sheet.count() - 1, self.edge)
        self.edge.set_first(first=first)
        self._panel_width = width
        self.panel = area
        self.edge.show_name(name)

    def set_panel_wanted(self, *, wanted: bool) -> None:
        """Whether the panel has something to say now."""
        self._panel_wanted = wanted
        self._fold()

    def aim(self, what: str) -> None:
        """What stood behind the colon when one came here ("3" of "report:3"); "" mostly."""

    def say(self, problem: Problem, *ways: tuple[str, Callable[[], object]]) -> None:
        """Something went wrong outside the page's own work (a full drive): above everything, in the page.

        ``ways`` are (words of a button, what it does); without any the person can only put it away.
        """
        if self._said is None:
            self._said = ProblemPanel()
            above = QHBoxLayout()
            above.setContentsMargins(SPACE_5, 0, SPACE_5, 0)
            above.addWidget(self._said)
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertLayout(0, above)
        self._said.show_problem(problem, *(ways or (("Understood", self._said.clear),)))

    def unsay(self) -> None:
        """The cause is gone."""
        if self._said is not None:
            self._said.clear()

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
        look = theme.current()
        narrow, wide = self.width() < look.px(WIDE), look.px(self._panel_width)
        drawer = narrow and self._drawer_open and self._panel_wanted
        alone = drawer and self.width() - self.edge.sizeHint().width() - wide < look.px(_LEAST)
        self.panel.setMinimumWidth(0 if alone else wide)
        self.panel.setMaximumWidth(self.width() if alone else wide)
        self.panel.setVisible(self._panel_wanted and (drawer or not narrow))
        self._middle.setVisible(not alone)
        self.edge.setVisible(narrow and self._panel_wanted)
        self.edge.show_opened(drawer)
