"""The projects that were open lately, as rows."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QColor, QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from deskhand.gui import theme
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.widgets.state_delegate import STATE_ROLE, StateDelegate
from deskhand.gui.widgets.step_tabs import STEPS
from deskhand.storage.recent import RecentProject

_Index = QModelIndex | QPersistentModelIndex
_ROW = 40
STEP_ROLE = Qt.ItemDataRole.UserRole + 20
_LOOKS = {
    "wait": "wait",
    "Paused": "info",
    "left": "info",
    " read": "info",
    "Answered": "done",
    "In words": "done",
    "filed": "done",
}


def when(moment: str) -> str:
    """A moment (ISO 8601) as people say it: "Today, 09:12", "Tuesday", "3 Nov"."""
    then = datetime.fromisoformat(moment).astimezone()
    days = (datetime.now().astimezone().date() - then.date()).days
    if days == 0:
        return f"Today, {then:%H:%M}"
    if days == 1:
        return "Yesterday"
    return f"{then:%A}" if days < 7 else f"{then.day} {then:%b}"


class RecentModel(QAbstractTableModel):
    """Name, job, step, state, when."""

    def __init__(self) -> None:
        super().__init__()
        self.projects: list[RecentProject] = []

    def show(self, projects: Sequence[RecentProject]) -> None:
        self.beginResetModel()
        self.projects = list(projects)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        return 0 if parent.isValid() else len(self.projects)

    def columnCount(self, _: _Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        return 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        project = self.projects[index.row()]
        state = project.state if project.here else "Not found, look for it"
        texts = (project.name, job_kind(project.job).title, STEPS[project.step - 1], state, when(project.opened_at))
        by_role: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: texts[index.column()],
            Qt.ItemDataRole.ToolTipRole: project.folder,
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                (project.name, texts[1], f"step {project.step} of 5, {texts[2]}", state, texts[4])
            ),
            STEP_ROLE: project.step,
            STATE_ROLE: _look_of(project),
        }
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("body.strong" if index.column() == 0 else "body")
        if role == Qt.ItemDataRole.ForegroundRole:
            name = "ink.disabled" if not project.here else "ink" if index.column() in (0, 2) else "ink.second"
            return theme.current().color(name)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 4:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return by_role.get(role)


def _look_of(project: RecentProject) -> str:
    """How its state is painted (see ``STATE_ROLE``)."""
    if not project.here:
        return "bad"
    return next((look for word, look in _LOOKS.items() if word in project.state), "plain" if project.state else "")


class StepBarsDelegate(QStyledItemDelegate):
    """Five pieces, filled up to where the project stands, and the name of the step."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        step = int(index.data(STEP_ROLE))
        look = theme.current()
        moved = QStyleOptionViewItem(option)
        moved.rect = option.rect.adjusted(94, 0, 0, 0)
        super().paint(painter, moved, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(1, 6):
            colour = look.color("accent") if number <= step else look.color("line")
            if number < step:
                colour = _mixed(look.color("accent"), look.color("canvas"))
            painter.setBrush(colour)
            left = option.rect.left() + 4 + (number - 1) * 17
            painter.drawRoundedRect(QRectF(left, option.rect.center().y() - 2, 14, 6), 1, 1)
        painter.restore()


def _mixed(one: QColor, other: QColor) -> QColor:
    """Half of each: a step that is done stands back behind the one that is reached."""
    return QColor((one.red() + other.red()) // 2, (one.green() + other.green()) // 2, (one.blue() + other.blue()) // 2)


class RecentTable(QTableView):
    """``opened`` and ``forgotten`` carry the folder of a project."""

    opened = Signal(str)
    forgotten = Signal(str)
    looked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RecentModel()
        self.setModel(self._model)
        self.setProperty("ground", "canvas")
        self.setAccessibleName("Recent projects")
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setItemDelegateForColumn(2, StepBarsDelegate(self))
        self.setItemDelegateForColumn(3, StateDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.clicked.connect(self._open)
        header = self.horizontalHeader()
        for column, stretch in enumerate((True, True, False, False, False)):
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        self._measure()

    def show_projects(self, projects: Sequence[RecentProject]) -> None:
        """The rows; the page scrolls, not the table."""
        self._model.show(projects)
        self._measure()

    def fit(self, narrow: bool) -> None:
        """Where there is little room, when it was and which job it is go first."""
        for column in (1, 4):
            self.setColumnHidden(column, narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a hairline below each."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(theme.current().color("line"))
        for row in range(self._model.rowCount()):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.setFixedHeight(look.px(_ROW) * self._model.rowCount() + 2)
        for column, width in ((2, 190), (3, 180), (4, 120)):
            self.horizontalHeader().resizeSection(column, look.px(width))

    def _open(self, index: QModelIndex) -> None:
        project = self._model.projects[index.row()]
        (self.opened if project.here else self.looked_for).emit(project.folder)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        project = self._model.projects[index.row()]
        folder = project.folder
        menu = QMenu(self)
        menu.addAction("Open" if project.here else "Look for it…").triggered.connect(lambda: self._open(index))
        menu.addAction("Show its folder").triggered.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder if project.here else str(Path(folder).parent)))
        )
        menu.addAction("Remove from this list").triggered.connect(lambda: self.forgotten.emit(folder))
        menu.popup(self.viewport().mapToGlobal(place))
