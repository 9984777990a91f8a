"""The status bar: processor, network, what was sent, what is saved. Each opens the page behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStatusBar, QToolButton

from deskhand import __version__
from deskhand.domain.processors import Work
from deskhand.gui import icons, theme
from deskhand.gui.model_words import plain_name, size_words
from deskhand.gui.pages.home.recent import when
from deskhand.gui.tokens import SPACE_4
from deskhand.gui.widget_settings import settings_of
from deskhand.storage.computer import ComputerCheck
from deskhand.storage.settings import ONLY_MAIN
from deskhand.storage.traffic import totals

_WIDE = 1120
_DOES = {Work.READING: "Reads", Work.LEARNING: "Learns", Work.HEARING: "Listens"}
_SAID = 4000  # milliseconds that a remark stays


class StatusLine(QStatusBar):
    """``wanted`` names the page behind the button that was pressed: "doctor", "privacy" or "folder"."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.processor = self._button("cpu", "Processor not tested yet", "doctor")
        self.network = self._button("wifi-off", "Offline", "privacy")
        self.sent = self._button("shield", "", "privacy")
        for button in (self.processor, self.network, self.sent):
            self.addWidget(button)
        self.setContentsMargins(SPACE_4, 0, SPACE_4, 0)
        self.saved = self._button("", "", "folder")
        self.saved.setToolTip("Show the folder of the project")
        self.show_network("")
        self.addPermanentWidget(self.saved)

    def show_processor(self, check: ComputerCheck) -> None:
        """Which processor is in use, and when it was tested; the tool tip says what does which kind of work."""
        if settings_of(self).get("work.processor") == ONLY_MAIN:
            self._say_processor("Main processor, as you chose", "Main processor, as you chose in the settings")
            return
        best = check.best
        if best is None:
            return
        moment = when(check.at).split(",", maxsplit=1)[0]
        tested = moment.lower() if moment in ("Today", "Yesterday") else f"on {moment}"
        doing = {work: check.best_at(work) for work in Work}
        used = [f"{_DOES[work]}: {device.name}" for work, device in doing.items() if device is not None]
        self._say_processor(f"{best.name}, tested {tested}", "\n".join(used))

    def _say_processor(self, words: str, more: str) -> None:
        self._say(self.processor, words, more)

    def _say(self, button: QToolButton, words: str, more: str) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(more or words)

    def show_network(self, getting: str) -> None:
        """Whether a model is being fetched (its id, "": none is), and all that ever went over the network."""
        called = plain_name(getting)
        self._say(self.network, "Getting a model" if getting else "Offline", f"Getting {called}" if getting else "")
        self.network.setIcon(icons.icon("download" if getting else "wifi-off"))
        moved = totals()
        sent, received = sum(one.sent for one in moved), sum(one.received for one in moved)
        words = f"{size_words(sent)} sent, {size_words(received)} received" if received else "0 bytes sent"
        self._say(self.sent, words, f"{words}, in all. Press for what it was used for.")

    def show_saved(self, words: str) -> None:
        """What stands at the right."""
        self.saved.setText(words)
        self.saved.setAccessibleName(words)
        self.saved.setEnabled(True)
        self._be_quiet(False)

    def show_version(self) -> None:
        """On the Home page there is nothing to save."""
        self.show_saved(f"Deskhand {__version__}")
        self.saved.setEnabled(False)
        self._be_quiet(True)

    def say(self, words: str) -> None:
        """A remark that passes."""
        self.showMessage(words, _SAID)

    def fit(self, width: int) -> None:
        """In a narrow window the icons stand alone; their words are in the tool tips."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        style = beside if width >= _WIDE else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.network, self.sent):
            button.setToolButtonStyle(style)

    def _be_quiet(self, quiet: bool) -> None:
        """On the Home page no line divides it from the page."""
        if self.property("quiet") != quiet:
            self.setProperty("quiet", quiet)
            self.style().unpolish(self)
            self.style().polish(self)

    def _button(self, name: str, words: str, page: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "status")
        button.setFont(theme.current().font("caption"))
        button.setText(words)
        button.setToolTip(words)
        button.setAccessibleName(words or "Project folder")
        if name:
            button.setIcon(icons.icon(name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.wanted.emit(page))
        return button
