"""Which table this is, and the ways to another one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.items import Source, TablePreview
from deskhand.gui import theme
from deskhand.gui.widgets.words import Words

_ROWS_OFFERED = 8
_WIDE = 700  # pixels: narrower than this stands beside an open drawer


class ChooseHead(QWidget):
    """``sheet(name)``, ``source(id)``, ``headings(row)``, ``other`` and ``stop`` say what the person wants."""

    sheet = Signal(str)
    source = Signal(int)
    headings = Signal(int)
    other = Signal()
    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Words("", "page", elides=True)
        self.about = Words("", "body", "ink.second", elides=True)
        self.tables = QComboBox()
        self.tables.setAccessibleName("Table")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Sheet")
        for box in (self.tables, self.sheets):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(theme.current().px(220))
        self.headings_button = QPushButton()
        self.headings_button.setToolTip("Which row holds the headings")
        self.other_button = QPushButton("Other file…")
        self.stop_button = QPushButton("Stop reading")
        self._lay_out()
        self.tables.activated.connect(lambda place: self.source.emit(self.tables.itemData(place)))
        self.sheets.activated.connect(lambda place: self.sheet.emit(self.sheets.itemData(place)))
        self.other_button.clicked.connect(self.other)
        self.stop_button.clicked.connect(self.stop)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        row.addLayout(words, 1)
        for control in (self.stop_button, self.tables, self.sheets, self.headings_button, self.other_button):
            row.addWidget(control)

    def show_table(self, source: Source, preview: TablePreview | None, sources: tuple[Source, ...]) -> None:
        """``preview`` knows the sheets of the workbook; ``sources`` are all tables of the project."""
        self.name.setText(Path(source.path).name)
        self.name.setToolTip(source.path)
        sheets = preview.sheets if preview is not None else (source.sheet,)
        _fill(self.sheets, [(f"Sheet: {one}", one) for one in sheets], source.sheet)
        _fill(self.tables, [(Path(one.path).name, one.id) for one in sources], source.id)
        self.tables.setVisible(len(sources) > 1)
        self.headings_button.setText(f"Headings: row {source.header_row}" if source.header_row else "No headings")
        self.headings_button.setMenu(self._heading_rows(source))
        self._make_room()

    def _heading_rows(self, source: Source) -> QMenu:
        menu = QMenu(self.headings_button)
        for row in range(1, max(_ROWS_OFFERED, source.header_row) + 1):
            action = menu.addAction(f"Row {row}")
            action.setCheckable(True)
            action.setChecked(row == source.header_row)
            action.triggered.connect(lambda _=False, row=row: self.headings.emit(row))
        menu.addSeparator()
        menu.addAction("There are no headings").triggered.connect(lambda: self.headings.emit(0))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Beside an open drawer only what is needed most stays."""
        wide = self.width() >= theme.current().px(_WIDE)
        self.headings_button.setVisible(wide)
        self.sheets.setVisible(wide and self.sheets.count() > 1)

    def show_state(self, words: str, *, reading: bool) -> None:
        """One line below the name; while it reads, a way to stop it."""
        self.about.setText(words)
        self.about.setToolTip(words)
        self.stop_button.setVisible(reading)


def _fill(box: QComboBox, choices: list[tuple[str, object]], current: object) -> None:
    if [box.itemData(place) for place in range(box.count())] != [value for _, value in choices]:
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
    box.setCurrentIndex(next((place for place, (_, value) in enumerate(choices) if value == current), 0))
