"""Other people's words, in the reading face, never wider than one reads well."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from deskhand.gui import theme

WIDEST = 720
_LEADING = 1.55  # line height over text size, 28 over 18 px


class ReadingView(QTextBrowser):
    """Read-only plain text that scrolls. ``face`` is a font token of the theme, ``reading.large`` or ``reading``."""

    def __init__(self, face: str = "reading.large", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMaximumWidth(WIDEST)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setStyleSheet("background: transparent")
        self.setAccessibleName("Message")

    def show_text(self, text: str) -> None:
        """Plain text, whatever it looks like; scrolled to its beginning."""
        look = theme.current()
        self.setFont(look.font(self._face))
        self.setPlainText(text)
        spaced = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.MinimumHeight
        spaced.setLineHeight(self.fontInfo().pixelSize() * _LEADING, height.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(text)

    def fit(self, most: int) -> None:
        """As high as the text, but not higher than ``most`` pixels."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(min(most, round(self.document().size().height()) + 4))
