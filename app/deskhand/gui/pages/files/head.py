"""Which files these are, how far their reading is, and the ways to more of them, or fewer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.items import Source
from deskhand.gui.widgets.words import Words


class FilesHead(QWidget):
    """``folder``, ``files``, ``again``, ``stop`` and ``take_out(source id)`` say what the person wants."""

    folder = Signal()
    files = Signal()
    again = Signal()
    stop = Signal()
    take_out = Signal(int)

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.name = Words("", "page", elides=True)
        self.about = Words("", "body", "ink.second", elides=True)
        self.stop_button = QPushButton("Stop listing")
        self.again_button = QPushButton("Look again")
        self.out_button = QPushButton("Take out")
        self.add_button = QPushButton("Add…")
        self._lay_out(noun)
        self.stop_button.clicked.connect(self.stop)
        self.again_button.clicked.connect(self.again)

    def _lay_out(self, noun: str) -> None:
        ways = QMenu(self.add_button)
        ways.addAction("A folder…").triggered.connect(self.folder)
        ways.addAction("Files…").triggered.connect(self.files)
        self.add_button.setMenu(ways)
        self.add_button.setAccessibleName(f"Add {noun}")
        self.again_button.setToolTip("Finds what is new in the folders since they were listed")
        self.out_button.setToolTip(f"The {noun} of a folder leave the project; the files stay where they are")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 6)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.stop_button, self.again_button, self.out_button, self.add_button):
            row.addWidget(button)

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The folders of the project."""
        self.name.setText(Path(sources[0].path).name if len(sources) == 1 else f"{len(sources)} folders")
        self.name.setToolTip("\n".join(one.path for one in sources))
        menu = QMenu(self.out_button)
        for source in sources:
            files = f", {len(source.files):,} chosen files" if source.files else ""
            action = menu.addAction(f"{Path(source.path).name}{files}")
            action.triggered.connect(lambda _=False, number=source.id: self.take_out.emit(number))
        self.out_button.setMenu(menu)

    def show_state(self, words: str, *, listing: bool) -> None:
        """One line below the name; while it lists, a way to stop it."""
        self.about.setText(words)
        self.about.setToolTip(words)
        self.stop_button.setVisible(listing)
        self.again_button.setVisible(not listing)
