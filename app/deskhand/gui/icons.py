"""Lucide's icons, coloured by role when loaded."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from deskhand.gui import theme
from deskhand.storage.places import resources

_STROKE = "1.75"
_SCALES = (1, 2)


def icon(name: str, role: str = "ink.second", size: int = 16) -> QIcon:
    """The icon called ``name`` in Lucide, in a colour role. Raises ``FileNotFoundError`` if we do not ship it."""
    drawn = QIcon()
    for scale in _SCALES:
        drawn.addPixmap(pixmap(name, role, size, scale))
        drawn.addPixmap(pixmap(name, "ink.disabled", size, scale), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, role: str = "ink.second", size: int = 16, scale: float = 1) -> QPixmap:
    """One picture of an icon, ``size`` wide at device pixel ratio ``scale``."""
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", theme.current().hex(role)).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    side = round(size * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn = QPixmap.fromImage(image)
    drawn.setDevicePixelRatio(scale)
    return drawn
