"""One photo, large, with what is known of it; the arrows go on to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from deskhand.gui.icons import icon
from deskhand.gui.open_project import OpenProject
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.photo_model import PhotoModel, PhotoRow, spoken
from deskhand.gui.widgets.picture_view import PictureView
from deskhand.gui.widgets.words import Words


class LargePhoto(QWidget):
    """``closed`` on Esc; ``moved`` when another photo is looked at."""

    closed = Signal()
    moved = Signal()

    def __init__(self, open_project: OpenProject, model: PhotoModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = model
        self.row = 0
        self.back = _button("arrow-left", "Back to all photos (Esc)")
        self.name = Words("", "body.strong", elides=True)
        self.place = Words("", "caption", "ink.second")
        self.said = Words("", "caption", "info")
        self.said.set_ground("info.ground")
        self.before = _button("chevron-left", "Photo before (Left)")
        self.after = _button("chevron-right", "Next photo (Right)")
        self.picture = PictureView(open_project, thumbnails)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        for widget in (self.said, self.place, self.before, self.after):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        self.setFocusProxy(self.picture)
        self.back.clicked.connect(self.closed)
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))

    @property
    def item_id(self) -> int | None:
        return self._model.item_id(self.row)

    def show_row(self, row: int) -> None:
        """The photo at this place of the list; the last one if the list has become shorter."""
        self.row = max(0, min(row, self._model.rowCount() - 1))
        self.picture.show_file(self.item_id)
        self.refresh()
        self.moved.emit()

    def go(self, by: int) -> None:
        """So many photos on, as far as there are any."""
        if 0 <= self.row + by < self._model.rowCount():
            self.show_row(self.row + by)

    def refresh(self) -> None:
        """Something else may be known of the photo now."""
        row, count = self._model.row(self.row), self._model.rowCount()
        self.name.setText(row.name if row is not None else "No photo is left in this list")
        self.place.setText(f"{self.row + 1:,} of {count:,}" if row is not None else "")
        said = _said(row)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.before.setEnabled(self.row > 0)
        self.after.setEnabled(self.row < count - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the picture leaves: it keeps the arrows while more of it is there than is seen."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        by = ways.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            by = -by
        if by:
            self.go(by)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _said(row: PhotoRow | None) -> str:
    words = spoken(row).partition(". ")[0] if row is not None else ""
    return "" if row is None or words == row.name else words[:1].upper() + words[1:]


def _button(sign: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign, "ink"))
    button.setToolTip(name)
    button.setAccessibleName(name.partition(" (")[0])
    return button
