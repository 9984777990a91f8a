"""Settings: few, each with its effect in view. Everything acts at once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.pages.beside import BesidePage
from deskhand.gui.pages.settings.about import AboutSection
from deskhand.gui.pages.settings.keys import KeysSection
from deskhand.gui.pages.settings.models import ModelsSection
from deskhand.gui.pages.settings.privacy import PrivacySection
from deskhand.gui.pages.settings.section import LookPreview, SettingsSection
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.storage.settings import SETTINGS, Settings, Value

_LIST = 248
_NARROW = 900


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the settings and what makes it."""

    key: str
    name: str
    icon: str
    make: Callable[[Settings], QWidget]


PLACES: tuple[Place, ...] = (
    Place(
        "look",
        "Look and answers",
        "eye",
        lambda settings: SettingsSection(
            settings, "look", "Look and answers", "Changes show at once. Nothing needs a restart.", LookPreview()
        ),
    ),
    Place(
        "work",
        "While it works",
        "cpu",
        lambda settings: SettingsSection(settings, "work", "While it works", "What Deskhand does during long work."),
    ),
    Place("models", "Models and recordings", "package", ModelsSection),
    Place("privacy", "Privacy and network", "shield", PrivacySection),
    Place(
        "projects",
        "Projects and files",
        "folder",
        lambda settings: SettingsSection(settings, "projects", "Projects and files", "Where your work is kept."),
    ),
    Place("keys", "Keys", "keyboard", lambda _: KeysSection()),
    Place("about", "About", "circle-help", lambda _: AboutSection()),
)


class SettingsPage(BesidePage):
    """``changed`` after every setting that was set; ``shelf``: all models are to be shown.
    ``page`` is the key of the place to begin with."""

    title = "Settings"
    changed = Signal()
    shelf = Signal()

    def __init__(self, settings: Settings, page: str = "look") -> None:
        super().__init__()
        self._settings = settings
        self._before: dict[str, Value] | None = None
        self.search = QLineEdit()
        self.places = QListWidget()
        self.sections = QStackedWidget()
        self.drop_down = QComboBox()
        self.nothing = SettingsSection(settings, "", "No setting is called that", "Try another word.")
        self.reset = self.action_bar.add("Back to how it came")
        self.action_bar.set_sentence("Kept on this computer only.")
        self._lay_out()
        self._fill(page)
        self.reset.clicked.connect(self._reset)
        self.search.textChanged.connect(self._find)
        self.places.currentRowChanged.connect(self._show_place)
        self.drop_down.activated.connect(self.places.setCurrentRow)
        add_key(self, "Ctrl+F", "Find a setting", self._start_finding)
        add_key(self, "Esc", "Close", self.closed.emit)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Find a setting")
        self.search.setAccessibleName("Find a setting")
        self.search.addAction(QAction(icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self.places.setAccessibleName("Pages of the settings")
        self.places.setProperty("kind", "places")
        self.places.setIconSize(QSize(16, 16))
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self._side = QWidget()
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setProperty("ground", "sunken")
        side.setProperty("edge", "right")
        side.setFixedWidth(theme.current().px(_LIST))
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.places, 1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.drop_down.setAccessibleName("Pages of the settings")
        middle.addWidget(self.drop_down)
        self.drop_down.setStyleSheet("margin: 12px 32px 0 32px;")
        middle.addWidget(self.sections, 1)
        self.sheet.addWidget(side)
        self.sheet.addLayout(middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list of pages is a drop-down."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        self._side.setVisible(not narrow)
        self.drop_down.setVisible(narrow)

    def _fill(self, page: str) -> None:
        for place in PLACES:
            item = QListWidgetItem(icon(place.icon), place.name)
            item.setSizeHint(QSize(0, theme.current().px(36)))
            self.places.addItem(item)
            self.drop_down.addItem(icon(place.icon), place.name)
            section = place.make(self._settings)
            self._follow(section)
            self.sections.addWidget(scrolling(section, place.name))
        self.sections.addWidget(scrolling(self.nothing, "Found settings"))
        self._follow(self.nothing)
        self.places.setCurrentRow([place.key for place in PLACES].index(page))
        self.sections.setCurrentIndex(self.places.currentRow())
        self.drop_down.setCurrentIndex(self.places.currentRow())

    def _follow(self, section: QWidget) -> None:
        for each in (section, *section.findChildren(SettingsSection)):
            if isinstance(each, SettingsSection):
                each.changed.connect(self._on_changed)
        if isinstance(section, ModelsSection):
            section.shelf.connect(self.shelf)

    def _on_changed(self) -> None:
        self._before = None
        self.reset.setText("Back to how it came")
        self.changed.emit()

    def _show_place(self, row: int) -> None:
        if row >= 0:
            self.search.clear()
            self.drop_down.setCurrentIndex(row)
            self.sections.setCurrentIndex(row)

    def _find(self, words: str) -> None:
        """Settings of all pages whose name or help has ``words``."""
        wanted = words.strip().lower()
        if not wanted:
            self.sections.setCurrentIndex(max(0, self.places.currentRow()))
            return
        found = [setting for setting in SETTINGS if wanted in f"{setting.name} {setting.help}".lower()]
        self.nothing.show_settings("Found" if found else "No setting is called that", found)
        self.sections.setCurrentIndex(len(PLACES))

    def _start_finding(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _reset(self) -> None:
        """Back to how it came; the same button undoes it."""
        if self._before is None:
            before = self._settings.reset()
        else:
            before = None
            for key, value in self._before.items():
                self._settings.set(key, value)
        for section in self.findChildren(SettingsSection):
            section.refresh()
        self.changed.emit()
        self._before = before
        self.reset.setText("Undo" if before is not None else "Back to how it came")
