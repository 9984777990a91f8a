"""Help for the page that one came from, and all its keys."""

from itertools import groupby

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.pages.help.words import WORDS
from deskhand.gui.pages.settings.keys import EVERYWHERE
from deskhand.gui.widgets.key_rows import KeyRows
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Words


class HelpPage(BesidePage):
    """A short page; that of Home for a page that has none."""

    title = "Help"

    def __init__(self, about: str) -> None:
        super().__init__()
        column = ReadingColumn(about if about in WORDS else "Home", widest=640)
        for part in WORDS.get(about, WORDS["Home"]):
            column.add_part(part.heading, part.words)
        column.add_part("Nothing is lost", "Everything is kept as you go, and Undo takes back what you did.")
        self.sheet.addWidget(scrolling(column, "Help"))
        self.action_bar.set_sentence("Press ? on a page for its keys.")
        add_key(self, "Esc", "Close", self.closed.emit)


class KeysPage(BesidePage):
    """All keys of a page, then those that work everywhere."""

    title = "Keys"

    def __init__(self, page: QWidget | None, title: str) -> None:
        super().__init__()
        column = ReadingColumn(f"Keys: {title}", widest=640)
        keys = keys_of(page) if page is not None else []
        if keys:
            column.add(KeyRows(keys), 12)
        column.add(Words("On every page", "title"), 24)
        column.add(KeyRows(EVERYWHERE), 8)
        self.sheet.addWidget(scrolling(column, "Keys"))
        add_key(self, "Esc", "Close", self.closed.emit)


def keys_of(page: QWidget) -> list[tuple[str, str]]:
    """The keys of a page's own actions, in the order they were added; neighbours that do alike share a row."""
    actions: list[QAction] = [action for action in page.actions() if not action.shortcut().isEmpty()]
    rows = []
    for does, alike in groupby(actions, QAction.text):
        keys = [action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in alike]
        rows.append((keys[0] if len(keys) == 1 else f"{keys[0]}+–+{keys[-1]}", does))
    return rows
