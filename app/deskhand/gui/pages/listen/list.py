"""The list of calls, and what stands in its place on a narrow window."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.item_models import WindowedModel
from deskhand.gui.pages.listen import words
from deskhand.gui.pages.listen.calls import CallRow, Calls, Order, urgency_of
from deskhand.gui.widgets.reading_side import seen
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.waveform import clock
from deskhand.gui.widgets.words import Words

_Index = QModelIndex | QPersistentModelIndex
_ROW, _SIDE, _GAP, _DIAMOND, _LONG = 40, 24, 12, 20, 44  # pixels of the pictures
_WIDE = 296
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


@dataclass(frozen=True, slots=True)
class _Look:
    """Font token, colour role, and at which side of its column a text stands."""

    face: str
    role: str
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


_WHEN, _ABOUT, _THEN = _Look("body.strong", "ink"), _Look("body", "ink"), _Look("caption", "ink.second")
_LENGTH = _Look("caption", "ink.second", Qt.AlignmentFlag.AlignRight)


class CallsModel(WindowedModel[CallRow]):
    """A row a call; answers are read for those that are looked at."""

    def show(self, calls: Calls) -> None:
        self._fetch = calls.fetch
        self.refresh(calls.count)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "  ".join(part for part in (row.when, row.about, row.then, clock(row.seconds)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == Qt.ItemDataRole.UserRole else None


class CallDelegate(QStyledItemDelegate):
    """Time, what it is about, an amber diamond where it waits, how urgent, how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, look, rect = index.data(Qt.ItemDataRole.UserRole), theme.current(), option.rect
        if not isinstance(row, CallRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = index.row() == option.widget.currentIndex().row()  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, look.color("accent.soft"))
            painter.fillRect(seen(option.widget, QRect(0, rect.top(), 3, rect.height())), look.color("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        for text, left, width, look_of in self._columns(row, rect.width()):
            painter.setFont(look.font(look_of.face))
            painter.setPen(look.color(look_of.role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            box = QRect(left, rect.top(), width, rect.height())
            painter.drawText(seen(option.widget, box), look_of.side | Qt.AlignmentFlag.AlignVCenter, shown)
            if look_of is _THEN and row.waits:
                self._diamond(painter, seen(option.widget, QRect(left - look.px(18), rect.center().y() - 5, 11, 11)))
        painter.restore()

    def _columns(self, row: CallRow, width: int) -> Iterator[tuple[str, int, int, "_Look"]]:
        """(words, left, width, look) of each: when, about, then, how long."""
        look = theme.current()
        left, long = look.px(_SIDE), look.px(_LONG)
        right = width - look.px(_GAP) - long
        wide = QFontMetrics(look.font(_WHEN.face)).horizontalAdvance(row.when) + 2
        when = min(wide, (right - left) // 2)
        yield row.when, left, when, _WHEN
        left += when + look.px(_GAP)
        room = right - left - look.px(_DIAMOND)
        about = room * 6 // 10 if row.then else room
        yield row.about, left, about, _ABOUT
        yield row.then, left + about + look.px(_DIAMOND), room - about, _THEN
        yield clock(row.seconds) if row.seconds else "", right, long, _LENGTH

    def _diamond(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("wait.line"))
        middle, half = box.center(), box.width() // 2
        sides = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygon([middle + QPoint(x, y) for x, y in sides]))


class _View(QListView):
    """While it has the keyboard, the arrows go from call to call."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            event.accept()
            return True
        return super().event(event)


class CallList(QWidget):
    """``chosen(item id)`` when another call is to be shown."""

    chosen = Signal(int)
    sorted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls: Calls | None = None
        self._showing = False
        self.model = CallsModel(self)
        self.day = Words("", "title", elides=True)
        self.wait = Words("", "caption.strong", "wait")
        self.wait.set_ground("wait.ground")
        self.order = Segments(["Least sure", "Time"])
        self.view = _View()
        self.counts = Words("", "caption", "ink.second", wraps=True)
        self.picker = CallPicker(self.model)
        self._lay_out()
        self.order.chosen.connect(lambda _: self.sorted.emit())
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now.row()))
        self.picker.chosen.connect(self.go_to)

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(CallDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setProperty("ground", "sunken")
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Calls")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "sunken")
        self.setFixedWidth(theme.current().px(_WIDE))
        head, sort, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(24, 12, 16, 8)
        head.addWidget(self.day, 1)
        head.addWidget(self.wait)
        sort.setContentsMargins(24, 0, 16, 12)
        sort.addWidget(self.order)
        sort.addStretch(1)
        foot.setContentsMargins(24, 12, 16, 16)
        foot.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sort)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_calls(self, calls: Calls, item_id: int | None) -> None:
        """The calls as they are now; the one of ``item_id`` stays the one that is shown, wherever it lies now."""
        self.calls = calls
        self.day.setText(calls.heading)
        self.wait.setText(f"{calls.waiting:,} wait" if calls.waiting != 1 else "1 waits")
        self.wait.setVisible(calls.waiting > 0)
        self.order.set_choices(["Least sure", "Time"] + ["Urgent first"] * (urgency_of(calls.questions) is not None))
        self.counts.setText(words.counts(calls.count, calls.silent, calls.unread))
        place = calls.places.get(item_id, 0) if item_id is not None else 0
        self._showing = True  # it is no choice of the person
        self.model.show(calls)
        self.view.setCurrentIndex(self.model.index(place, 0))
        self._showing = False
        self.view.viewport().update()
        self.picker.show_place(place)

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


class CallPicker(QWidget):
    """The list as a drop-down with previous and next. ``chosen(place)``."""

    chosen = Signal(int)

    def __init__(self, model: CallsModel) -> None:
        super().__init__()
        self.box = QComboBox()
        inside = QListView()
        inside.setUniformItemSizes(True)
        self.box.setView(inside)
        self.box.setModel(model)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(20)
        self.box.setAccessibleName("Call")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        for name, step, picture in (("Previous call", -1, "chevron-left"), ("Next call", 1, "chevron-right")):
            button = QToolButton()
            button.setIcon(icon(picture))
            button.setProperty("kind", "button")
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, step=step: self.chosen.emit(self.box.currentIndex() + step))
            row.addWidget(button)
        self.box.activated.connect(self.chosen)

    def show_place(self, place: int) -> None:
        self.box.setCurrentIndex(place)
