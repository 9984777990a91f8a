"""The edge of a panel that is folded into a drawer: pressed, it opens or shuts it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from deskhand.gui import icons, theme

_WIDTH, _SIGN, _TOP = 32, 16, 16


class PanelEdge(QToolButton):
    """A strip as high as the page, with the name of what is behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = self._first = False
        self.setToolTip("Show or hide the panel (F9)")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_name("Panel")

    def show_name(self, words: str) -> None:
        """What is behind it: "History", "Data check, 3"."""
        self.setText(words)
        self._name()

    def set_first(self, *, first: bool) -> None:
        """Its panel stands at the side where reading begins."""
        self._first = first

    def show_opened(self, opened: bool) -> None:
        """Which way its arrow points."""
        self._opened = opened
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, {'open' if self._opened else 'closed'}")

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH), 120)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("accent.hint" if self.underMouse() else "sunken"))
        far = self._first != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        painter.fillRect(self.width() - 1 if far else 0, 0, 1, self.height(), look.color("line.tab"))
        side, top = look.px(_SIGN), look.px(_TOP)
        icon = icons.icon("chevron-right" if self._opened != self._first else "chevron-left", "accent", side)
        icon.paint(painter, (self.width() - side) // 2, top, side, side)
        self._paint_words(painter, top + side + top // 2)

    def _paint_words(self, painter: QPainter, top: int) -> None:
        """Downwards, as on the back of a folder."""
        look = theme.current()
        font = look.font("body.medium")
        painter.setFont(font)
        painter.setPen(look.color("accent"))
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.height() - top)
        painter.translate(self.width(), top)
        painter.rotate(90)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(0, 0, self.height() - top, self.width(), Qt.AlignmentFlag.AlignVCenter, words)
