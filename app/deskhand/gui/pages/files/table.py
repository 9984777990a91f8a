"""The documents or photos of a project, a row each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from deskhand.gui import theme
from deskhand.gui.pages.files.model import Column, FilesModel
from deskhand.gui.widgets.row_table import RowTable
from deskhand.gui.widgets.state_delegate import StateDelegate

_WIDTHS = {Column.FOLDER: 170, Column.KIND: 130, Column.DATE: 130, Column.PAGES: 70, Column.WHY: 300, Column.STATE: 150}
_ROOM = {Column.FOLDER: 620, Column.KIND: 520, Column.DATE: 740, Column.PAGES: 820}  # pixels from which on each fits
_BESIDE_WHY = (Column.KIND, Column.DATE, Column.PAGES, Column.STATE)  # what gives its place to the reason


class FilesTable(RowTable):
    """Where there is little room, only what tells one file from another stays. ``opened`` carries a row."""

    opened = Signal(int)

    def __init__(self, model: FilesModel, name: str, *, pages: bool) -> None:
        super().__init__(model, name, _WIDTHS)
        self._why = False
        self._has_pages = pages
        self.setItemDelegateForColumn(Column.STATE, StateDelegate(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit()

    def show_reasons(self, *, wanted: bool) -> None:
        """Beside each file, why it could not be read."""
        if wanted != self._why:
            self._why = wanted
            stretch = QHeaderView.ResizeMode.Stretch if wanted else QHeaderView.ResizeMode.Interactive
            self.horizontalHeader().setSectionResizeMode(Column.WHY, stretch)
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the file."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        for column in Column:
            beside = column in _BESIDE_WHY if self._why else column is Column.WHY
            pageless = column is Column.PAGES and not self._has_pages
            narrow = self.width() < look.px(_ROOM.get(column, 0))
            self.setColumnHidden(column, beside or pageless or narrow)
