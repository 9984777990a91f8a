"""The category buttons of Teach: two columns, the guess pre-chosen, new categories in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.category_button import DENSE, ROOMY, CategoryButton
from deskhand.gui.widgets.new_category import NewCategory

KEYS = 9  # categories that have a key of their own
_GAP, _MOST_COLUMNS = 8, 3


class CategoryPad(QWidget):
    """``chosen(name)`` when a category is pressed; ``offered(name)`` when a new one is typed."""

    chosen = Signal(str)
    offered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[str, ...] = ()
        self._buttons: list[CategoryButton] = []
        self._columns, self._height, self._most_rows = 2, ROOMY, 5
        self._guess: tuple[str, str] = ("", "")
        self.finder = FindCategory(self)
        self.new_category = NewCategory(self)
        self._grid_place = QWidget()
        self._grid = QGridLayout(self._grid_place)
        self._lay_out()
        self.finder.textChanged.connect(self._arrange)
        self.finder.returnPressed.connect(self._choose_first_found)
        self.new_category.offered.connect(self.offered)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._grid_place)
        for ground in (self._scroll.viewport(), self._grid_place):
            ground.setAutoFillBackground(False)
        self._scroll.setStyleSheet("QScrollArea { background: transparent }")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.finder)
        column.addWidget(self._scroll)

    @property
    def accepted(self) -> str:
        """What Space accepts: the guess that is marked, or ""."""
        return self._guess[0]

    def show_categories(self, labels: Sequence[str]) -> None:
        if tuple(labels) == self._labels:
            return
        self._labels = tuple(labels)
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = [self._button(number, label) for number, label in enumerate(labels)]
        self.finder.setVisible(len(labels) > KEYS)
        self.finder.clear()
        self._arrange()
        self.show_guess(*self._guess)

    def show_guess(self, label: str, note: str) -> None:
        """Marks what Deskhand thinks; "" for no guess."""
        self._guess = (label if label in self._labels else "", note)
        for button in self._buttons:
            is_guess = button.name == self._guess[0]
            button.mark(note if is_guess else "", chosen=is_guess)

    def label_of_key(self, number: int) -> str | None:
        """The category whose key is ``number`` (1 to 9)."""
        return self._labels[number - 1] if number <= len(self._labels) else None

    def set_shape(self, columns: int, room: int) -> None:
        """In that many columns, dense if they would not fit into ``room`` pixels otherwise; what is more scrolls."""
        rows = -(-(len(self._labels) + 1) // columns)
        roomy = rows * (theme.current().px(ROOMY) + _GAP) <= room
        height = ROOMY if roomy else DENSE
        most = max(2, room // (theme.current().px(height) + _GAP))
        if (columns, height, most) == (self._columns, self._height, self._most_rows):
            return
        self._columns, self._height, self._most_rows = columns, height, most
        for button in self._buttons:
            button.set_height(height)
        self._arrange()

    def _button(self, number: int, label: str) -> CategoryButton:
        key = str(number + 1) if number < KEYS else ""
        button = CategoryButton(label, number, key, self._height, self._grid_place)
        button.clicked.connect(lambda: self.chosen.emit(label))
        return button

    def _found(self) -> list[CategoryButton]:
        wanted = self.finder.text().strip().casefold()
        return [button for button in self._buttons if wanted in button.name.casefold()]

    def _arrange(self) -> None:
        found = self._found()
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.setVisible(button in found)
        self._grid.removeWidget(self.new_category)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, column < self._columns)  # equally wide, however long a name is
        for place, widget in enumerate([*found, self.new_category]):
            self._grid.addWidget(widget, place // self._columns, place % self._columns)
        height = theme.current().px(self._height)
        self.new_category.setFixedHeight(height)
        rows = -(-(len(found) + 1) // self._columns)
        self._scroll.setFixedHeight(min(rows, self._most_rows) * (height + _GAP))

    def _choose_first_found(self) -> None:
        found = self._found()
        if found:
            self.finder.clear()
            self.setFocus()
            self.chosen.emit(found[0].name)


class FindCategory(QLineEdit):
    """Typed beginnings find a category; Enter answers with the first, Esc lets go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find a category, then Enter")
        self.setAccessibleName("Find a category")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)
