"""The passages of a recording: read, followed while it plays, and corrected in place."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyleOptionViewItem, QTextEdit, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.passage_delegate import PassageDelegate, PassageLine

_Index = QModelIndex | QPersistentModelIndex
PASSAGE_ROLE = Qt.ItemDataRole.UserRole
_AT_ONCE = 200  # passages that are laid out in one go
_FEW = 60  # as many the list can be as high as
_ANY = 16_777_215  # Qt's own greatest height
_LEAST, _MUCH = 72, 480  # heights in pixels of the pictures


class PassageModel(QAbstractListModel):
    """One line a passage. ``corrected(place, words)`` when other words were written."""

    corrected = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PassageLine, ...] = ()
        self._playing = -1

    @property
    def playing(self) -> int:
        """The place of the passage that is heard (-1: none)."""
        return self._playing

    def show_lines(self, lines: Sequence[PassageLine]) -> None:
        """As many as before are the same recording, perhaps corrected: the place that is read stays."""
        if len(lines) == len(self._lines) and lines:
            before, self._lines = self._lines, tuple(lines)
            for row, (old, new) in enumerate(zip(before, self._lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines, self._playing = tuple(lines), -1
        self.endResetModel()

    def show_playing(self, place: int) -> None:
        before, self._playing = self._playing, place
        for row in {before, place}:
            if 0 <= row < len(self._lines):
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.BackgroundRole])

    def line(self, place: int) -> PassageLine:
        return self._lines[place]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.words
        if role == PASSAGE_ROLE:
            return line
        if role == Qt.ItemDataRole.BackgroundRole:
            return index.row() == self._playing
        if role == Qt.ItemDataRole.AccessibleTextRole:
            playing = "playing" if index.row() == self._playing else ""
            return ", ".join(part for part in (line.time, playing, line.chip) if part) + f". {line.words}"
        return line.remark or None if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        words = " ".join(str(value).split())
        if role == Qt.ItemDataRole.EditRole and words != self._lines[index.row()].words:
            self.corrected.emit(index.row(), words)
        return True


class PassageList(QListView):
    """``pressed_at(place)``: play from there. A click on a word, or ``correct``, opens the words for writing.

    It is not higher than its passages; few of them it can also show as a ``whole``: ``gone_to(top, bottom)`` (pixels
    of the viewport) then says what is to be in sight.
    """

    pressed_at = Signal(int)
    gone_to = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages = PassageModel(self)
        self._delegate = PassageDelegate(self)
        self._whole = False
        self.setModel(self.passages)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("What was said")

    def show_lines(self, lines: Sequence[PassageLine]) -> None:
        self.passages.show_lines(lines)
        self._fit()

    def set_whole(self, *, whole: bool) -> None:
        """Whether what is around it scrolls, and not it."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        """As high as its passages, as far as they are few; many are always scrolled in it."""
        px, count = theme.current().px, self.passages.rowCount()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        rows = [self._delegate.sizeHint(option, self.passages.index(row)).height() for row in range(count)[:_FEW]]
        tall = max(px(_LEAST), sum(rows) + 2 * self.frameWidth()) if count <= _FEW else px(_MUCH)
        self.setMinimumHeight(tall if self._whole else min(tall, px(2 * _LEAST)))
        self.setMaximumHeight(tall if count <= _FEW else _ANY)

    def go_to(self, place: int) -> None:
        """This passage is the current one, and in sight."""
        self.setCurrentIndex(self.passages.index(place))
        box = self.visualRect(self.currentIndex())
        if self._whole and box.isValid():
            self.gone_to.emit(box.top(), box.bottom())

    def follow(self, place: int) -> None:
        """This passage is playing; it is brought into sight, unless words are being written."""
        if place != self.passages.playing:
            self.passages.show_playing(place)
            if place >= 0 and self.state() != QAbstractItemView.State.EditingState:
                self.go_to(place)

    def correct(self, place: int, at: QPoint | None = None) -> None:
        """Open the words of a passage for writing, with the writing mark at ``at`` (of the viewport)."""
        index = self.passages.index(place)
        if not index.isValid():
            return
        self.go_to(place)
        self.edit(index)
        editor = self.indexWidget(index) or self.viewport().focusWidget()
        if at is not None and isinstance(editor, QTextEdit):
            editor.setTextCursor(editor.cursorForPosition(editor.viewport().mapFrom(self.viewport(), at)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
        elif self._over_words(event.position().toPoint()):
            self.correct(index.row(), event.position().toPoint())
        else:
            self.setFocus()
            self.setCurrentIndex(index)
            self.pressed_at.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._over_words(event.position().toPoint())
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def _over_words(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        line = self.passages.line(index.row()) if index.isValid() else None
        return line is not None and self._delegate.has_word(self.viewport(), self.visualRect(index), line, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.correct(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """*Put back*, where other words were written than were heard."""
        index = self.indexAt(event.pos())
        heard = self.passages.line(index.row()).heard if index.isValid() else None
        if heard is not None:
            menu = QMenu(self)
            menu.addAction("Put back what was heard", lambda: self.put_back(index.row()))
            menu.popup(event.globalPos())

    def put_back(self, place: int) -> None:
        """The words that were heard hold again."""
        self.passages.setData(self.passages.index(place), self.passages.line(place).heard or "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())
