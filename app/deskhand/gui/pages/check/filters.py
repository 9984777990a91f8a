"""What part of the answers Check shows: its tabs, find, and the filters by category and by sureness."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.job_kinds import Noun
from deskhand.gui.widgets.count_tabs import CountTabs


class Tab(IntEnum):
    """In the order of the tabs."""

    WAITING = 0
    ALL = 1
    CHANGED = 2
    FAILED = 3
    DOUBTFUL = 4


NAMES = {
    Tab.WAITING: "Waiting",
    Tab.ALL: "All, least sure first",
    Tab.CHANGED: "You decided",
    Tab.FAILED: "Could not be read",
    Tab.DOUBTFUL: "Look mislabelled",
}
IF_EMPTY = {
    Tab.WAITING: "Nothing waits for you. You can still look through all.",
    Tab.ALL: "Nothing has been answered yet. Run comes first.",
    Tab.CHANGED: "You have not decided any of these yet.",
    Tab.FAILED: "Everything could be read.",
    Tab.DOUBTFUL: "None of your own answers looks like a slip.",
}
SHORT_NAMES = {
    Tab.WAITING: "Waiting",
    Tab.ALL: "All",
    Tab.CHANGED: "Decided",
    Tab.FAILED: "Not read",
    Tab.DOUBTFUL: "Slips?",
}
NARROW = 680  # pixels under which the short names are used


@dataclass(frozen=True, slots=True)
class Sureness:
    """A range of the filter: from ``least`` to ``most`` (0 to 1)."""

    name: str
    least: float | None = None
    most: float | None = None


SURENESS = (
    Sureness("However sure"),
    Sureness("Under 5 in 10", most=0.5),
    Sureness("5 to 7 in 10", least=0.5, most=0.7),
    Sureness("7 to 9 in 10", least=0.7, most=0.9),
    Sureness("Over 9 in 10", least=0.9),
)


class CheckFilters(QWidget):
    """``changed`` whenever other rows are to be shown."""

    changed = Signal()

    def __init__(self, noun: Noun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noun = noun
        self._counts: dict[Tab, int] = {}
        self.tabs = CountTabs("Which answers")
        self.finder = QLineEdit()
        self.category = QComboBox()
        self.sureness = QComboBox()
        self._prepare()
        self._lay_out()
        self.show_counts({})
        self.tabs.currentChanged.connect(self.changed)
        self.finder.textChanged.connect(self.changed)
        self.category.currentIndexChanged.connect(self.changed)
        self.sureness.currentIndexChanged.connect(self.changed)

    def _prepare(self) -> None:
        self.finder.setPlaceholderText("Find")
        self.finder.setAccessibleName(f"Find in the {self._noun.many}")
        self.finder.setClearButtonEnabled(True)
        self.finder.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.category.setAccessibleName("Only this category")
        self.sureness.setAccessibleName("Only when this sure")
        for box in (self.category, self.sureness):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
        for sureness in SURENESS:
            self.sureness.addItem(sureness.name)

    def _lay_out(self) -> None:
        narrowing = self._narrowing = QHBoxLayout()
        narrowing.setContentsMargins(24, 8, 24, 8)
        narrowing.setSpacing(8)
        narrowing.addWidget(self.finder, 1)
        narrowing.addWidget(self.category)
        narrowing.addWidget(self.sureness)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(12, 0, 0, 0)
        above.addWidget(self.tabs)
        column.addLayout(above)
        column.addLayout(narrowing)

    def add_questions(self, questions: QWidget) -> None:
        """Which question is checked stands beside the other filters."""
        self._narrowing.insertWidget(0, questions)

    @property
    def tab(self) -> Tab:
        return Tab(max(0, self.tabs.currentIndex()))

    @property
    def wanted_category(self) -> str | None:
        chosen = self.category.currentIndex()
        return self.category.itemText(chosen) if chosen > 0 else None

    @property
    def wanted_sureness(self) -> Sureness:
        return SURENESS[max(0, self.sureness.currentIndex())]

    def narrowed(self) -> bool:
        """Whether anything but the tab leaves rows out."""
        everything = self.wanted_category is None and self.wanted_sureness == SURENESS[0]
        return bool(self.finder.text()) or not everything

    def show_counts(self, counts: dict[Tab, int]) -> None:
        self._counts = counts
        names = SHORT_NAMES if self.width() < theme.current().px(NARROW) else NAMES
        self.tabs.set_tabs([(names[tab], f"{counts.get(tab, 0):,}") for tab in Tab])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_counts(self._counts)

    @property
    def if_empty(self) -> str:
        """What to say when there are no rows."""
        return "Nothing like that is here." if self.narrowed() else IF_EMPTY[self.tab]

    def show_question(self, question: Question) -> None:
        """The categories to choose from; what was chosen is kept where it still exists."""
        chosen = self.wanted_category
        was_blocked = self.category.blockSignals(True)
        self.category.clear()
        self.category.addItem("Every category")
        for label in question.labels:
            self.category.addItem(label)
        self.category.setCurrentIndex(max(0, self.category.findText(chosen or "")))
        self.category.setVisible(question.kind is QuestionKind.CHOICE)
        self.category.blockSignals(was_blocked)

    def go_to(self, tab: Tab) -> None:
        self.tabs.setCurrentIndex(tab)

    def start_finding(self) -> None:
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()
