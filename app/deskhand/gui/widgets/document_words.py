"""The words of a document: long ones begin with their first part, and those that spoke for an answer are marked."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.reading_view import ReadingView
from deskhand.gui.widgets.words import Words

FIRST = 4000  # characters of a long document that are shown first
_PIECE = 2000  # characters of a line beyond which it is shown in pieces
_MOST_MARKS = 400  # places that are marked; more would only be noise


class DocumentWords(QWidget):
    """``show_words``, then ``mark`` when it is known what spoke for the answer. ``unfolded``: all of it is shown."""

    unfolded = Signal()

    def __init__(self, face: str = "reading", item: str = "document", parent: QWidget | None = None) -> None:
        """``item`` is what it is called on the button that shows all of it."""
        super().__init__(parent)
        self._title, self._words = "", ""
        self._marked: tuple[str, ...] = ()
        self.reading = ReadingView(face)
        self.sample = MarkSample()
        self.legend = Words("", "caption", "ink.second", elides=True)
        self.whole = QPushButton(f"Whole {item}")
        self.whole.setProperty("kind", "quiet")
        self._foot = QWidget()
        self._lay_out()
        self.whole.clicked.connect(self._unfold)
        self.setFocusProxy(self.reading)
        self.show_words("", "")

    def _lay_out(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 4, 0, 0)
        foot.setSpacing(6)
        foot.addWidget(self.sample)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reading, 1)
        column.addWidget(self._foot)

    def show_words(self, title: str, words: str) -> None:
        """Plain text, whatever it looks like. ``title`` (a subject) stands above it, in bold."""
        self._title, self._words = title, words
        self._marked = ()
        self._show(words if self._is_short else _first_part(words))
        self.whole.setVisible(not self._is_short)
        self.whole.setToolTip(f"Show all {len(words):,} characters" if not self._is_short else "")
        self._show_legend("")

    def mark(self, label: str, words: Sequence[str]) -> None:
        """These words spoke for ``label``; none takes the marks away."""
        self._marked = tuple(words)
        self._mark()
        self._show_legend(label)

    def fit(self, most: int) -> None:
        """As high as the words, but not higher than ``most`` pixels."""
        self.reading.fit(most)

    @property
    def _is_short(self) -> bool:
        return len(self._words) <= FIRST + FIRST // 10

    def _unfold(self) -> None:
        place = self.reading.verticalScrollBar().value()
        self._show(self._words)
        self.reading.verticalScrollBar().setValue(place)
        self.whole.hide()
        self._mark()
        self._show_foot()
        self.reading.setFocus()
        self.unfolded.emit()

    def _show(self, words: str) -> None:
        self.reading.setExtraSelections([])
        self.reading.setCurrentCharFormat(QTextCharFormat())  # else it would be as bold as the title before it
        self.reading.show_text("\n\n".join(part for part in (self._title, _in_pieces(words)) if part))
        if self._title:
            cursor = QTextCursor(self.reading.document())
            cursor.setPosition(len(self._title), QTextCursor.MoveMode.KeepAnchor)
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            cursor.mergeCharFormat(bold)

    def _mark(self) -> None:
        self.reading.setExtraSelections(_selections(self.reading.document(), self._marked))

    def _show_legend(self, label: str) -> None:
        marked = ", ".join(dict.fromkeys(self._marked))
        self.legend.setText(f"spoke for {label}: {marked}" if marked else "")
        self.legend.setToolTip(self.legend.text())
        self.legend.setAccessibleName(f"Marked words spoke for {label}: {marked}" if marked else "")
        self._show_foot()

    def _show_foot(self) -> None:
        for widget in (self.sample, self.legend):
            widget.setVisible(bool(self._marked))
        self._foot.setVisible(bool(self._marked) or not self.whole.isHidden())


class MarkSample(Words):
    """What marked words look like."""

    def __init__(self) -> None:
        super().__init__("Marked", "caption", "wait")
        self.setContentsMargins(3, 0, 3, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("wait.ground"))
        painter.fillRect(0, self.height() - 2, self.width(), 1, look.color("wait.line"))
        painter.end()
        super().paintEvent(event)


def _first_part(words: str) -> str:
    """Up to the end of the last whole word."""
    part = words[:FIRST]
    return part[: part.rfind(" ")] + " …" if " " in part[-80:] else part + "…"


def _in_pieces(words: str) -> str:
    """A line that fills pages is broken between words: Qt lays out a line in one go, and the window would wait."""
    lines = []
    for line in words.split("\n"):
        rest = line
        while len(rest) > _PIECE:
            end = rest.find(" ", _PIECE - 100, _PIECE)
            piece = rest[: end if end >= 0 else _PIECE]
            lines.append(piece)
            rest = rest[len(piece) :].removeprefix(" ")
        lines.append(rest)
    return "\n".join(lines)


def _selections(document: QTextDocument, words: Sequence[str]) -> list[QTextEdit.ExtraSelection]:
    """A ground and a line below each place where one of the words stands by itself."""
    if not words:
        return []
    look = theme.current()
    marked = QTextCharFormat()
    marked.setBackground(look.color("wait.ground"))
    marked.setForeground(QColor(look.hex("wait")))
    marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    marked.setUnderlineColor(look.color("wait.line"))
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    text = document.toPlainText()
    selections = []
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(_units(text, found.start()))
        cursor.setPosition(_units(text, found.end()), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, marked
        selections.append(selection)
        if len(selections) == _MOST_MARKS:
            break
    return selections


def _units(text: str, place: int) -> int:
    """The place as Qt counts it, where a sign beyond the first 65,536 counts twice."""
    before = text[:place]
    return place if before.isascii() else len(before.encode("utf-16-le")) // 2
