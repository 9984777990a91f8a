"""The recordings of a project, a row each."""

from PySide6.QtGui import QResizeEvent

from deskhand.gui import theme
from deskhand.gui.pages.recordings.model import Column, RecordingsModel
from deskhand.gui.widgets.row_table import RowTable
from deskhand.gui.widgets.state_delegate import StateDelegate

_WIDTHS = {Column.RECEIVED: 150, Column.CALLER: 150, Column.STATE: 150, Column.SIZE: 92}
_ROOM = {Column.CALLER: 680, Column.SIZE: 760, Column.RECEIVED: 560}  # pixels from which on there is room for them


class RecordingsTable(RowTable):
    """Where there is little room, only what tells one recording from another stays."""

    def __init__(self, model: RecordingsModel) -> None:
        super().__init__(model, "Recordings of this project", _WIDTHS)
        self.setItemDelegateForColumn(Column.STATE, StateDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, room in _ROOM.items():
            self.setColumnHidden(column, self.width() < theme.current().px(room))
