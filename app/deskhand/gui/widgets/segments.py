"""A few choices of which one holds, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from deskhand.gui import theme


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
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        look, last = theme.current(), len(self._group.buttons()) - 1
        for number, button in enumerate(self._group.buttons()):
            left, right = (4 if number == 0 else 0), (4 if number == last else 0)
            sheet = (
                f"QPushButton {{ border-radius: 0; border-top-left-radius: {left}px; border-bottom-left-radius: {left}px;"
                f" border-top-right-radius: {right}px; border-bottom-right-radius: {right}px;"
                f" {'' if number == 0 else 'border-left: none;'} padding: 0 12px; min-height: {look.px(26)}px; }}"
                f" QPushButton:checked {{ background: {look.hex('accent.soft')}; color: {look.hex('accent')};"
                f" font-weight: 600; border-color: {look.hex('line.control')}; }}"
            )
            if button.styleSheet() != sheet:
                button.setStyleSheet(sheet)
