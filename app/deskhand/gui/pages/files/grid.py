"""The files as pictures, many beside each other."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen

from deskhand.domain.files import FileState
from deskhand.gui import theme
from deskhand.gui.icons import pixmap
from deskhand.gui.pages.files.model import FilesModel
from deskhand.gui.pages.files.rows import FileRow
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.cell_view import CellView
from deskhand.gui.widgets.photo_delegate import CAPTION, paint_photo

_WIDTH, _SIGN, _RADIUS = 158, 22, 4  # pixels of the pictures
_LEFT = 20  # so that the pictures begin where the words of the page do


class PictureGrid(CellView):
    """``opened`` carries a row. What costs time is asked for only where it is seen."""

    opened = Signal(int)

    def __init__(self, model: FilesModel, thumbnails: Thumbnails, name: str) -> None:
        super().__init__(_WIDTH)
        self._files, self._thumbnails = model, thumbnails
        self.setViewportMargins(_LEFT, 4, 0, 0)
        self.setModel(model)
        self.setAccessibleName(name)
        thumbnails.ready.connect(lambda _: self.viewport().update())
        model.rowsRemoved.connect(self._shrink)

    def _shrink(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self.model() is not None:
            self._thumbnails.set_edge(round(self.cell.width() * self.viewport().devicePixelRatioF()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._thumbnails.forget_wishes()
        super().scrollContentsBy(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the file."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.current().color("surface"))
        current = self.currentIndex().row() if self.hasFocus() else -1
        for number in self.in_sight():
            row = self._files.row(number)
            if row is not None:
                self._paint_cell(painter, self._place(number), row, focused=number == current)

    def _paint_cell(self, painter: QPainter, cell: QRect, row: FileRow, *, focused: bool) -> None:
        look, bad = theme.current(), row.state is FileState.UNREADABLE
        place = cell.adjusted(0, 0, 0, -look.px(CAPTION))
        picture = None if bad else self._thumbnails.picture(row.item_id)
        card = QPainterPath()
        card.addRoundedRect(QRectF(cell), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(card)
        painter.fillRect(place, look.color("sunken"))
        if picture is not None:
            paint_photo(painter, place, picture)
        else:
            side = look.px(_SIGN)
            sign = pixmap("circle-alert" if bad else "image", "bad" if bad else "line.control", side)
            painter.drawPixmap(place.center() - QPoint(side // 2, side // 2), sign)
        painter.setClipping(False)
        painter.setPen(QPen(look.color("focus" if focused else "line"), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("bad" if bad else "ink.second"))
        words = cell.adjusted(8, place.height(), -8, 0)
        shown = painter.fontMetrics().elidedText(row.file, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
