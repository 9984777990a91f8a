"""What was just done, with a way to take it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from deskhand.gui.icons import icon
from deskhand.gui.widgets.words import Words


class UndoLine(QFrame):
    """Hidden until something is told; ``wanted`` when it is to be taken back."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("edge", "all")
        self.words = Words("", "body", wraps=True)
        self.undo = QPushButton("Undo")
        self.undo.setIcon(icon("undo-2", "accent"))
        self.undo.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self.wanted)
        self.hide()

    def tell(self, words: str) -> None:
        """What was done; "": nothing that could be taken back."""
        self.words.setText(words)
        self.undo.setAccessibleName(f"Undo: {words}")
        self.setVisible(bool(words))
