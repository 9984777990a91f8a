"""A card of the Home page: a job, what goes in, what comes out."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from deskhand.gui import theme
from deskhand.gui.job_kinds import JobKind
from deskhand.gui.widgets.words import Words

_TALL, _PICTURE = 154, 76
_DIMMED = 0.35


class JobCard(QAbstractButton):
    """Pressing it begins the job; ``sample`` asks for the same with bundled files."""

    sample = Signal()

    def __init__(self, job: JobKind) -> None:
        super().__init__()
        self._picture = job.picture
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(job.title)
        self.setAccessibleDescription(f"{job.gain}. Takes: {job.takes}.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.try_sample = QPushButton("Try with a sample")
        self.try_sample.setProperty("kind", "link")
        self.try_sample.setAccessibleName(f"{job.title}: try with a sample")
        self.try_sample.clicked.connect(self.sample)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, _PICTURE, 13, 10)
        column.setSpacing(2)
        column.addWidget(Words(job.title, "title"))
        column.addWidget(Words(job.gain, "caption", "ink.second", elides=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(Words(job.takes, "caption", "ink.third"))
        row.addStretch(1)
        row.addWidget(self.try_sample)
        column.addLayout(row)

    def set_dimmed(self, dimmed: bool) -> None:
        """It does not fit what is to be dropped."""
        effect = QGraphicsOpacityEffect(self)
        effect.setOpacity(_DIMMED)
        self.setGraphicsEffect(effect if dimmed else None)  # type: ignore[arg-type]  # None takes it away

    def sizeHint(self) -> QSize:
        return QSize(292, _PICTURE + theme.current().px(_TALL - _PICTURE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_S:
            self.sample.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.current()
        lit = self.underMouse() or self.isDown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if lit else "line.control" if look.high_contrast else "line"), 1))
        painter.setBrush(look.color("accent.soft" if self.isDown() else "accent.hint" if lit else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.translate(18, 21)
        self._picture(painter)
        painter.end()
