"""The person's own table: row numbers as their program counts them, flags above the headings."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.choose_header import ColumnFlagHeader
from deskhand.gui.pages.choose_model import ChooseDelegate, ChooseModel
from deskhand.gui.pages.choose_table import Column, ColumnUse
from deskhand.gui.widgets.copied_rows import copy_rows

_NARROW, _WIDE, _LEAST_READ, _LOOKED_AT = 72, 280, 240, 40
_WORDS = {ColumnUse.READ: "Read this", ColumnUse.ANSWERS: "Holds answers", ColumnUse.LEFT: "Leave out"}
_KEYS = {ColumnUse.READ: "R", ColumnUse.ANSWERS: "A", ColumnUse.LEFT: "X"}


class ChooseGrid(QTableView):
    """``chosen(column, use)`` when the person says what a column is for; ``moved(from, to)`` when they drag a flag;

    ``headings(row)`` when they point at the row that holds the headings.
    """

    chosen = Signal(int, str)
    moved = Signal(int, int)
    headings = Signal(int)

    def __init__(self, model: ChooseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.header = ColumnFlagHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self._model = model
        self.setItemDelegate(ChooseDelegate(self))
        self.setAccessibleName("Your table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_rows()
        self.header.asked.connect(self._ask)
        self.header.chosen.connect(self.chosen)
        self.header.moved.connect(self.moved)
        self.customContextMenuRequested.connect(self._offer_headings)

    def _set_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.current().px(theme.current().row_height))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)
        rows.setMinimumWidth(40)
        rows.setObjectName("rows")
        rows.setStyleSheet("QHeaderView#rows::section { border: none; padding: 0 8px; font-weight: 400; }")

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Columns of another table get widths that fit their first rows."""
        self._model.show_columns(columns)
        names = tuple(one.name for one in columns)
        if names != self._names and self._model.rowCount():
            self._names = names
            self._fit_columns(columns)
        self._fit_flags(columns)
        digits = len(str(self._model.last_number()))
        self.verticalHeader().setFixedWidth(self.fontMetrics().horizontalAdvance("0" * digits) + 24)
        self.header.viewport().update()

    def _fit_columns(self, columns: tuple[Column, ...]) -> None:
        metrics = self.fontMetrics()
        for place, column in enumerate(columns):
            rows = (self._model.index(row, place).data() for row in range(min(_LOOKED_AT, self._model.rowCount())))
            longest = max((metrics.horizontalAdvance(str(words or "")) for words in (*rows, column.name)), default=0)
            self.setColumnWidth(place, max(_NARROW, min(longest + 36, _WIDE)))
        self._fit_to_sight(columns)

    def _fit_flags(self, columns: tuple[Column, ...]) -> None:
        for flagged in self.header.flags():
            missing = self.header.width_of_flag(flagged) - sum(map(self.columnWidth, flagged))
            if missing > 0 and flagged.stop <= len(columns):
                last = flagged.stop - 1
                self.setColumnWidth(last, self.columnWidth(last) + missing)
                self._fit_to_sight(columns)

    def _fit_to_sight(self, columns: tuple[Column, ...]) -> None:
        """The columns that are read give way or grow, then those that are left out give way: all should be in sight."""
        read = [place for place, column in enumerate(columns) if column.use is ColumnUse.READ]
        left_out = [place for place, column in enumerate(columns) if column.use is ColumnUse.LEFT]
        for places, least in ((read, _LEAST_READ), (left_out, _NARROW)):
            wanted = {place: self.columnWidth(place) for place in places}
            spare = self.viewport().width() - sum(map(self.columnWidth, range(len(columns))))
            if wanted and (spare < 0 or places is read):
                for place, width in wanted.items():
                    self.setColumnWidth(place, max(least, width + spare // len(wanted)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_to_sight(self._model.columns)

    def choices(self, column: int) -> QMenu:
        """What a column can be for."""
        menu = QMenu(self)
        for use, words in _WORDS.items():
            action = menu.addAction(f"{words}\t{_KEYS[use]}")
            action.setCheckable(True)
            action.setChecked(self._model.columns[column].use is use)
            action.triggered.connect(lambda _=False, use=use: self.chosen.emit(column, use.value))
        return menu

    def _ask(self, column: int) -> None:
        place = self.header.place_of(column)
        self.choices(column).popup(self.header.mapToGlobal(QPoint(place.left() + 8, place.bottom())))

    def _offer_headings(self, point: QPoint) -> None:
        row = self._model.row(self.rowAt(point.y()))
        if row is None or not row.number:
            return
        menu = QMenu(self)
        action = QAction(f"Use row {row.number:,} as headings", menu)
        action.triggered.connect(lambda: self.headings.emit(row.number))
        menu.addAction(action)
        menu.popup(self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_the_top = self.currentIndex().row() <= 0
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        elif event.key() == Qt.Key.Key_Up and at_the_top:
            self.header.setFocus(Qt.FocusReason.TabFocusReason)
            self.header.go_to(max(0, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)
