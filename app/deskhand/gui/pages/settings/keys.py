"""Keys: those that work everywhere."""

from deskhand.gui.widgets.key_rows import KeyRows
from deskhand.gui.widgets.reading_column import ReadingColumn

EVERYWHERE: tuple[tuple[str, str], ...] = (
    ("Ctrl+1", "Choose; Ctrl 2 to Ctrl 5 the other steps"),
    ("Alt+Home", "Home"),
    ("Ctrl+O", "Open a project"),
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Shift+Z", "Redo"),
    ("Ctrl+F", "Find"),
    ("Ctrl+J", "What works now"),
    ("F6", "Next area of the window; with Shift the one before"),
    ("F9", "Open or close the panel of a narrow window"),
    ("Ctrl+,", "Settings"),
    ("F1", "Help for this page"),
    ("?", "All keys of this page"),
    ("Esc", "Let go of a selection, close a drawer"),
    ("Ctrl+Q", "Quit"),
)


class KeysSection(ReadingColumn):
    """On macOS the Command key takes the place of Ctrl."""

    def __init__(self) -> None:
        super().__init__("Keys", "These work on every page. Press ? on a page for the keys of that page.")
        self.add(KeyRows(EVERYWHERE), 12)
