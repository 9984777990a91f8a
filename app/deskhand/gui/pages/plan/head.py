"""The head of a plan: what it is, and its counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.plan.words import Figure
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.reading_side import seen
from deskhand.gui.widgets.stacked_bar import StackedBar
from deskhand.gui.widgets.words import Hairline, Words

_SIDE, _TOP, _BETWEEN = 16, 0, 1


class PlanHead(QWidget):
    """``chosen(MoveFilter)`` when a count is pressed: those files are to be shown."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.title = Words("", "page", wraps=True)
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.bar = StackedBar("How far it is", 6)
        self._figures: tuple[Figure, ...] = ()
        self._narrow = False
        self.counts: list[Count] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.explained)
        words.addStretch(1)
        inside = QHBoxLayout()
        inside.setContentsMargins(24, 14, 8, 14)
        inside.setSpacing(16)
        inside.addLayout(words, 1)
        inside.addLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside)
        column.addWidget(self.bar)
        column.addWidget(Hairline("line.tab"))
        self.bar.hide()

    def show_words(self, title: str, explained: str) -> None:
        self.title.setText(title)
        self.explained.setText(explained)
        self.title.setToolTip(explained)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Counts, in this order; a narrow window has those that matter most."""
        if figures != self._figures:
            self._figures = figures
            self._show()

    def show_progress(self, parts: Sequence[tuple[int, str]], total: int) -> None:
        """How far it is; ``total`` 0 hides it."""
        self.bar.setVisible(total > 0)
        self.bar.show_parts(parts, total)

    def set_narrow(self, *, narrow: bool, low: bool) -> None:
        """Whether there is room for the counts that matter most only; and whether for the title alone."""
        self.explained.setVisible(not low)
        if narrow != self._narrow:
            self._narrow = narrow
            self._show()

    def _show(self) -> None:
        wanted = [figure for figure in self._figures if figure.narrow or not self._narrow]
        if len(wanted) != len(self.counts):
            empty(self._row)
            self.counts = [Count() for _ in wanted]
            for count in self.counts:
                count.clicked.connect(lambda _=False, count=count: self._choose(count))
                self._row.addWidget(count)
        for count, figure in zip(self.counts, wanted, strict=True):
            count.show_figure(figure)

    def _choose(self, count: "Count") -> None:
        if count.figure.only is not None:
            self.chosen.emit(count.figure.only)


class Count(QAbstractButton):
    """A number and what it counts; pressed, those files are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.figure = Figure(0, "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure) -> None:
        self.figure = figure
        possible = figure.only is not None and figure.count > 0
        self.setEnabled(possible)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if possible else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if possible else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{figure.count:,} {figure.words}")
        self.setToolTip("Show these" if possible else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        number, words = QFontMetrics(look.font("page")), QFontMetrics(look.font("caption"))
        wide = max(number.horizontalAdvance(f"{self.figure.count:,}"), words.horizontalAdvance(self.figure.words))
        return QSize(wide + 2 * _SIDE, number.height() + words.height() + _BETWEEN)

    def paintEvent(self, _: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.fillRect(self.rect(), look.color("accent.soft" if self.isDown() else "accent.hint"))
        painter.fillRect(seen(self, QRect(0, 0, 1, self.height())), look.color("line"))
        inside = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setPen(look.color(self.figure.role))
        painter.setFont(look.font("page"))
        tall = painter.fontMetrics().height()
        painter.drawText(
            QRect(inside.left(), 0, inside.width(), tall), Qt.AlignmentFlag.AlignLeft, f"{self.figure.count:,}"
        )
        painter.setPen(look.color("wait" if self.figure.role == "wait" else "ink.second"))
        painter.setFont(look.font("caption"))
        below = QRect(inside.left(), tall + _BETWEEN, inside.width(), self.height() - tall)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self.figure.words)
