"""The dial between careful and quick: a slider that says what its position means."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from deskhand.gui import theme

HUNDREDTHS, STEP = 100, 10  # the whole way, and one press of a key
_ROOM_FOR_HINTS = 400
_INSET, _GROOVE, _KNOB, _TICK, _MIDDLE, _LINE = 8, 4, 9, 6, 18, 20


class CarefulDial(QSlider):
    """From 0 (careful) to 100 (quick). ``hints`` stand under the two quarters of the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hints = ("", "")
        self.setRange(0, HUNDREDTHS)
        self.setSingleStep(STEP)
        self.setPageStep(2 * STEP)
        self.setAccessibleName("Careful to quick")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hints(self, careful: str, quick: str) -> None:
        """What would be at a fifth and at four fifths of the way ("112 wait, 1 wrong")."""
        self._hints = (careful, quick)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(456, _tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(260, _tall())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes where it points."""
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()

    def _follow(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            share = (event.position().x() - _INSET) / max(1, self.width() - 2 * _INSET)
            share = 1 - share if self._mirrored() else share
            self.setSliderPosition(round(min(1.0, max(0.0, share)) * HUNDREDTHS))
            event.accept()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_groove(painter)
        self._paint_words(painter)
        self._paint_knob(painter)

    def _x(self, share: float) -> float:
        return _INSET + (self.width() - 2 * _INSET) * (1 - share if self._mirrored() else share)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_groove(self, painter: QPainter) -> None:
        look = theme.current()
        here = self._x(self.sliderPosition() / HUNDREDTHS)
        for end, role in ((self._x(1), "line"), (here, "accent" if self.isEnabled() else "line")):
            groove = QRectF(self._x(0), _MIDDLE - _GROOVE / 2, end - self._x(0), _GROOVE)
            painter.fillRect(groove.normalized(), look.color(role))
        painter.setPen(QPen(look.color("line.control" if self.isEnabled() else "line"), 1))
        for tenth in range(11):
            x = round(self._x(tenth / 10)) + 0.5
            longer = 2 if tenth % 5 == 0 else 0
            painter.drawLine(QPointF(x, _MIDDLE + 7), QPointF(x, _MIDDLE + 7 + _TICK - 2 + longer))

    def _paint_words(self, painter: QPainter) -> None:
        look = theme.current()
        font = look.font("caption")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("ink" if self.isEnabled() else "ink.disabled"))
        line = QRect(0, _MIDDLE + 17, self.width(), look.px(_LINE))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "Careful")
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, "Quick")
        if self.width() < look.px(_ROOM_FOR_HINTS):
            return
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink.second"))
        for hint, share in zip(self._hints, (0.28, 0.75), strict=True):
            box = QRectF(self._x(share) - look.px(70), line.top(), look.px(140), look.px(_LINE))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, hint)

    def _paint_knob(self, painter: QPainter) -> None:
        look = theme.current()
        at = QPointF(self._x(self.sliderPosition() / HUNDREDTHS), _MIDDLE)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _KNOB + 4, _KNOB + 4)
        painter.setPen(QPen(look.color("accent" if self.isEnabled() else "line"), 3))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(at, _KNOB, _KNOB)


def _tall() -> int:
    """How high the dial is with its words, in pixels."""
    return _MIDDLE + 20 + theme.current().px(_LINE)
