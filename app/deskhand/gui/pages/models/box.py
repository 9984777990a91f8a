"""The recommended model: one sentence why, and what it takes here."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import ModelRecommended, Progress, Wish
from deskhand.domain.models import Model
from deskhand.gui import theme
from deskhand.gui.job_kinds import Noun
from deskhand.gui.model_words import size_words
from deskhand.gui.pages.models.rows import ModelRow
from deskhand.gui.pages.models.words import memory_words, time_words
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.state_label import StateLabel
from deskhand.gui.widgets.words import Words

WISHES = (Wish.FASTER, Wish.BALANCED, Wish.BEST)
_NARROW = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it is."""

    figure: str
    words: str


class RecommendedBox(QFrame):
    """``wished(Wish)`` when something else matters; ``stop`` the measuring; ``get(Model)`` where it is not here."""

    wished = Signal(object)
    stop = Signal()
    get = Signal(object)

    def __init__(self, noun: Noun) -> None:
        super().__init__()
        self._noun = noun
        self.heading = Words(f"Recommended for your {noun.many}", "caption.strong", "accent")
        self.name = Words("", "lead", wraps=True)
        self.why = Words("", "body", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.tested = StateLabel("Tested here", "done")
        self.wishes = Segments(["Faster", "Balanced", "Best"], 1)
        self.stop_button = QPushButton("Stop")
        self.get_button = QPushButton()
        self._found: Model | None = None
        self.figures = [(Words("", "page"), Words("", "caption", "ink.second", wraps=True)) for _ in range(3)]
        self._numbers = QWidget()
        self._grid = QGridLayout(self)
        self._lay_out()
        self.wishes.chosen.connect(lambda place: self.wished.emit(WISHES[place]))
        self.stop_button.clicked.connect(self.stop)
        self.get_button.clicked.connect(lambda: self.get.emit(self._found))
        self.setAccessibleName("Recommended model")
        self._dress()

    def _lay_out(self) -> None:
        self.bar.setAccessibleName("Measuring on a few of yours")
        self.wishes.setAccessibleName("What matters")
        for button in (self.stop_button, self.get_button):
            button.setProperty("kind", "small")
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.name)
        words.addWidget(self.why)
        words.addWidget(self.bar)
        words.addStretch(1)
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for figure, about in self.figures:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(figure)
            column.addWidget(about)
            column.addStretch(1)
            row.addLayout(column, 1)
        self._end = QWidget()
        end = QVBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(8)
        right = Qt.AlignmentFlag.AlignRight
        end.addWidget(self.tested, 0, right)
        end.addWidget(self.stop_button, 0, right)
        end.addWidget(self.get_button, 0, right)
        end.addStretch(1)
        end.addWidget(self.wishes, 0, right)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._place(narrow=False)

    def _place(self, *, narrow: bool) -> None:
        """In a narrow window the figures stand below the words."""
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._words, 0, 0)
        self._grid.addWidget(self._numbers, 1 if narrow else 0, 0 if narrow else 1, 1, 2 if narrow else 1, top)
        self._grid.addWidget(self._end, 0, 1 if narrow else 2)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 0 if narrow else 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(narrow=self.width() < theme.current().px(_NARROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        look = theme.current()
        sheet = (
            f"RecommendedBox {{ background: {look.hex('accent.hint')}; border: 1px solid {look.hex('accent')};"
            " border-radius: 8px; }"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    # --- what it says -----------------------------------------------------------------------------

    def show_found(self, found: ModelRecommended, items: int) -> None:
        """A model, why, and its three figures."""
        estimate = found.estimates[0]
        where = "already here" if found.model.here else "to be fetched"
        self._say(found.model.name, found.why)
        self._show_figures(
            Figure(time_words(estimate), f"to learn and to answer {self._noun.count(items)}"),
            Figure(size_words(estimate.disk), f"on the disk, {where}"),
            Figure(memory_words(estimate.memory), "of memory while it works"),
        )
        self._found = found.model
        self.get_button.setText(f"Get · {size_words(found.model.size)}")
        self.get_button.setAccessibleName(f"Get {found.model.name}")
        self.get_button.setVisible(not found.model.here)
        self.tested.setVisible(estimate.measured > 0)
        self.tested.setToolTip(f"Measured on {self._noun.count(estimate.measured)} of yours")

    def show_words_do(self, row: ModelRow, best: str) -> None:
        """No model is needed: what does without was right as often as the best one tried."""
        assert row.tried is not None
        why = f"It was right as often as {best} on {row.tried.score.of:,} answers, and takes next to nothing."
        self._say(row.name, f"{why} It takes part by itself each time Deskhand learns.")
        self._show_figures()
        self.tested.setVisible(True)
        self.tested.setToolTip(f"Tried on {row.tried.score.of:,} answers of yours")

    def show_measuring(self, progress: Progress) -> None:
        """It takes some seconds a model."""
        self._say("Finding the one that suits", f"{progress.step or 'Getting ready'}.")
        self._show_figures()
        self.tested.hide()
        self.stop_button.show()
        self.bar.show()
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def show_nothing(self, words: str) -> None:
        """Nothing is recommended, and why not."""
        self._say("Not measured yet", words)
        self._show_figures()
        self.tested.hide()

    def _say(self, name: str, why: str) -> None:
        self.name.setText(name)
        self.why.setText(why)
        self.setAccessibleDescription(f"{name}. {why}")
        self.stop_button.hide()
        self.get_button.hide()
        self.bar.hide()

    def _show_figures(self, *figures: Figure) -> None:
        self._numbers.setVisible(bool(figures))
        for (figure, about), told in zip(self.figures, figures, strict=False):
            figure.setText(told.figure)
            about.setText(told.words)
