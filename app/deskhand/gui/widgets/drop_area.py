"""Where a new project begins: drop what it reads here, choose it, or try the sample."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.widgets.words import Hairline, Words

_BACK = ((2, 40), (40, 40), (46, 50), (122, 50), (122, 116), (2, 116))  # outline of the folder's back, in pixels
_SHORT = 480  # lower than this the drawing is left out


@dataclass(frozen=True, slots=True)
class DropWords:
    """What is dropped here ("a workbook"), how it is chosen, of which kinds it is (icon, words), and the sample.

    ``other``: a second way to choose ("": there is none).
    """

    what: str
    choose: str
    kinds: tuple[tuple[str, str], ...]
    sample: str
    other: str = ""


class DropArea(QFrame):
    """``dropped(paths)``, ``choose``, ``choose_other`` and ``sample`` say which way the person took."""

    dropped = Signal(list)
    choose = Signal()
    choose_other = Signal()
    sample = Signal()

    def __init__(self, words: DropWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self._what = words
        self.setAcceptDrops(True)
        self.setAccessibleName(f"Drop {words.what} here, or choose it. Deskhand reads it where it is.")
        self.picture = _Folder()
        self.title = Words(f"Drop {words.what} here", "page")
        self.words = Words("Deskhand reads it where it is. Nothing is copied, changed or sent.", "body", "ink.second")
        self.button = QPushButton(words.choose)
        self.button.setProperty("kind", "primary")
        self.button.setIcon(icons.icon("folder-open", "accent.on"))
        self.other_button = QPushButton(words.other)
        if not words.other:  # to show it before it has a parent would open a window of its own
            self.other_button.hide()
        self.sample_button = QPushButton(words.sample)
        self.sample_button.setProperty("kind", "link")
        self._lay_out()
        self.button.clicked.connect(self.choose)
        self.other_button.clicked.connect(self.choose_other)
        self.sample_button.clicked.connect(self.sample)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.picture, 0, middle)
        column.addSpacing(16)
        column.addWidget(self.title, 0, middle)
        column.addWidget(self.words, 0, middle)
        column.addSpacing(4)
        column.addLayout(self._buttons())
        column.addSpacing(8)
        column.addLayout(self._kinds())
        column.addSpacing(8)
        line = Hairline("line")
        line.setFixedWidth(420)
        column.addWidget(line, 0, middle)
        column.addSpacing(8)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(Words("Nothing at hand?"))
        below.addWidget(self.sample_button)
        below.addStretch(1)
        column.addLayout(below)
        column.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.other_button)
        row.addStretch(1)
        return row

    def _kinds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, words in self._what.kinds:
            sign = QLabel()
            sign.setPixmap(icons.icon(name).pixmap(16, 16))
            row.addWidget(sign)
            row.addWidget(Words(words, "body", "ink.second"))
            row.addSpacing(16)
        row.addStretch(1)
        return row

    def resizeEvent(self, event: object) -> None:
        self.picture.setVisible(self.height() >= _SHORT)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if self._over else "line.control"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(look.color("accent.hint" if self._over else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = _paths_in(event)
        if paths:
            event.acceptProposedAction()
            self._show_over(Path(paths[0]).name if len(paths) == 1 else f"{len(paths):,} files")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over("")

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._show_over("")
        self.dropped.emit(_paths_in(event))

    def _show_over(self, name: str) -> None:
        self._over = bool(name)
        self.title.setText(f"{name}: read here" if name else f"Drop {self._what.what} here")
        self.update()


def _paths_in(event: QDropEvent) -> list[str]:
    """The files and folders that are dragged."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


class _Folder(QWidget):
    """Two sheets going into a folder."""

    def sizeHint(self) -> QSize:
        return QSize(124, 118)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grey, green = QPen(look.color("line.control"), 1.5), QPen(look.color("accent"), 1.8)
        painter.setBrush(look.color("surface"))
        painter.setPen(grey)
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in _BACK]))
        painter.save()
        painter.rotate(-8)
        painter.drawRoundedRect(QRectF(20, 14, 34, 46), 2, 2)
        painter.restore()
        painter.setPen(green)
        painter.drawRoundedRect(QRectF(57, 2, 34, 46), 2, 2)
        for top in (13, 20, 27):
            painter.drawLine(QPointF(64, top), QPointF(84 if top < 27 else 76, top))
        painter.setPen(grey)
        painter.setBrush(look.color("accent.hint"))
        painter.drawRoundedRect(QRectF(2, 62, 120, 54), 4, 4)
        painter.setPen(QPen(look.color("accent"), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(62, 78), QPointF(62, 100))
        painter.drawPolyline(QPolygonF([QPointF(54, 92), QPointF(62, 100), QPointF(70, 92)]))
