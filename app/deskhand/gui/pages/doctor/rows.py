"""The rows of the computer check."""

import shutil
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from deskhand.domain.processors import DeviceReport, Work
from deskhand.gui import theme
from deskhand.gui.widgets.state_label import StateLabel
from deskhand.gui.widgets.words import Words
from deskhand.storage.places import home

_GIGA = 1_000_000_000
_LITTLE = 2 * _GIGA  # bytes free on the drive under which a large workbook may not fit any more


@dataclass(frozen=True, slots=True)
class Row:
    """``state`` is one of ``StateLabel``; ``share`` (0 to 1) draws a bar before ``measure``, ``None`` none."""

    words: str
    state: str
    name: str
    detail: str
    measure: str
    share: float | None = None

    @classmethod
    def of_device(cls, device: DeviceReport, best: float) -> "Row":
        """A processor; its bar is measured by the quickest."""
        if not device.works:
            return cls("Not used", "plain", device.name, next((one.detail for one in device.trials), ""), "")
        speed = device.speed(Work.READING)
        measure = f"{speed:,.0f} messages a second"
        quickest = speed >= best
        detail = "Its results were checked. Used first." if quickest else "Takes over if the quicker one fails."
        return cls("Fine", "done", device.name, detail, measure, speed / best if best else 0.0)


def rows_of_drive() -> list[Row]:
    """The drive that Deskhand keeps its things on."""
    folder = home()
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    little = usage.free < _LITTLE
    detail = "Below 2 GB a large workbook may not fit." if little else "Enough for many projects."
    free = f"{usage.free / _GIGA:,.1f} GB free"
    return [Row("Look" if little else "Fine", "wait" if little else "done", "Drive with your settings", detail, free)]


def rows_of_privacy() -> list[Row]:
    """What leaves this computer."""
    return [Row("Fine", "done", "Network", "Deskhand never opens it. Your files stay here.", "Off, 0 bytes sent")]


class CheckRow(QWidget):
    """A state, what it is about, and its measure."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        look = theme.current()
        self.setMinimumHeight(look.px(48))
        self.setAccessibleName(f"{row.name}, {row.words}, {row.measure}. {row.detail}")
        label = QWidget()
        label.setFixedWidth(look.px(112))
        inside = QHBoxLayout(label)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(StateLabel(row.words, row.state))
        inside.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Words(row.name, "body.strong", elides=True))
        names.addWidget(Words(row.detail, "caption", "ink.second", elides=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(12)
        line.addWidget(label)
        line.addLayout(names, 5)
        line.addWidget(_Measure(row), 6)


class _Measure(QWidget):
    """A bar, if there is a share, and the words."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(260, 20)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter, left = theme.current(), QPainter(self), 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._row.share is not None:
            bar = QRectF(0, self.height() / 2 - 4, look.px(120), 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("line"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(4.0, bar.width() * self._row.share), 8), 2, 2)
            left = round(bar.width()) + 8
        painter.setPen(look.color("ink.second"))
        painter.setFont(look.font("body"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._row.measure)
        painter.end()
