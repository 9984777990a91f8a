"""A page's middle and its panel: side by side, or in a narrow window one below the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.page import WIDE
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Hairline


class Beside(QWidget):
    """``side`` has ``width`` pixels of the pictures, or what there is; each part scrolls by itself."""

    def __init__(self, main: QWidget, side: QWidget, width: int, name: str) -> None:
        super().__init__()
        self._side, self._width = side, width
        self._below = False
        both = QWidget()
        self._column = QVBoxLayout(both)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(main, 1)
        self._line = Hairline()
        self._line.hide()
        self._column.addWidget(self._line)
        both.setMinimumWidth(1)  # it never scrolls sideways
        side.setMinimumWidth(1)
        self.area = scrolling(both, name)
        self.side_area = scrolling(side, f"{name}, panel", "sunken")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.area, 1)
        row.addWidget(self.side_area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        self.side_area.setFixedWidth(look.px(self._width))
        below = self.width() < look.px(WIDE)
        if below is self._below:
            return
        self._below = below
        self._line.setVisible(below)
        self.side_area.setVisible(not below)
        if below:
            self._column.addWidget(self.side_area.takeWidget())
            self._side.show()
        else:
            self._column.removeWidget(self._side)
            self.side_area.setWidget(self._side)
