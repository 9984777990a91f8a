"""The status bar: processor, network, what was sent, what is saved. Each opens the page behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStatusBar, QToolButton

from deskhand.gui import icons


class StatusLine(QStatusBar):
    """``wanted`` names the page behind the button that was pressed: "doctor", "privacy" or "folder"."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.processor = self._button("cpu", "Processor, not tested yet", "doctor")
        self.network = self._button("wifi-off", "Offline", "privacy")
        self.sent = self._button("shield", "0 bytes sent", "privacy")
        for button in (self.processor, self.network, self.sent):
            self.addWidget(button)
        self.saved = self._button("", "", "folder")
        self.addPermanentWidget(self.saved)

    def show_saved(self, words: str) -> None:
        """What stands at the right."""
        self.saved.setText(words)
        self.saved.setVisible(bool(words))

    def _button(self, name: str, words: str, page: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words or "Project folder")
        if name:
            button.setIcon(icons.icon(name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.wanted.emit(page))
        return button
