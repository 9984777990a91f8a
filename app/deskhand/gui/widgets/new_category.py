"""*New category…*: a button that becomes a field in its place."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QStackedLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.tokens import KEY_CAP
from deskhand.gui.widgets.key_cap import cap_width, paint_cap
from deskhand.gui.widgets.reading_side import seen

KEY = "N"


class NewCategory(QWidget):
    """``offered(name)`` when a name was typed and Enter pressed. Esc, or leaving it empty, changes nothing."""

    offered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = _DashedButton(self)
        self.field = _NameField(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.button)
        self._stack.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.open)
        self.field.returnPressed.connect(self._offer)
        self.field.let_go.connect(self._close)

    def open(self) -> None:
        self._stack.setCurrentWidget(self.field)
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self) -> None:
        name = self.field.text().strip()
        self._close()
        if name:
            self.offered.emit(name)

    def _close(self) -> None:
        self._stack.setCurrentWidget(self.button)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)


class _NameField(QLineEdit):
    let_go = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Name of the category, then Enter")
        self.setAccessibleName("Name of the new category")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.let_go.emit()
        else:
            super().keyPressEvent(event)


class _DashedButton(QPushButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__("New category…", parent)
        self.setAccessibleDescription(f"Key {KEY}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line.control"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(look.color("accent.hint" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = self.rect().adjusted(12, 0, -12, 0)
        plus = icon("plus", "accent")
        plus.paint(painter, seen(self, QRect(inner.left(), inner.center().y() - 7, 16, 16)))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("accent"))
        painter.drawText(seen(self, inner.adjusted(26, 0, 0, 0)), Qt.AlignmentFlag.AlignVCenter, self.text())
        width = cap_width(KEY)
        height = look.px(KEY_CAP)
        cap = QRect(inner.right() - width + 1, inner.center().y() - height // 2 + 1, width, height)
        paint_cap(painter, seen(self, cap), KEY)
