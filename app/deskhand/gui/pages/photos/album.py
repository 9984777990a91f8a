"""The photos: which are shown, how large, and one of them large."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSlider, QStackedWidget, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.photos.large import LargePhoto
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.photo_grid import WIDTHS, PhotoGrid
from deskhand.gui.widgets.photo_model import PhotoModel
from deskhand.gui.widgets.words import Words

_SHORT, _SLIDER, _CHOICE = 400, 96, 190  # pixels of the pictures: no line of keys under it; widths
_KEYS = (
    KeyHint(("Space",), "Tick"),
    KeyHint(("G",), "Tick those with the same guess"),
    KeyHint(("Backspace",), "Undo"),
    KeyHint(("Enter",), "Look closer"),
    KeyHint(("?",), "All keys"),
)
_LARGE_KEYS = (
    KeyHint(("Left", "Right"), "Photo before, next photo"),
    KeyHint(("+", "-"), "Larger, smaller"),
    KeyHint(("Backspace",), "Undo"),
    KeyHint(("Esc",), "Back to all photos"),
)


class Album(QWidget):
    """``wanted(show)`` when another list is chosen; ``turned(large)`` when one looks closer, or comes back."""

    wanted = Signal(object)
    turned = Signal(bool)

    def __init__(self, open_project: OpenProject, model: PhotoModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.model = model
        self.lists = QComboBox()
        self.lists.setAccessibleName("Which photos are shown")
        for show in Show:
            self.lists.addItem(show.value, show)
        self.words = Words("", "caption", "ink.second", elides=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.grid = PhotoGrid(model, thumbnails)
        self.large = LargePhoto(open_project, model, thumbnails)
        self.nothing = Words("", "title", "ink.second", wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.keys, self.large_keys = KeyLine(_KEYS), KeyLine(_LARGE_KEYS)
        self._views = QStackedWidget()
        self._sized = False  # by the person
        self._lay_out()
        self.lists.currentIndexChanged.connect(lambda _: self.wanted.emit(self.show_now))
        self.slider.actionTriggered.connect(self._on_sized)
        self.slider.valueChanged.connect(lambda number: self.grid.set_cell_width(WIDTHS[number]))
        self.grid.opened.connect(self.look_closer)
        self.large.closed.connect(self.close_large)

    def _lay_out(self) -> None:
        look = theme.current()
        self.slider.setRange(0, len(WIDTHS) - 1)
        self.slider.setValue(1)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(look.px(_SLIDER))
        self.slider.setAccessibleName("Size of the photos")
        self.lists.setMinimumWidth(look.px(_CHOICE))
        self._size_words = Words("Size", "caption", "ink.second")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.lists)
        row.addWidget(self.words, 1)
        row.addWidget(self._size_words)
        row.addWidget(self.slider)
        self._views.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # what is left over
        for view in (self.grid, self.large, self.nothing):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._views, 1)
        column.addWidget(self.keys)
        column.addWidget(self.large_keys)

    @property
    def show_now(self) -> Show:
        return Show(self.lists.currentData())

    @property
    def is_large(self) -> bool:
        return self._views.currentWidget() is self.large

    def choose(self, show: Show) -> None:
        """This list from now on."""
        self.lists.setCurrentIndex(list(Show).index(show))

    def show_counts(self, counts: Mapping[Show, int | None]) -> None:
        """How many each list has, beside its name."""
        for number, show in enumerate(Show):
            count = counts.get(show)
            self.lists.setItemText(number, show.value if count is None else f"{show.value}, {count:,}")

    def say_nothing_is_here(self, words: str) -> None:
        """Instead of photos; "" if there are some."""
        self.nothing.setText(words)
        if words and not self.is_large:
            self._views.setCurrentWidget(self.nothing)
        elif self._views.currentWidget() is self.nothing and not words:
            self._views.setCurrentWidget(self.grid)

    def look_closer(self, row: int) -> None:
        """At the photo of this row."""
        if self.model.rowCount():
            self._views.setCurrentWidget(self.large)
            self.large.show_row(row)
            self.large.setFocus()
            self._fold()
            self.turned.emit(True)

    def close_large(self) -> None:
        """Back to the grid, at the photo that was looked at."""
        if not self.is_large:
            return
        self._views.setCurrentWidget(self.grid if self.model.rowCount() else self.nothing)
        self.large.picture.stop()
        self.grid.setFocus()
        self.grid.go_to(self.large.row)
        self._fold()
        self.turned.emit(False)

    @property
    def current(self) -> int | None:
        """The photo that an answer is for if none is ticked."""
        return self.large.item_id if self.is_large else self.grid.current

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _on_sized(self) -> None:
        self._sized = True

    def _fold(self) -> None:
        """What there is no room for, or nothing to do for, is not seen."""
        look, large = theme.current(), self.is_large
        tall = self.height() >= look.px(_SHORT)
        if not self._sized:
            self.slider.setValue(1 if tall else 0)
        self.keys.setVisible(tall and not large)
        self.large_keys.setVisible(tall and large)
        self.slider.setVisible(not large)
        self._size_words.setVisible(not large and self.width() >= look.px(_CHOICE + _SLIDER + 200))
