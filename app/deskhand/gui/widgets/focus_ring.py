"""The one ring around what has the keyboard, the same for every kind of control."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QMainWindow,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from deskhand.gui import theme

_OUTSIDE, _INSIDE, _WIDTH = 5, -1, 2
_BY_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class _Margins(QProxyStyle):
    """How far the frame stands off: outside a control, inside a table or list."""

    margin = _OUTSIDE

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return self.margin
        return super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """Follows the keyboard's focus in ``window``; a click hides it until a key is pressed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._by_keyboard = False
        self._margins = _Margins("Fusion")
        self.setStyle(self._margins)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def watch(self) -> None:
        """Hear the keys and clicks of the window; once it is on the screen."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def show_for_keyboard(self, by_keyboard: bool) -> None:
        """Whether the last thing the person used was the keyboard."""
        if by_keyboard != self._by_keyboard:
            self._by_keyboard = by_keyboard
            self._follow(QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.show_for_keyboard(True)
        elif event.type() in _BY_MOUSE and watched is self._window.windowHandle():
            self.show_for_keyboard(False)
        return super().eventFilter(watched, event)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        self._follow(now)

    def _follow(self, focused: QWidget | None) -> None:
        ringed = focused if focused is not None and self._by_keyboard and _wants_ring(focused) else None
        ours = ringed is not None and ringed.window() is self._window
        self._margins.margin = _INSIDE if isinstance(ringed, QAbstractScrollArea) else _OUTSIDE
        self.setWidget(ringed if ours and ringed is not None else None)  # type: ignore[arg-type]  # None hides it

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("focus"), _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = 2 if isinstance(self.widget(), QAbstractItemView) else 8
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
        painter.end()


def _wants_ring(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.isWindow()
