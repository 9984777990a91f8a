"""One photo of the grid: its picture, a box for the tick, and what is known of it."""

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import pixmap
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.category_mark import SHAPES, paint_mark
from deskhand.gui.widgets.photo_model import Look, PhotoModel, PhotoRow

CAPTION, _BOX, _MARK, _RADIUS = 26, 18, 10, 4  # pixels of the pictures
_CARDS = 200  # photos that are kept as they are painted: some screens full
_SEEN_ENOUGH = 0.62  # of a photo; if less of it would be seen in a filled cell, it is shown whole
_Index = QModelIndex | QPersistentModelIndex


class PhotoDelegate(QStyledItemDelegate):
    """Paints a row of a ``PhotoModel``; the focus is a ring of its own colour."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._cards: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        row = model.row(index.row()) if isinstance(model, PhotoModel) else None
        if row is None or not isinstance(model, PhotoModel):
            return
        ticked, cell, look = model.is_ticked(row.item_id), QRect(option.rect), theme.current()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        picture = cell.adjusted(0, 0, 0, -look.px(CAPTION))
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent.soft" if ticked else "surface"))
        painter.drawRoundedRect(QRectF(cell), _RADIUS, _RADIUS)
        self._paint_picture(painter, picture, row)
        self._paint_words(painter, cell.adjusted(8, picture.height(), -8, 0), row)
        self._paint_edge(painter, cell, ticked=ticked, hovered=hovered)
        if row.look not in (Look.WAITING, Look.UNREADABLE):
            box = look.px(_BOX)
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            left = cell.left() + 7 if mirrored else cell.right() - box - 6
            _paint_box(painter, QRect(left, cell.top() + 7, box, box), ticked)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("surface"), 4))
            painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRect, row: PhotoRow) -> None:
        look = theme.current()
        picture = self._thumbnails.picture(row.item_id)
        if picture is not None:
            painter.drawPixmap(place.topLeft(), self._card(picture, place.size(), painter.device().devicePixelRatioF()))
            return
        painter.fillRect(place.adjusted(1, 1, -1, 0), look.color("sunken"))
        side = look.px(22)
        bad = row.look is Look.UNREADABLE
        sign = pixmap("triangle-alert" if bad else "image", "wait" if bad else "line.control", side)
        corner = QPoint(place.center().x() - side // 2, place.center().y() - side // 2)
        painter.drawPixmap(corner, sign)

    def _card(self, picture: QPixmap, size: QSize, scale: float) -> QPixmap:
        """The photo as it fills its place, made once: scaling it at every painting would be seen while scrolling."""
        ground = theme.current().hex("sunken")
        key = (picture.cacheKey(), size.width(), size.height(), scale, ground)
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = _made_card(picture, size, scale)
            while len(self._cards) > _CARDS:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        return card

    def _paint_words(self, painter: QPainter, place: QRect, row: PhotoRow) -> None:
        look, mirrored = theme.current(), painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        guessed = row.look is Look.GUESSED
        painter.setFont(look.font("caption" if guessed else "body" if row.look is Look.ANSWERED else "caption"))
        if row.number is not None:
            side = look.px(_MARK)
            left = place.right() - side if mirrored else place.left() + 1
            mark = QRect(left, place.center().y() - side // 2, side, side)
            paint_hollow_mark(painter, mark, row.number) if guessed else paint_mark(painter, mark, row.number)
            room = side + 8
            place = place.adjusted(0, 0, -room, 0) if mirrored else place.adjusted(room, 0, 0, 0)
        roles = {Look.ANSWERED: "ink", Look.GUESSED: "ink.second", Look.UNREADABLE: "wait"}
        painter.setPen(look.color(roles.get(row.look, "ink.third")))
        words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_edge(self, painter: QPainter, cell: QRect, *, ticked: bool, hovered: bool) -> None:
        look = theme.current()
        pen = QPen(look.color("accent" if ticked or hovered else "line"), 2 if ticked else 1)
        half = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return option.rect.size()


def _made_card(picture: QPixmap, size: QSize, scale: float) -> QPixmap:
    card = QPixmap(size * scale)
    card.setDevicePixelRatio(scale)
    card.fill(Qt.GlobalColor.transparent)
    painter = QPainter(card)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(0, 0, size.width(), size.height() + _RADIUS), _RADIUS, _RADIUS)  # square at the foot
    painter.setClipPath(edge)
    painter.fillRect(QRect(QPoint(), size), theme.current().color("sunken"))
    paint_photo(painter, QRect(QPoint(), size), picture)
    painter.end()
    return card


def paint_photo(painter: QPainter, place: QRect, picture: QPixmap) -> None:
    """Fill ``place`` with a photo; one of quite another shape is shown whole instead."""
    natural = QSizeF(picture.size())
    covering = natural.scaled(QSizeF(place.size()), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    seen = place.width() * place.height() / max(1.0, covering.width() * covering.height())
    if seen >= _SEEN_ENOUGH:
        times = natural.width() / covering.width()
        part = QSizeF(place.size()) * times
        left, top = (natural.width() - part.width()) / 2, (natural.height() - part.height()) / 2
        painter.drawPixmap(QRectF(place), picture, QRectF(left, top, part.width(), part.height()))
        return
    whole = natural.scaled(QSizeF(place.size()), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (place.width() - whole.width()) / 2, (place.height() - whole.height()) / 2
    target = QRectF(place.left() + left, place.top() + top, whole.width(), whole.height())
    painter.drawPixmap(target, picture, QRectF(picture.rect()))


def paint_hollow_mark(painter: QPainter, box: QRect, number: int) -> None:
    """The mark of a category that is only guessed."""
    painter.save()
    painter.setPen(QPen(theme.current().category_color(number), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(SHAPES[number % len(SHAPES)][1](QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75)))
    painter.restore()


def _paint_box(painter: QPainter, box: QRect, ticked: bool) -> None:
    """On any photo, light or dark, it must be seen: a ground of its own and a rim around that."""
    look = theme.current()
    rim = QColor(look.color("surface"))
    rim.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(rim)
    painter.drawRoundedRect(QRectF(box).adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
    painter.setPen(QPen(look.color("accent" if ticked else "line.control"), 1))
    painter.setBrush(look.color("accent" if ticked else "surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if ticked:
        side = box.width() - 4
        painter.drawPixmap(QPoint(box.left() + 2, box.top() + 2), pixmap("check", "accent.on", side))
