"""The header of the window: home, project and job, the steps, what works now, help."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.tokens import HEADER
from deskhand.gui.widgets.state_label import LOOKS
from deskhand.gui.widgets.step_tabs import StepTabs
from deskhand.gui.widgets.words import Words

_TOOL, _SIGN, _EDGE, _GAP = 30, 18, 24, 12
_WIDE, _NARROW = 240, 196  # the names of the project, in a wide window and in one under 1120


class Header(QWidget):
    """``home``, ``help`` and ``work`` say which button was pressed; ``steps.chosen`` which step."""

    home = Signal()
    help = Signal()
    work = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._block: QWidget | None = None
        self.steps = StepTabs()
        self.name = Words("", "title", elides=True)
        self.job = Words("", "caption", "ink.second", elides=True)
        self._home = _tool("house", "Home (Alt+Home)")
        self._help = _tool("circle-help", "Help for this page (F1)")
        self.works = QToolButton()
        self.works.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.works.setAccessibleName("What works now")
        self.works.setProperty("kind", "state")
        self.works.hide()
        self._home.clicked.connect(self.home)
        self._help.clicked.connect(self.help)
        self.works.clicked.connect(self.work)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "canvas")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._home)
        block = self._block = QWidget()
        names = QVBoxLayout(block)
        names.setContentsMargins(0, 0, 0, 2)
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.job)
        names.addStretch(1)
        row.addWidget(block)
        row.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.works)
        row.addWidget(self._help)
        self.fit(1280)

    def show_names(self, name: str, job: str, *, steps: bool) -> None:
        """Whose page this is."""
        self.name.setText(name)
        self.job.setText(job)
        self.steps.setVisible(steps)

    def show_work(self, words: str, state: str) -> None:
        """What works now, in a state of ``StateLabel``; hidden when there are no words."""
        self.works.setVisible(bool(words))
        sign, ink, _, _ = LOOKS[state]
        self.works.setIcon(icons.icon("pause" if state == "wait" else sign, ink))
        self.works.setText(words)
        self.works.setToolTip(words)
        self.works.setAccessibleName(f"What works now: {words}")
        if self.works.property("state") != state:
            self.works.setProperty("state", state)
            self.works.style().unpolish(self.works)
            self.works.style().polish(self.works)
        self.fit(self.window().width())

    def works_anchor(self) -> QWidget:
        """What the list of work opens below."""
        return self.works if self.works.isVisible() else self._help

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._block is not None:
            self.fit(self.window().width())

    def fit(self, width: int) -> None:
        """Wide or narrow, by the window's width; as high as the text is large."""
        look = theme.current()
        self.setFixedHeight(look.px(HEADER))
        for button in (self._home, self._help):
            button.setFixedSize(look.px(_TOOL), look.px(_TOOL))
            button.setIconSize(QSize(look.px(_SIGN), look.px(_SIGN)))
        block = min(look.px(_NARROW if width < look.px(1120) else _WIDE), width // 5)
        if self._block is not None:
            self._block.setFixedWidth(block)
        self._share(width - block - 2 * (_EDGE + look.px(_TOOL)) - 5 * _GAP)

    def _share(self, room: int) -> None:
        """The steps and what works now share ``room``; the words of the steps go before those of the work."""
        style = Qt.ToolButtonStyle
        for shape in (style.ToolButtonTextBesideIcon, style.ToolButtonIconOnly):
            self.works.setToolButtonStyle(shape)
            left = room - (0 if self.works.isHidden() else self.works.sizeHint().width() + _GAP)
            if left >= self.steps.room_for_words():
                break
        self.steps.set_room(left)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("line.tab"), 1))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)
        if self.steps.isVisible():  # the current tab is open towards the sheet
            tab = self.steps.tabRect(self.steps.currentIndex()).translated(self.steps.pos())
            painter.setPen(QPen(theme.current().color("surface"), 1))
            painter.drawLine(tab.left() + 1, bottom, tab.right() - 1, bottom)
        painter.end()


def _tool(name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(name, "ink.second", _SIGN))
    button.setToolTip(words)
    button.setAccessibleName(words.split(" (", maxsplit=1)[0])
    return button
