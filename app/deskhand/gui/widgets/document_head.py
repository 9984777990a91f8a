"""Above a document: its name and kind, where it lies, from whom and when it is; and ways to the file itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.files import Content, length_of
from deskhand.gui.icons import icon
from deskhand.gui.widgets.words import Words

_SHORT = 32  # characters


class DocumentHead(QWidget):
    """``compact``: the ways to the file are signs without words (a panel)."""

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.name = Words("", "title", elides=True)
        self.facts = Words("", "caption", "ink.second", wraps=compact, elides=not compact)
        self.attached = Words("", "caption", "ink.second", elides=True)
        self.notes = Words("", "caption", "info", wraps=compact, elides=not compact)
        self.gone = Words("", "caption", "bad", wraps=True)
        self.beside = QHBoxLayout()  # for what a page says beside the facts
        self.open = _way("external-link", "Open", "Open it in its own program", compact=compact)
        self.folder = _way("folder-open", "Show in folder", "Show the folder that it lies in", compact=compact)
        self._lay_out()
        self.open.clicked.connect(lambda: self._go(lambda path: path))
        self.folder.clicked.connect(lambda: self._go(lambda path: path.parent))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.open)
        row.addWidget(self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        self.beside.setSpacing(12)
        self.beside.addWidget(self.facts, 1)
        column.addLayout(self.beside)
        for words in (self.attached, self.notes, self.gone):
            column.addWidget(words)

    def show_file(self, path: Path, name: str, folder: str, content: Content | None) -> None:
        """``content`` is None as long as the file was not read."""
        self._path = path
        self.name.setText(name)
        self.name.setToolTip(str(path))
        self.facts.setText("     ".join(_unbroken(fact) for fact in facts_of(folder, content)))
        attached = content.attached if content is not None else ()
        self.facts.setToolTip(content.sender if content is not None else "")
        self.attached.setText(f"Attached: {', '.join(attached)}")
        self.attached.setToolTip("\n".join(attached))
        self.notes.setText(" ".join(notes_of(content)))
        self.notes.setToolTip("\n".join(notes_of(content)))
        self.gone.setText("")
        self._show_parts()

    def _show_parts(self) -> None:
        self.attached.setVisible(self.attached.text() != "Attached: ")
        for words in (self.facts, self.notes, self.gone):
            words.setVisible(bool(words.text()))

    def _go(self, to: Callable[[Path], Path]) -> None:
        """Never a program or a web page: only what lies on this computer, and is there."""
        path = to(self._path)
        there = path.exists()
        if there:
            there = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            self.gone.setText("" if there else f"No program on this computer opens {path.name}.")
        else:
            self.gone.setText(f"It is not there any more: {path}")
        self._show_parts()


def facts_of(folder: str, content: Content | None) -> list[str]:
    """``PDF``, ``3 pages``, ``14 Nov 2025``, ``from Anna Miller``, ``in Office/Accounts``: what is known of it."""
    where = [f"in {folder}"] if folder else []
    if content is None:
        return where
    pages = [f"{content.pages:,} pages"] if content.pages > 1 else []
    pages += [length_of(content.seconds)] if content.seconds else []
    sender = [f"from {parseaddr(content.sender)[0] or content.sender}"] if content.sender else []
    return [part for part in (content.kind, *pages, day(content.date), *sender, *where) if part]


def _unbroken(fact: str) -> str:
    """Short facts stay on one line."""
    return fact.replace(" ", "\N{NO-BREAK SPACE}") if len(fact) <= _SHORT else fact


def notes_of(content: Content | None) -> Sequence[str]:
    """What a reader should know of the words."""
    if content is None:
        return ()
    pages = "A page was" if content.seen == 1 else f"{content.seen} pages were"
    seen = (f"{pages} read off the picture: some letters may be wrong.",) if content.seen else ()
    return (*seen, *content.notes)


def day(written: str) -> str:
    """``14 Nov 2025``, with the time where it is known; "" where nothing is."""
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return ""
    shown = str(QLocale().toString(when.date(), "d MMM yyyy"))  # type: ignore[call-overload]  # dates are taken too
    return f"{shown}, {when:%H:%M}" if len(written) > 10 else shown


def _way(sign: str, words: str, tip: str, *, compact: bool) -> QPushButton:
    button = QPushButton("" if compact else words)
    button.setProperty("kind", "quiet")
    button.setIcon(icon(sign, "accent"))
    button.setToolTip(tip)
    button.setAccessibleName(words)
    return button
