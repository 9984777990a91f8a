"""The head of a course: what is learned, how long it still takes, how far it is; pause and stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.words import Words

_WORDS = 180  # pixels that the words beside the figure have at least


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
        self._work, self._ways = QWidget(), QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.turn_button.clicked.connect(self.turned)
        self.stop_button.clicked.connect(self.stopped)

    def _lay_out(self) -> None:
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 12, 0, 0)
        work.setSpacing(10)
        figures, ways = QHBoxLayout(), QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        for part in (figures, ways, self._row):
            part.setSpacing(8)
        figures.addWidget(self.figure)
        figures.addWidget(self.figure_words, 1)
        ways.addWidget(self.turn_button)
        ways.addWidget(self.stop_button)
        self._row.addLayout(figures, 1)
        self._row.addWidget(self._ways, 0, Qt.AlignmentFlag.AlignLeft)
        work.addLayout(self._row)
        work.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.explained)
        column.addWidget(self._work)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the words, the buttons are below."""
        super().resizeEvent(event)
        needed = self.figure.sizeHint().width() + theme.current().px(_WORDS) + self._ways.sizeHint().width()
        below = needed > event.size().width()
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

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

    def show_ways(self, *, possible: bool, elsewhere: bool) -> None:
        """Whether it can be paused and stopped now; ``elsewhere``: what has gone wrong has these ways itself."""
        self.turn_button.setEnabled(possible)
        self.stop_button.setEnabled(possible)
        self._ways.setVisible(not elsewhere)

    def show_over(self) -> None:
        """There is nothing to wait for any more."""
        self._work.hide()
