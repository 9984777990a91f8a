"""What happened in the project, newest first, with what can be undone."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskhand.domain.acts import FilingStarted
from deskhand.domain.events import ResultsSaved
from deskhand.gui import icons, theme
from deskhand.gui.pages.use.filing_words import can_take_back, target_of
from deskhand.gui.pages.use.words import told, when
from deskhand.gui.widgets.way_out import open_outside
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.tables.history import HistoryEntry
from deskhand.storage.view import ProjectView

_MOST, _DOT, _ROW, _MORE = 100, 10, 72, 28


class UseHistory(QWidget):
    """``undo(HistoryEntry)`` when a person wants an entry taken back, ``shown(filing id)`` to see its files."""

    undo = Signal(object)
    shown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("ground", "sunken")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self._entries: list[HistoryEntry] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(8)
        column.addWidget(Words("History", "title"))
        column.addWidget(Hairline())
        column.addWidget(self.list, 1)

    def refresh(self, view: ProjectView) -> None:
        """Everything as it is now; the selection stays where it was."""
        here, now = max(0, self.list.currentRow()), datetime.now().astimezone()
        self._entries = view.history.all(_MOST)
        self.list.clear()
        for entry in self._entries:
            row = self._row(view, entry, now)
            row.undo.clicked.connect(lambda _=False, entry=entry: self.undo.emit(entry))
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, theme.current().px(row.height_wanted)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.accessibleName())
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        self.list.setCurrentRow(min(here, len(self._entries) - 1))
        self._show_selection()
        self.list.setAccessibleName(f"History, {len(self._entries)} entries")

    def _row(self, view: ProjectView, entry: HistoryEntry, now: datetime) -> "HistoryRow":
        words = (*told(view, entry), when(entry.at, now))
        act = entry.message
        if not isinstance(act, FilingStarted):
            return HistoryRow(entry, *words, possible=can_undo(entry))
        row = HistoryRow(entry, *words, possible=can_take_back(view, act))
        row.add_filing(target_of(view.filings.get(act.filing_id)), lambda: self.shown.emit(act.filing_id))
        return row

    def _show_selection(self) -> None:
        modes = QAbstractItemView.SelectionMode
        self.list.setSelectionMode(modes.SingleSelection if self.list.hasFocus() else modes.NoSelection)
        if self.list.hasFocus() and self.list.currentItem() is not None:
            self.list.currentItem().setSelected(True)
        elif not self.list.hasFocus():
            self.list.clearSelection()

    def undo_current(self) -> None:
        """Take back the selected one, if that can be."""
        row = self.list.currentRow()
        widget = self.list.itemWidget(self.list.item(row)) if 0 <= row < len(self._entries) else None
        if isinstance(widget, HistoryRow) and widget.possible:
            self.undo.emit(self._entries[row])

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Delete on an entry is Undo; only while the list has the focus is an entry the selected one."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_selection()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.undo_current()
            return True
        return False


class HistoryRow(QWidget):
    """Dot, what, to what, when; *Open* and *Undo* where they are possible."""

    def __init__(self, entry: HistoryEntry, title: str, detail: str, at: str, *, possible: bool) -> None:
        super().__init__()
        self.possible, self.height_wanted = possible, _ROW
        self.undo = _quiet("Undo", "undo-2")
        self.undo.setVisible(possible)
        self.undo.setAccessibleName(f"Undo: {title}")
        self._words = words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 8)
        words.setSpacing(1)
        words.addWidget(Words(title, "body.strong", elides=True))
        words.addWidget(Words(detail, "caption", "ink.second", elides=True))
        words.addWidget(Words(at, "caption", "ink.second"))
        row = self._line = QHBoxLayout(self)
        row.setSpacing(4)
        row.addWidget(_Dot(filled=possible), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if isinstance(entry.message, ResultsSaved):
            row.addWidget(self._opening(Path(entry.message.path)), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        row.setContentsMargins(0, 4, 0, 0)
        self.setAccessibleName(f"{title}, {detail}, {at}, {'can be undone' if possible else 'cannot be undone'}")
        self.setToolTip(f"{title}\n{detail}")

    def add_filing(self, target: Path, show: Callable[[], object]) -> None:
        """The row of a filing: what can be done has a line of its own."""
        self.height_wanted = _ROW + _MORE
        see = _quiet("Show", "")
        see.setAccessibleName("Show its files")
        see.clicked.connect(lambda _=False: show())
        self._line.removeWidget(self.undo)
        line = QHBoxLayout()
        line.setSpacing(4)
        for button in (see, self._opening(target), self.undo):
            button.setStyleSheet("padding: 0 8px 0 0;")
            line.addWidget(button)
        line.addStretch(1)
        self._words.addLayout(line)

    def _opening(self, path: Path) -> QPushButton:
        button = _quiet("Open", "")
        button.setAccessibleName(f"Open {path.name}")
        button.setEnabled(path.exists())
        button.setToolTip("" if path.exists() else "It is no longer there")
        button.clicked.connect(lambda: open_outside(path))
        return button

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.current().color("line"))


class _Dot(QWidget):
    """Filled: can be undone. Hollow: cannot, or already is."""

    def __init__(self, *, filled: bool) -> None:
        super().__init__()
        self._filled = filled
        self.setFixedSize(22, 26)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if self._filled else "line.control"), 1.5))
        painter.setBrush(look.color("accent") if self._filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(1, 8, _DOT - 1, _DOT - 1))
        painter.end()


def can_undo(entry: HistoryEntry) -> bool:
    """Whether there is something that takes it back, and nobody did."""
    return entry.inverse is not None and not entry.undone


def _quiet(text: str, sign: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    if sign:
        button.setIcon(icons.icon(sign, "accent", 14))
    return button
