"""What a drop would do, said over the sheet while files are dragged across it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deskhand.gui import theme


class DropVeil(QWidget):
    """Lies over ``sheet`` while shown; never in the way of the mouse."""

    def __init__(self, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sheet.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Say what a drop would do."""
        self._words = words
        self.setGeometry(self._sheet.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._sheet.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 8, 8)
        painter.setFont(look.font("title"))
        wide = painter.fontMetrics().horizontalAdvance(self._words) + 48
        label = QRectF((self.width() - wide) / 2, self.height() / 2 - 24, wide, 48)
        painter.setPen(QPen(look.color("accent"), 1))
        painter.setBrush(look.color("accent.soft"))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(look.color("ink"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
