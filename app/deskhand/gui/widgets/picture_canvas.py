"""A picture as large as there is room, or larger: it zooms, and is dragged about."""

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import pixmap

MOST, STEP = 8.0, 1.25  # times the size that fits; how much one step of the zoom is
_ROOM, _SIGN, _WORDS = 12, 32, 440  # pixels of the pictures: around a picture, a sign, how wide words run
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Fit(Enum):
    """How large a picture is before anyone zooms."""

    WHOLE = "whole"  # all of it is seen
    WIDTH = "width"  # as wide as there is room: one reads downwards


class PictureCanvas(QAbstractScrollArea):
    """``zoomed(times)`` when its size changes; 1 is the size that fits."""

    zoomed = Signal(float)

    def __init__(self, fit: Fit = Fit.WHOLE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit, self._zoom = fit, 1.0
        self._picture: QPixmap | None = None
        self._scaled = QPixmap()
        self._words = ("", "")
        self._grip: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def picture(self) -> QPixmap | None:
        return self._picture

    @property
    def words(self) -> str:
        """What stands in the place of a picture."""
        return ". ".join(part for part in self._words if part)

    def show_picture(self, picture: QPixmap, *, fresh: bool) -> None:
        """``fresh``: another picture, seen from its beginning; else a sharper one of what is seen already."""
        self._picture, self._words, self._scaled = picture, ("", ""), QPixmap()
        if fresh:
            self._zoom = 1.0
        self._lay_out()
        if fresh:
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)
            self.zoomed.emit(1.0)
        self._show_grip()

    def show_words(self, title: str, more: str = "") -> None:
        """There is no picture, and this is why."""
        self._picture, self._scaled, self._words, self._zoom = None, QPixmap(), (title, more), 1.0
        self._lay_out()
        self._show_grip()
        self.zoomed.emit(1.0)

    def zoom_to(self, times: float, about: QPointF | None = None) -> None:
        """``about`` (in the viewport; the middle, if not said) stays where it is."""
        times = min(MOST, max(1.0, times))
        if self._picture is None or times == self._zoom:
            return
        point = about if about is not None else QPointF(self.viewport().rect().center())
        before = self._target()
        share_x, share_y = (point.x() - before.left()) / before.width(), (point.y() - before.top()) / before.height()
        self._zoom = times
        self._lay_out()
        size = self._size()
        self.horizontalScrollBar().setValue(round(share_x * size.width() - point.x() + _ROOM))
        self.verticalScrollBar().setValue(round(share_y * size.height() - point.y() + _ROOM))
        self._show_grip()
        self.zoomed.emit(times)

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 80)

    def _size(self) -> QSizeF:
        """Of the picture as it is seen."""
        if self._picture is None:
            return QSizeF()
        room = QSizeF(self.maximumViewportSize()) - QSizeF(2 * _ROOM, 2 * _ROOM)
        natural = QSizeF(self._picture.size())
        times = room.width() / natural.width()
        if self._fit is Fit.WHOLE:
            times = min(times, room.height() / natural.height())
        elif natural.height() * times > room.height():
            times = (room.width() - self.verticalScrollBar().sizeHint().width()) / natural.width()
        return natural * max(0.01, times) * self._zoom

    def _target(self) -> QRectF:
        """Where in the viewport the picture is."""
        size, view = self._size(), self.viewport().rect()
        left = max(_ROOM, (view.width() - size.width()) / 2) - self.horizontalScrollBar().value()
        top = max(_ROOM, (view.height() - size.height()) / 2) - self.verticalScrollBar().value()
        return QRectF(QPointF(round(left), round(top)), size)

    def _lay_out(self) -> None:
        size, view = self._size(), self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            over = round(whole + 2 * _ROOM - seen)
            bar.setRange(0, over if over > 1 else 0)
            bar.setPageStep(seen)
            bar.setSingleStep(max(20, seen // 10))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().color("sunken"))
        if self._picture is None:
            self._paint_words(painter)
            return
        target = self._target().toRect()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, self._sharp(target.size()))
        painter.setPen(theme.current().color("line"))
        painter.drawRect(target.adjusted(-1, -1, 0, 0))

    def _sharp(self, size: QSize) -> QPixmap:
        """The picture made smaller once and well, instead of at every painting and badly."""
        picture, wanted = self._picture or QPixmap(), size * self.devicePixelRatioF()
        if wanted.width() >= picture.width():
            return picture
        if self._scaled.size() != wanted:
            ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = picture.scaled(wanted, *ways)
        return self._scaled

    def _paint_words(self, painter: QPainter) -> None:
        title, more = self._words
        if not title:
            return
        look = theme.current()
        wide, view = min(look.px(_WORDS), self.viewport().width() - 2 * _ROOM), self.viewport().rect()
        column = QRect((view.width() - wide) // 2, 0, wide, view.height())
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        parts = [(title, look.font("title"), look.color("ink")), (more, look.font("body"), look.color("ink.second"))]
        heights = []
        for words, font, _ in parts:
            painter.setFont(font)
            heights.append(painter.boundingRect(column, middle, words).height() if words else 0)
        sign = look.px(_SIGN)
        top = max(_ROOM, (view.height() - sum(heights) - sign - 16) // 2)
        drawn = pixmap("image", "ink.third", sign, self.devicePixelRatio())
        painter.drawPixmap(QPoint((view.width() - sign) // 2, top), drawn)
        top += sign + 10
        for (words, font, colour), height in zip(parts, heights, strict=True):
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRect(column.left(), top, wide, height), middle, words)
            top += height + 6

    # --- by hand --------------------------------------------------------------------------------

    @property
    def moves(self) -> bool:
        """Whether there is more of it than is seen."""
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def _show_grip(self) -> None:
        open_hand, arrow = Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(open_hand if self.moves else arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._zoom * STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self._zoom * (1 + event.value()), event.position())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.moves:
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            here = event.position().toPoint()
            moved, self._grip = here - self._grip, here
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:
        self._grip = None
        self._show_grip()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_to(1.0 if self._zoom > 1 else 2.5, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a picture that is larger than its room; else they are for whoever shows it."""
        across, down = _DIRECTIONS.get(Qt.Key(event.key()), (0, 0))
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            if way and bar.maximum():
                bar.setValue(bar.value() + way * bar.singleStep())
                return
        event.ignore()
