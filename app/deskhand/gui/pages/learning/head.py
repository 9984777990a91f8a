"""The head of a course: what is learned, how long it still takes, how far it is; pause and stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.gui.icons import icon
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.words import Words


class CourseHead(QWidget):
    """``turned`` when the person wants it to pause or to go on, ``stopped`` to stop and keep the best."""

    turned = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("", "page", wraps=True)
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.figure = Words("", "figure")
        self.figure_words = Words("", "body", "ink.second", wraps=True)
        self.turn_button = QPushButton("Pause")
        self.stop_button = QPushButton("Stop, keep the best so far")
        self.bar = StackedBar("How far it is")
        self._work = QWidget()
        self._lay_out()
        self.turn_button.clicked.connect(self.turned)
        self.stop_button.clicked.connect(self.stopped)

    def _lay_out(self) -> None:
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 12, 0, 0)
        work.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.figure)
        row.addWidget(self.figure_words, 1)
        row.addWidget(self.turn_button)
        row.addWidget(self.stop_button)
        work.addLayout(row)
        work.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.explained)
        column.addWidget(self._work)

    def show_words(self, title: str, explained: str) -> None:
        """What is learned, and from what."""
        self.title.setText(title)
        self.explained.setText(explained)

    def show_work(self, figure: str, words: str, done: int, total: int, *, paused: bool) -> None:
        """How long it still takes, and how far it is. Bars of what stands still are amber."""
        self._work.show()
        self.figure.setText(figure)
        self.figure_words.setText(words)
        self.turn_button.setText("Go on" if paused else "Pause")
        self.turn_button.setIcon(icon("play" if paused else "pause", "ink"))
        self.bar.show_parts([(done, "wait.line" if paused else "accent")], total)

    def show_ways(self, *, turn: bool, stop: bool) -> None:
        """Which of the two is possible now."""
        self.turn_button.setEnabled(turn)
        self.stop_button.setEnabled(stop)

    def show_over(self) -> None:
        """There is nothing to wait for any more."""
        self._work.hide()
