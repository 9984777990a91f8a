"""One way for results to leave: what it gives, its button, and what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from deskhand.gui import icons, theme
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.words import Hairline, Words

_SIGN = 20


class WayOut(QFrame):
    """A row of the Use page. ``extra`` takes what belongs to this way alone."""

    def __init__(self, sign: str, title: str) -> None:
        super().__init__()
        self._title = title
        self.sentence = Words("", "body", "ink.second", wraps=True)
        self.sign = QLabel()
        self.sign.setPixmap(icons.pixmap(sign, "accent", theme.current().px(_SIGN), 2))
        self.extra = QVBoxLayout()
        self._bar = StackedBar(f"{title}, how far", 6)
        self._done = _Done()
        self._buttons = QVBoxLayout()
        self._lay_out()
        self.setAccessibleName(title)
        self._bar.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Words(self._title, "title"))
        words.addWidget(self.sentence)
        words.addLayout(self.extra)
        words.addWidget(self._bar)
        words.addWidget(self._done)
        words.addStretch(1)
        self._buttons.setSpacing(4)
        row = QHBoxLayout()
        row.setContentsMargins(0, 14, 0, 14)
        row.setSpacing(16)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())

    def add_button(self, text: str, do: Callable[[], object], kind: str = "") -> QPushButton:
        """A button at the right, under those that are there."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda _checked=False: do())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def show_progress(self, done: int, total: int) -> None:
        """How far saving is; ``total`` 0 hides it."""
        self._bar.setVisible(total > 0)
        self._bar.show_parts([(done, "accent")], total)

    def show_saved(self, path: Path, rows: int, notes: tuple[str, ...]) -> None:
        """What was written, where, and what had to be changed."""
        self._done.show_saved(path, rows, notes)

    def forget_saved(self) -> None:
        """Nothing was saved lately."""
        self._done.hide()


class _Done(QFrame):
    """``Saved as …``, with *Open file* and *Open folder*."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._words = Words("", "body.medium", "accent", wraps=True)
        self._notes = Words("", "caption", "ink.second", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._file, self._folder = QPushButton("Open file"), QPushButton("Open folder")
        self._file.clicked.connect(lambda: open_outside(self._path))
        self._folder.clicked.connect(lambda: open_outside(self._path if self._path.is_dir() else self._path.parent))
        for button in (self._file, self._folder):
            button.setProperty("kind", "small")
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._notes)
        column.addLayout(row)
        self.hide()

    def show_saved(self, path: Path, rows: int, notes: tuple[str, ...]) -> None:
        self._path = path
        several = path.is_dir()
        saved = f"{rows:,} files saved in {path.name}" if several else f"Saved as {path.name}, {rows:,} rows"
        self._words.setText(saved)
        self._file.setVisible(not several)
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self.show()


def open_outside(path: Path) -> None:
    """In the program that the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
