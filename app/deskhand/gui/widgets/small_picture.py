"""A file as a small picture that fills its place, whatever its shape."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.gui import theme
from deskhand.gui.thumbnails import Thumbnails

_WIDE, _HIGH = 98, 66


class SmallPicture(QWidget):
    """Asks for its picture when it is painted, and once more when that is there."""

    def __init__(self, thumbnails: Thumbnails, item_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self.item_id = thumbnails, item_id
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._on_ready)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(_WIDE), look.px(_HIGH))

    def paintEvent(self, _: QPaintEvent) -> None:
        paint_small(QPainter(self), self.rect(), self._thumbnails.picture(self.item_id))

    def _on_ready(self, item_id: int) -> None:
        if item_id == self.item_id:
            self.update()


def paint_small(painter: QPainter, place: QRect, picture: QPixmap | None) -> None:
    """The middle part of a picture, as much as fills ``place`` without being bent; without one a quiet ground."""
    look = theme.current()
    if picture is None:
        painter.fillRect(place, look.color("sunken"))
    else:
        part = place.size().scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (picture.width() - part.width()) // 2, (picture.height() - part.height()) // 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, QRect(left, top, part.width(), part.height()))
    painter.setPen(look.color("line"))
    painter.drawRect(place.adjusted(0, 0, -1, -1))
