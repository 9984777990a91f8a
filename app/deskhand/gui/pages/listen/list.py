"""The list of calls: its heading, its order, its rows, and how many there are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.pages.listen import words
from deskhand.gui.pages.listen.calls import Calls, Order, urgency_of
from deskhand.gui.pages.listen.model import CallsModel
from deskhand.gui.pages.listen.picker import CallPicker
from deskhand.gui.pages.listen.view import CallsView
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.words import Words

_WIDE = 296  # pixels of the pictures


class CallList(QWidget):
    """``chosen(item id)`` when another call is to be shown."""

    chosen = Signal(int)
    sorted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls: Calls | None = None
        self._showing = False
        self.above = QVBoxLayout()
        self.model = CallsModel(self)
        self.day = Words("", "title", elides=True)
        self.wait = Words("", "caption.strong", "wait")
        self.wait.set_ground("wait.ground")
        self.order = Segments(["Least sure", "Time"])
        self.view = CallsView(self.model)
        self.counts = Words("", "caption", "ink.second", wraps=True)
        self.picker = CallPicker(self.model)
        self._lay_out()
        self.order.chosen.connect(lambda _: self.sorted.emit())
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now.row()))
        self.picker.chosen.connect(self.go_to)

    def _lay_out(self) -> None:
        self.view.setProperty("ground", "sunken")
        self.view.setAccessibleName("Calls")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "sunken")
        self.setFixedWidth(theme.current().px(_WIDE))
        head, sort, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(24, 12, 16, 8)
        head.addWidget(self.day, 1)
        head.addWidget(self.wait)
        sort.setContentsMargins(24, 0, 8, 8)
        self.above.setContentsMargins(24, 0, 16, 8)
        sort.addWidget(self.order)
        sort.addStretch(1)
        foot.setContentsMargins(24, 12, 16, 16)
        foot.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sort)
        column.addLayout(self.above)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_calls(self, calls: Calls, item_id: int | None) -> None:
        """Other calls, or another order; the one of ``item_id`` is still shown, and stays where it is on the screen."""
        self.calls = calls
        self.day.setText(calls.heading)
        self.order.set_choices(["Least sure", "Time"] + ["Urgent first"] * (urgency_of(calls.questions) is not None))
        top = self.view.visualRect(self.view.currentIndex()).top()
        place = calls.places.get(item_id, 0) if item_id is not None else 0
        self._showing = True  # it is no choice of the person
        self.model.show(calls)
        self.view.setCurrentIndex(self.model.index(place, 0))
        self._showing = False
        if top > 0 and item_id in calls.places:
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.value() + self.view.visualRect(self.view.currentIndex()).top() - top)
        self.picker.show_place(place)
        self.show_counts()

    def read_again(self) -> None:
        """The same calls in the same order, with what their rows say now."""
        self.model.refresh()
        self.show_counts()

    def show_counts(self) -> None:
        if self.calls is not None:
            counts = self.calls.counts()
            self.wait.setText(f"{counts.waiting:,} wait" if counts.waiting != 1 else "1 waits")
            self.wait.setVisible(counts.waiting > 0)
            found = self.calls.count if self.calls.find else None
            self.counts.setText(words.counts(counts.total, counts.silent, counts.unread, found))
            self.view.viewport().update()

    @property
    def sort_order(self) -> Order:
        return Order(max(0, self.order.current))

    @property
    def place(self) -> int:
        """That of the call that is shown."""
        return self.view.currentIndex().row()

    @property
    def item_id(self) -> int | None:
        row = self.model.row(self.place)
        return row.item_id if row is not None else None

    def go_to(self, place: int) -> None:
        if 0 <= place < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _choose(self, place: int) -> None:
        self.view.viewport().update()
        self.picker.show_place(place)
        row = self.model.row(place)
        if row is not None and not self._showing:
            self.chosen.emit(row.item_id)
