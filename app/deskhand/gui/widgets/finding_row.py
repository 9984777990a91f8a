"""One finding of the data check: how many, what, why it matters, and the remedy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from deskhand.gui import icons, theme
from deskhand.gui.widgets.words import Words


class FindingRow(QWidget):
    """``switched(applied)`` when the remedy is pressed or undone; ``wanted`` when the person wants to see the rows."""

    switched = Signal(bool)
    wanted = Signal()

    def __init__(self, count: int, title: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = Words(f"{count:,}", "lead")
        self.remedy = QPushButton()
        self.show_rows = QPushButton("Show")
        self._applied = False
        self._tick = QLabel()
        self._done = Words("", "caption", "accent", elides=True)
        self.setAccessibleName(f"{count:,} {title}. {why}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 36)
        grid.setColumnStretch(1, 1)
        upper = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.count, 0, 0, 2, 1, Qt.AlignmentFlag.AlignRight | upper)
        grid.addWidget(Words(title, "body.strong", wraps=True), 0, 1)
        grid.addWidget(Words(why, "caption", "ink.second", wraps=True), 1, 1)
        grid.addWidget(self.remedy, 0, 2, 2, 1, Qt.AlignmentFlag.AlignRight | upper)
        grid.addLayout(self._last_line(), 2, 1, 1, 2)
        self.remedy.clicked.connect(lambda: self.switched.emit(not self._applied))
        self.show_rows.clicked.connect(self.wanted)

    def _last_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self._tick.setPixmap(icons.pixmap("check", "accent", theme.current().px(14), 2))
        line.addWidget(self._tick)
        line.addWidget(self._done, 1)
        self.show_rows.setProperty("kind", "quiet")
        line.addWidget(self.show_rows)
        return line

    def show_remedy(self, remedy: str, done: str, shows: str, *, applied: bool) -> None:
        """``remedy`` is the name of the button ("": none), ``done`` the line once it is applied."""
        self._applied = applied
        self.remedy.setVisible(bool(remedy))
        self.remedy.setText("Undo" if applied else remedy)
        self.remedy.setProperty("kind", "quiet" if applied else "small")
        self.remedy.setIcon(icons.icon("undo-2", "accent") if applied else QIcon())
        self.remedy.setAccessibleName(f"{'Undo' if applied else remedy}: {self.accessibleName()}")
        self.show_rows.setText(shows)
        self.show_rows.setAccessibleName(f"{shows}: {self.accessibleName()}")
        self._tick.setVisible(applied)
        self._done.setText(done if applied else "")
        self.count.set_role("ink" if applied or not remedy else "wait")
