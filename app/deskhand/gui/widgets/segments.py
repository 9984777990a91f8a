"""A few choices of which one holds, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from deskhand.gui import theme

_SIDE = 14  # pixels: what the style sheet leaves at either side, with the border


class Segments(QWidget):
    """``chosen`` carries the place (0-based) of what a person pressed."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.set_choices(names)
        self.choose(current)

    @property
    def current(self) -> int:
        """The place of the choice that holds (-1: none)."""
        return self._group.checkedId()

    def set_choices(self, names: Sequence[str]) -> None:
        """Other choices; the first one holds."""
        if [button.text() for button in self._group.buttons()] == list(names):
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for number, name in enumerate(names):
            button = QPushButton(name)
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._row.addWidget(button)
        self._dress()
        self.choose(0)

    def choose(self, number: int) -> None:
        """This one holds from now on; ``chosen`` is not sent."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def _make_room(self) -> None:
        """Each button has room for its words in the stronger type of the one that holds."""
        metrics = QFontMetrics(theme.current().font("body.strong"))
        for button in self._group.buttons():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + 2 * _SIDE)

    def _dress(self) -> None:
        """Each button knows its place from left to right, so that the style sheet rounds only the outer corners."""
        buttons = self._group.buttons()
        seen = buttons[::-1] if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else buttons
        last = len(seen) - 1
        for number, button in enumerate(seen):
            place = "only" if last == 0 else "left" if number == 0 else "right" if number == last else "middle"
            button.setProperty("segment", place)
            button.style().unpolish(button)
            button.style().polish(button)
        self._make_room()
