"""The person's own table: row numbers as their program counts them, flags above the headings."""

import math

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QMenu, QTableView, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.choose.header import ColumnFlagHeader
from deskhand.gui.pages.choose.model import ChooseDelegate, ChooseModel
from deskhand.gui.pages.choose.table import Column, ColumnUse
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
        self._wanted: dict[int, int] = {}  # the width of each column, in pixels
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
        self.header.sectionResized.connect(self._keep_width)
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
            self._measure(columns)
        self._fit()
        digits = len(str(self._model.last_number()))
        self.verticalHeader().setFixedWidth(self.fontMetrics().horizontalAdvance("0" * digits) + 24)
        self.header.viewport().update()

    def _measure(self, columns: tuple[Column, ...]) -> None:
        """The width of each column that shows its first rows whole, within bounds."""
        metrics = self.fontMetrics()
        self._wanted = {}
        for place, column in enumerate(columns):
            rows = (self._model.index(row, place).data() for row in range(min(_LOOKED_AT, self._model.rowCount())))
            longest = max((metrics.horizontalAdvance(str(words or "")) for words in (*rows, column.name)), default=0)
            self._wanted[place] = max(_NARROW, min(longest + 36, _WIDE))

    def _fit(self) -> None:
        """What is read takes the room that is left, then what is left out gives way: all columns should be in sight."""
        columns = self._model.columns
        if len(self._wanted) != len(columns):
            return
        widths = dict(self._wanted)
        for flagged in self.header.flags():
            missing = self.header.width_of_flag(flagged) - sum(widths[place] for place in flagged)
            widths[flagged.stop - 1] += max(0, missing)
        for use, least in ((ColumnUse.READ, _LEAST_READ), (ColumnUse.LEFT, _NARROW)):
            places = [place for place, column in enumerate(columns) if column.use is use]
            spare = self.viewport().width() - sum(widths.values())
            if spare < 0 or use is ColumnUse.READ:
                _share_out(spare, widths, places, least)
        for place, width in widths.items():
            self.setColumnWidth(place, width)

    def _keep_width(self, place: int, _: int, width: int) -> None:
        """A width that the person has drawn is the wanted one from now on."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton and place in self._wanted:
            self._wanted[place] = width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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


def _share_out(spare: int, widths: dict[int, int], places: list[int], least: int) -> None:
    """Give ``spare`` pixels to the columns at ``places``; what is missing (below 0) is taken where there is room."""
    room = sum(max(0, widths[place] - least) for place in places)
    for place in places:
        share = spare / len(places) if spare > 0 else spare * max(0, widths[place] - least) / max(1, room)
        widths[place] = max(least, widths[place] + math.floor(share))
