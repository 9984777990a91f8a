"""Words of the program or of a person, always as plain text, in a face and a colour of the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from deskhand.gui import theme


class Words(QLabel):
    """``face`` is a font token of the theme, ``role`` a colour role; both follow a change of the theme."""

    def __init__(
        self, text: str = "", face: str = "body", role: str = "ink", *, wraps: bool = False, elides: bool = False
    ) -> None:
        super().__init__()
        self._face, self._role, self._elides, self._ground = face, role, elides, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if elides:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)
        self._dress()

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self._dress()

    def set_ground(self, ground: str) -> None:
        """A label: the words stand on a ground of their own (a colour role)."""
        self._ground = ground
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):  # the latter: another text size
            self._dress()

    def _dress(self) -> None:
        look = theme.current()
        self.setFont(look.font(self._face))
        sheet = f"color: {look.hex(self._role)};"
        if self._ground:
            sheet += f"background: {look.hex(self._ground)}; border-radius: 4px; padding: 3px 8px;"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elides else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elides:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(theme.current().color(self._role))
        inner = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Rule(QFrame):
    """A hairline, with ``space`` pixels above and below it."""

    def __init__(self, space: int) -> None:
        super().__init__()
        self._space = space
        self.setFixedHeight(2 * space + 1)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self._space, self.width(), 1, theme.current().color("line"))


def rule(space: int = 0) -> QWidget:
    """A hairline between two groups."""
    return Rule(space)


class Hairline(QWidget):
    """The edge between two areas, without room around it."""

    def __init__(self, role: str = "line") -> None:
        super().__init__()
        self._role = role
        self.setFixedHeight(1)

    def paintEvent(self, _: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().color(self._role))
