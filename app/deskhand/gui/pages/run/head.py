"""The head of Run: what is done, how long it takes, how far it is."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.runs import Outcome, RunCounts

_PARTS = {
    Outcome.DONE: ("done", "accent"),
    Outcome.FAILED: ("could not be read", "bad.line"),
    Outcome.WAITING: ("waiting", "line"),
}
_SIGN = 12


class RunHead(QWidget):
    """``filtered`` carries an ``Outcome``, or ``None`` for all; ``pause`` and ``stop`` are the person's wishes."""

    filtered = Signal(object)
    pause = Signal()
    stop = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Words("", "page", wraps=True)
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.figure = Words("", "figure")
        self.figure_words = Words("", "body", "ink.second", wraps=True)
        self.pause_button = QPushButton("Pause")
        self.stop_button = QPushButton("Stop")
        self.bar = StackedBar("How far the run is")
        self._filters = QButtonGroup(self)
        self._filters.setExclusive(False)
        self._legend = QWidget()
        self._besides = Words("", "caption", "ink.second")
        self._lay_out()
        self.pause_button.clicked.connect(self.pause)
        self.stop_button.clicked.connect(self.stop)
        self._filters.buttonClicked.connect(self._filter)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 8)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.explained)
        self._work = QWidget()
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 10, 0, 0)
        work.setSpacing(8)
        work.addWidget(self.figure)
        work.addWidget(self.figure_words, 1)
        work.addWidget(self.pause_button)
        work.addSpacing(4)
        work.addWidget(self.stop_button)
        column.addWidget(self._work)
        column.addSpacing(10)
        column.addWidget(self.bar)
        legend = QHBoxLayout(self._legend)
        legend.setContentsMargins(0, 6, 0, 0)
        legend.setSpacing(8)
        for number, (outcome, (words, _)) in enumerate(_PARTS.items()):
            button = QPushButton()
            button.setProperty("kind", "quiet")
            button.setCheckable(True)
            button.setToolTip(f"Show only these: {words}")
            button.setProperty("outcome", outcome)
            self._filters.addButton(button, number)
            legend.addWidget(button)
        legend.addStretch(1)
        legend.addWidget(self._besides)
        column.addWidget(self._legend)
        self._dress()

    def show_words(self, title: str, explained: str) -> None:
        """What is, or was, done."""
        self.title.setText(title)
        self.explained.setText(explained)

    def show_figure(self, figure: str, words: str) -> None:
        """The big figure and what it means; both "" hides them."""
        self.figure.setText(figure)
        self.figure.setVisible(bool(figure))
        self.figure_words.setText(words)
        self._show_work()

    def show_ways(self, *, pause: bool, stop: bool) -> None:
        """Which buttons there are."""
        self.pause_button.setIcon(icon("pause", "ink"))
        self.pause_button.setVisible(pause)
        self.stop_button.setVisible(stop)
        self._show_work()

    def _show_work(self) -> None:
        shown = (self.figure, self.pause_button, self.stop_button)
        self._work.setVisible(bool(self.figure_words.text()) or any(not one.isHidden() for one in shown))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        look = theme.current()
        sheet = (
            f"QPushButton {{ color: {look.hex('ink.second')}; padding: 0 8px 0 2px; border: none; font-weight: 400; }}"
            f" QPushButton:checked {{ background: {look.hex('accent.soft')}; color: {look.hex('accent')}; }}"
        )
        if self._legend.styleSheet() != sheet:
            self._legend.setStyleSheet(sheet)
            for button, (_, role) in zip(self._filters.buttons(), _PARTS.values(), strict=True):
                button.setIcon(_square(role))

    def show_counts(self, counts: RunCounts | None, besides: str = "") -> None:
        """How many are done, failed, waiting; ``None``: nothing was ever run. ``besides`` comes last."""
        self._besides.setText(besides)
        for widget in (self.bar, self._legend):
            widget.setVisible(counts is not None)
        if counts is None:
            return
        waiting = max(0, counts.total - counts.done - counts.failed)
        many = {Outcome.DONE: counts.done, Outcome.FAILED: counts.failed, Outcome.WAITING: waiting}
        self.bar.show_parts([(many[one], _PARTS[one][1]) for one in (Outcome.DONE, Outcome.FAILED)], counts.total)
        for button, (outcome, (words, _)) in zip(self._filters.buttons(), _PARTS.items(), strict=True):
            button.setText(f" {many[outcome]:,} {words}")
            button.setVisible(bool(many[outcome]) or button.isChecked())

    def show_progress(self, done: int, total: int) -> None:
        """How far learning, or reading, is; it has no rows."""
        self._legend.hide()
        self.bar.setVisible(total > 0)
        self.bar.show_parts([(done, "info")], total)

    def only(self, outcome: Outcome | None) -> None:
        """Show these, as if their button had been pressed."""
        for button in self._filters.buttons():
            button.setChecked(button.property("outcome") == outcome)
        self.filtered.emit(outcome)

    def _filter(self, pressed: QPushButton) -> None:
        self.only(pressed.property("outcome") if pressed.isChecked() else None)


def _square(role: str) -> QIcon:
    picture = QPixmap(_SIGN, _SIGN)
    picture.fill(theme.current().color("line.tab" if role == "line" else role))
    return QIcon(picture)
