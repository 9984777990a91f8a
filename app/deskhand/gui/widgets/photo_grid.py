"""A grid of photos: a click ticks, the keyboard ticks, and a double click looks closer."""

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from deskhand.gui import theme
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.cell_view import CellView
from deskhand.gui.widgets.photo_delegate import PhotoDelegate
from deskhand.gui.widgets.photo_model import PhotoModel

WIDTHS = (110, 158, 220, 300, 400)  # of a photo, in pixels of the pictures
_LARGER = 1.3  # pixels kept to pixels shown, for photos of which not all is shown
_ALL = 2000  # photos that Ctrl+A ticks; of more, those in sight


class PhotoGrid(CellView):
    """``opened(row)`` on a double click. Shift ticks all from the last one, dragging ticks on the way."""

    opened = Signal(int)

    def __init__(self, model: PhotoModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(WIDTHS[1], parent)
        self._photos, self._thumbnails = model, thumbnails
        self._anchor = 0
        self._hovered = -1
        self._ticking: bool | None = None  # while dragging: tick, or take away
        self._seen: dict[int, QRect] = {}
        self.setModel(model)
        self.setItemDelegate(PhotoDelegate(thumbnails, self))
        self.setAccessibleName("Photos")
        thumbnails.ready.connect(self._on_ready)
        model.ticks_changed.connect(self.viewport().update)

    def reset(self) -> None:
        """Other photos: back to the first of them."""
        super().reset()
        self._anchor = 0

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self.model() is not None:
            dense = self.viewport().devicePixelRatioF()
            self._thumbnails.set_edge(round(self.cell.width() * dense * _LARGER))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._thumbnails.forget_wishes()
        super().scrollContentsBy(dx, dy)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(event.rect(), theme.current().color("surface"))
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        self.initViewItemOption(option)
        current = self.currentIndex().row() if self.hasFocus() else -1
        self._seen = {}
        for row in self.in_sight():
            place = self._place(row)
            item_id = self._photos.item_id(row)
            if item_id is not None:
                self._seen[item_id] = place
            if not place.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                continue
            option.rect = place
            option.state = QStyle.StateFlag.State_Enabled
            if row == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            if row == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, self._photos.index(row))

    def _on_ready(self, item_id: int) -> None:
        place = self._seen.get(item_id)
        if place is not None:
            self.viewport().update(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._photos.rowCount():
            self.go_to(self.in_sight().start)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --- keys -----------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The id of the photo that the keyboard is at."""
        return self._photos.item_id(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """The keyboard is at this photo from now on."""
        if self._photos.rowCount():
            row = min(max(0, row), self._photos.rowCount() - 1)
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._photos.index(row), flags)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the arrows tick on their way."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        now = self.currentIndex().row()
        if now != before:
            self.viewport().update()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._tick_rows(self._anchor, now)
            else:
                self._anchor = now

    def keyboardSearch(self, search: str) -> None:
        """Letters and figures are keys of the page."""

    def toggle_current(self) -> None:
        item_id = self.current
        if item_id is not None:
            self._anchor = self.currentIndex().row()
            self._photos.tick([item_id], not self._photos.is_ticked(item_id))

    def tick_all(self) -> None:
        """All of them; of very many, those in sight."""
        rows = range(self._photos.rowCount())
        self._tick_rows(*((rows.start, rows.stop - 1) if len(rows) <= _ALL else _ends(self.in_sight())))

    def _tick_rows(self, first: int, last: int) -> None:
        first, last = sorted((first, last))
        self._photos.tick(self._photos.ids[first : last + 1])

    # --- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        anchor = self._anchor
        self.go_to(index.row())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._tick_rows(anchor, index.row())
            return
        self.toggle_current()
        self._ticking = self._photos.is_ticked(self._photos.ids[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
        item_id = self._photos.item_id(row)
        if self._ticking is not None and item_id is not None:
            self._photos.tick([item_id], self._ticking)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._ticking = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of the two clicks has ticked it, or taken its tick away: that was not meant."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.toggle_current()
            self.opened.emit(index.row())


def _ends(rows: range) -> tuple[int, int]:
    return rows.start, rows.stop - 1
