"""The five steps as index tabs: the current one grows out of the sheet below it."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar

from deskhand.gui import icons, theme

STEPS = ("Choose", "Teach", "Run", "Check", "Use")
_TALL, _WIDE, _DISC, _BESIDE, _SIDE = 44, 122, 20, 8, 10


class StepState(Enum):
    """How a step stands."""

    DONE = "done"
    OPEN = "open"
    SHUT = "not yet possible"


class StepTabs(QTabBar):
    """``chosen`` carries the step (1 to 5) that a person wants."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._states = [StepState.OPEN] + [StepState.SHUT] * 4
        self._room = 5 * _WIDE
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Steps")
        for name in STEPS:
            self.addTab(name)
        self.setMouseTracking(True)
        self.tabBarClicked.connect(self._on_clicked)

    def show_step(self, step: int) -> None:
        """This step is the current one."""
        self.setCurrentIndex(step - 1)
        self._lay_tabs_anew()
        self._name_tabs()
        self.update()

    def set_state(self, step: int, state: StepState, why_not: str = "") -> None:
        """How a step stands; ``why_not`` is said where it is not yet possible."""
        self._states[step - 1] = state
        self.setTabEnabled(step - 1, state is not StepState.SHUT)
        self.setTabToolTip(step - 1, why_not)
        self._name_tabs()
        self.update()

    def set_room(self, pixels: int) -> None:
        """As wide as they may become together. Without room for five words only the current step has its own."""
        if pixels != self._room:
            self._room = pixels
            self._lay_tabs_anew()

    def room_for_words(self) -> int:
        """The pixels that five names need."""
        return self._with_word() * len(STEPS)

    def tabSizeHint(self, index: int) -> QSize:
        look, least, share = theme.current(), self._with_word(), self._room // len(STEPS)
        width = min(share, max(look.px(_WIDE), least))
        if share < least:
            width = least if index == self.currentIndex() else max(_disc(), (self._room - least) // (len(STEPS) - 1))
        return QSize(width, look.px(_TALL))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _with_word(self) -> int:
        metrics = QFontMetrics(theme.current().font("body.strong"))
        return max(metrics.horizontalAdvance(name) for name in STEPS) + _disc() + _BESIDE + 2 * _SIDE

    def _shows_word(self, index: int) -> bool:
        return index == self.currentIndex() or self._room >= self.room_for_words()

    def _lay_tabs_anew(self) -> None:
        self.setIconSize(self.iconSize())  # a QTabBar asks for its hints again only then
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_clicked(self, index: int) -> None:
        if index >= 0 and self.isTabEnabled(index):
            self.chosen.emit(index + 1)

    def _name_tabs(self) -> None:
        for index, name in enumerate(STEPS):
            current = ", current" if index == self.currentIndex() else ""
            state = "" if self._states[index] is StepState.OPEN else f", {self._states[index].value}"
            self.setAccessibleTabName(index, f"Step {index + 1} of 5, {name}{state}{current}")

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            box = QRectF(self.tabRect(index))
            if index == self.currentIndex():
                self._paint_tab(painter, box)
            self._paint_step(painter, box, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        outline = QPainterPath(QPointF(box.left() + 0.5, box.bottom() + 1))
        outline.lineTo(box.left() + 0.5, box.top() + 8)
        outline.quadTo(box.left() + 0.5, box.top() + 1, box.left() + 8, box.top() + 1)
        outline.lineTo(box.right() - 8, box.top() + 1)
        outline.quadTo(box.right() - 0.5, box.top() + 1, box.right() - 0.5, box.top() + 8)
        outline.lineTo(box.right() - 0.5, box.bottom() + 1)
        painter.setPen(QPen(look.color("line.tab"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawPath(outline)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), box.width(), 3.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 0.5, box.width(), 20), 8, 8)
        painter.restore()

    def _paint_step(self, painter: QPainter, box: QRectF, index: int) -> None:
        look, state = theme.current(), self._states[index]
        current, shut = index == self.currentIndex(), state is StepState.SHUT
        side = _disc()
        font = look.font("body.strong" if current else "body.medium")
        words = QFontMetrics(font).horizontalAdvance(STEPS[index])
        beside = _BESIDE + words if self._shows_word(index) else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.left() + (box.width() - side - beside) / 2 + (beside if mirrored else 0)
        disc = QRectF(left, box.center().y() - side / 2 + 1, side, side)
        ring = "line" if shut else ("accent" if current or state is StepState.DONE else "ink.second")
        painter.setPen(QPen(look.color(ring), 1.2))
        ground = QColor(Qt.GlobalColor.transparent)
        if current:
            ground = look.color("accent")
        elif state is StepState.DONE:
            ground = look.color("accent.soft")
        painter.setBrush(ground)
        painter.drawEllipse(disc)
        if state is StepState.DONE and not current:
            inset = side / 5
            icons.icon("check", "accent").paint(painter, disc.adjusted(inset, inset, -inset, -inset).toRect())
        else:
            painter.setFont(look.font("caption.strong"))
            painter.setPen(look.color("accent.on" if current else "ink.disabled" if shut else "ink"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        if beside:
            painter.setFont(font)
            painter.setPen(look.color("ink.disabled" if shut else "ink"))
            start = disc.left() - beside if mirrored else disc.right() + _BESIDE
            name = QRectF(start, box.top() + 1, words + 1, box.height())
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, STEPS[index])


def _disc() -> int:
    """How wide the disc with the number is, in pixels."""
    return theme.current().px(_DISC)
