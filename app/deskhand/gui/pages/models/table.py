"""The table of models: arrows choose, Enter uses, G gets, Del removes."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QStyle, QStyleOptionViewItem, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.models.delegates import ModelDelegate, RangeDelegate
from deskhand.gui.pages.models.model import Column, ModelsModel
from deskhand.gui.pages.models.rows import CAN_GET, ModelRow, Standing
from deskhand.gui.pages.models.words import standing_words
from deskhand.gui.widgets.row_table import RowTable
from deskhand.gui.widgets.state_delegate import StateDelegate

_WIDTHS = {
    Column.RIGHT: 100,
    Column.RANGE: 168,
    Column.TIME: 132,
    Column.DISK: 84,
    Column.LICENCE: 116,
    Column.STATE: 208,
}
_ROW, _NARROW, _VERY_NARROW = 48, 1000, 700

_SHEET = """
QTableView::item { padding-left: 5px; padding-right: 12px; }
QHeaderView::section { padding: 0 15px 0 8px; }
QHeaderView::section:first { padding-left: %dpx; }
"""


class _Standing(StateDelegate):
    """Words of a row that has a button are drawn by the button."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        if not isinstance(view, ModelsTable) or not view.has_button(index.row()):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)


class ModelsTable(RowTable):
    """As high as its rows: the page scrolls, not the table. ``chosen(row)`` follows the choice; ``used``, ``get`` and
    ``removed`` say what is wanted of a row."""

    chosen = Signal(object)
    used = Signal(object)
    get = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        self.models = ModelsModel()
        super().__init__(self.models, "Models", _WIDTHS)
        self.models.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegateForColumn(Column.MODEL, ModelDelegate(self))
        self.setItemDelegateForColumn(Column.RANGE, RangeDelegate(self))
        self.setItemDelegateForColumn(Column.STATE, _Standing(self))
        self.setStyleSheet(_SHEET % (40 + theme.current().px(16)))  # where the names begin
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.doubleClicked.connect(lambda index: self._use(index.row()))

    def has_button(self, place: int) -> bool:
        """Whether the model of a row can be got."""
        row = self.models.row(place)
        return row is not None and row.standing in CAN_GET

    def show_rows(self, rows: Sequence[ModelRow], chosen: str) -> None:
        """These models; ``chosen`` is the name of the one that is marked."""
        compared = any(row.tried for row in rows)
        self.models.show(rows)
        self.setColumnHidden(Column.RIGHT, not compared)
        self.setColumnHidden(Column.RANGE, not compared)
        self.choose(chosen)
        self._put_buttons()
        self._fit()

    def choose(self, name: str) -> None:
        """Mark the model of this name."""
        self.models.chosen = name
        place = self.models.place(name)
        if place < 0:
            self.clearSelection()
        elif place != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(place)

    def current(self) -> ModelRow | None:
        """The row that is marked."""
        rows = self.selectionModel().selectedRows()
        return self.models.row(rows[0].row()) if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are deeds here, they do not look for a name."""
        row = self.current()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.used.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_G:
            self.get.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Licence and disk go into the second line of a narrow table, the range stays."""
        look = theme.current()
        narrow, very = self.width() < look.px(_NARROW), self.width() < look.px(_VERY_NARROW)
        self.models.narrow = narrow
        for column in (Column.LICENCE, Column.DISK):
            self.setColumnHidden(column, narrow)
        self.setColumnHidden(Column.TIME, very)
        self.setColumnHidden(Column.RIGHT, very or not self.models.compared)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        self.setFixedHeight(header.sizeHint().height() + rows.defaultSectionSize() * self.models.rowCount() + 2)

    def _put_buttons(self) -> None:
        """What can be got has a button in its row; it is rebuilt as rows come and go."""
        for number, row in enumerate(self.models.rows):
            index = self.models.index(number, Column.STATE)
            if row.standing in CAN_GET:
                self.setIndexWidget(index, self._button(row))
            elif self.indexWidget(index) is not None:
                self.setIndexWidget(index, QWidget())

    def _button(self, row: ModelRow) -> QWidget:
        words = standing_words(row)
        button = QPushButton(words)
        button.setProperty("kind", "small")
        button.setAccessibleName(f"{words}: {row.name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # G in the table does the same
        if row.standing is Standing.DAMAGED:
            button.setToolTip("Its files are not as they came")
        button.clicked.connect(lambda: self.get.emit(row))
        around = QWidget()
        line = QHBoxLayout(around)
        line.setContentsMargins(7, 0, 7, 0)
        line.addWidget(button)
        line.addStretch(1)
        return around

    def _use(self, place: int) -> None:
        row = self.models.row(place)
        if row is not None:
            self.used.emit(row)

    def _on_selected(self, selected: QItemSelection) -> None:
        row = self.current()
        if row is not None:
            self.models.chosen = row.id
            self.chosen.emit(row)
