"""Rows of a table on the clipboard, as text with tabs."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView


def copy_rows(table: QTableView) -> None:
    """The selected rows as they are shown."""
    model, rows = table.model(), sorted(index.row() for index in table.selectionModel().selectedRows())
    columns = range(model.columnCount())
    lines = ("\t".join(str(model.index(row, column).data() or "") for column in columns) for row in rows)
    QGuiApplication.clipboard().setText("\n".join(lines))
