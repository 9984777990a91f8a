"""A column of headings and paragraphs, no wider than one reads well."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.words import Words

_WIDEST = 796


class ReadingColumn(QWidget):
    """The page title, then what is added, from the top."""

    def __init__(self, title: str, about: str = "", widest: int = _WIDEST) -> None:
        super().__init__()
        inside = QWidget()
        inside.setMaximumWidth(theme.current().px(widest))
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(Words(title, "page", wraps=True))
        if about:
            self.column.addWidget(Words(about, "body", "ink.second", wraps=True))
        self.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 16, 32, 16)
        row.addWidget(inside, 1)
        row.addStretch(0)

    def add(self, widget: QWidget, space: int = 0) -> None:
        """``space`` pixels, then ``widget``."""
        last = self.column.count() - 1
        self.column.insertWidget(last, widget)
        if space:
            self.column.insertSpacing(last, space)

    def add_part(self, heading: str, *paragraphs: str) -> None:
        """A heading and what stands under it."""
        self.add(Words(heading, "title", wraps=True), 24)
        for number, paragraph in enumerate(paragraphs):
            self.add(Words(paragraph, "body", "ink.second", wraps=True), 4 if number == 0 else 8)
