"""Lucide's icons, drawn in the colours of the theme in force when they are painted."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from deskhand.gui import theme
from deskhand.storage.places import resources

_STROKE = "1.75"
_DIRECTED = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "redo-2", "external-link", "panel-right"}
)
"""Icons that have a direction: mirrored where one reads from right to left."""


def icon(name: str, role: str = "ink.second", size: int = 16) -> QIcon:
    """The icon called ``name`` in Lucide, in a colour role. Raises ``FileNotFoundError`` if we do not ship it."""
    _drawing(name)
    return QIcon(_LucideEngine(name, role, size))


def pixmap(name: str, role: str = "ink.second", size: int = 16, scale: float = 1) -> QPixmap:
    """One picture of an icon, ``size`` wide at device pixel ratio ``scale``."""
    colour = theme.current().hex(role)
    mirrored = name in _DIRECTED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    key = f"lucide/{name}/{colour}/{size}/{scale}/{mirrored}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    side = round(size * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn = QPixmap.fromImage(image.mirrored(True, False) if mirrored else image)
    drawn.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, drawn)
    return drawn


def _with_room(drawn: QPixmap, size: QSize) -> QPixmap:
    """``drawn`` at the reading side of a wider picture: the room between an icon and its word."""
    wide = QPixmap(size)
    wide.setDevicePixelRatio(drawn.devicePixelRatio())
    wide.fill(Qt.GlobalColor.transparent)
    at_right = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter = QPainter(wide)
    left = wide.deviceIndependentSize().width() - drawn.deviceIndependentSize().width() if at_right else 0.0
    painter.drawPixmap(QPointF(left, 0), drawn)
    painter.end()
    return wide


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')


class _LucideEngine(QIconEngine):
    """Asks for the colour at every painting, so that icons follow a change of the theme."""

    def __init__(self, name: str, role: str, size: int) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _: QIcon.State) -> None:
        role = "ink.disabled" if mode == QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height(), theme.current().px(self._size))
        scale = painter.device().devicePixelRatioF()
        corner = QPoint(rect.center().x() - side // 2 + 1 - side % 2, rect.center().y() - side // 2 + 1 - side % 2)
        painter.drawPixmap(corner, pixmap(self._name, role, side, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, _, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _: QIcon.State, scale: float) -> QPixmap:
        role = "ink.disabled" if mode == QIcon.Mode.Disabled else self._role
        side = round(min(size.width(), size.height()) / scale)
        drawn = pixmap(self._name, role, max(1, side), scale)
        return drawn if size.width() <= size.height() else _with_room(drawn, size)

    def actualSize(self, size: QSize, _: QIcon.Mode, __: QIcon.State) -> QSize:
        side = min(size.width(), size.height(), theme.current().px(self._size))
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._role, self._size)
