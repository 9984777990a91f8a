"""A chart and its twin: whoever cannot see it hears a sentence, and can have a table in its place."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget


class Chart(QWidget):
    """A painted chart calls ``tell`` with what it shows; ``cells`` are its table, headings first."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, sentence: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """What it shows from now on, in words and as a table."""
        self.cells = [tuple(headings), *(tuple(row) for row in rows)]
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.update()
        self.changed.emit()


class ChartOrTable(QWidget):
    """A chart in its place, or its table after ``turn``."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.table: QTableWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(chart)
        chart.changed.connect(self._fill)

    def turn(self) -> None:
        """The table instead of the chart, and back."""
        if self.table is None:
            self.table = _table()
            self._column.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
            self._fill()
            self.table.show()
        else:
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        self._chart.setVisible(self.table is None)

    def _fill(self) -> None:
        table, cells = self.table, self._chart.cells
        if table is None or not cells:
            return
        table.setAccessibleName(self._chart.accessibleName())
        table.setColumnCount(len(cells[0]))
        table.setHorizontalHeaderLabels(list(cells[0]))
        table.setRowCount(len(cells) - 1)
        for number, row in enumerate(cells[1:]):
            for place, words in enumerate(row):
                table.setItem(number, place, QTableWidgetItem(words))
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(number) for number in range(table.rowCount()))
        table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 2)


def turn_charts(page: QWidget) -> None:
    """All charts of a page into tables, or back."""
    for chart in page.findChildren(ChartOrTable):
        chart.turn()


def _table() -> QTableWidget:
    table = QTableWidget()
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
