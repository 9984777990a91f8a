"""The cards of Home as a grid, and a quiet place where files can be dropped or chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.job_kinds import JOBS, JobKind
from deskhand.gui.widgets.drop_strip import DropStrip
from deskhand.gui.widgets.job_card import JobCard

_COLUMNS = ((1120, 4), (900, 3), (560, 2))  # from this width on (pixels of the pictures), so many cards a row
_STRIP = 2  # columns that the place to drop files needs beside cards


class JobCards(QWidget):
    """``begin(job)`` and ``sample(job)`` carry the name of a job."""

    begin = Signal(str)
    sample = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards = {job.name: JobCard(job) for job in JOBS}
        self.strip = DropStrip()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, name=name: self.begin.emit(name))
            card.sample.connect(lambda name=name: self.sample.emit(name))
            card.installEventFilter(self)
        self._arrange(_COLUMNS[0][1])

    def dim_others(self, jobs: Sequence[JobKind]) -> None:
        """Only the cards of these jobs stand out; of none: all are as always."""
        names = {job.name for job in jobs}
        for name, card in self.cards.items():
            card.set_dimmed(bool(names) and name not in names)

    def focus(self, job: str) -> None:
        """The card of this job has the focus."""
        self.cards[job].setFocus()

    def minimumSizeHint(self) -> QSize:
        """As narrow as a page is: there are then fewer cards beside each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        self._arrange(next((many for wide, many in _COLUMNS if self.width() + 64 >= look.px(wide)), 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among the cards as in a grid."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, JobCard):
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            steps |= {Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
            cards = list(self.cards.values())
            place = cards.index(watched) + steps.get(Qt.Key(event.key()), 0)
            if cards.index(watched) != place and 0 <= place < len(cards):
                cards[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        row, used = divmod(len(self.cards), columns)
        if used and columns - used < _STRIP:
            row, used = row + 1, 0
        self._grid.addWidget(self.strip, row, used, 1, columns - used)
        for column in range(_COLUMNS[0][1]):
            self._grid.setColumnStretch(column, int(column < columns))
