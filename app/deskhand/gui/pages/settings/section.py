"""One page of settings: a row a setting, each saying what it does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSlider, QVBoxLayout, QWidget

from deskhand.gui import theme
from deskhand.gui.model_words import on_shelf
from deskhand.gui.widgets.category_mark import CategoryMark
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.key_cap import cap_width, paint_cap
from deskhand.gui.widgets.lines_field import LinesField
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.state_label import StateLabel
from deskhand.gui.widgets.switch import Switch
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.settings import SETTINGS, Setting, Settings, Value

_WIDEST, _ROW, _ADDRESS = 796, 53, 200
_QUIET = 200  # milliseconds that a slider rests before its value acts
Keep = Callable[[Value], None]


class SettingsSection(QWidget):
    """The settings of one page. ``changed`` after each that was set."""

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        page: str,
        name: str,
        about: str,
        preview: QWidget | None = None,
        *,
        inset: bool = True,
    ) -> None:
        """``inset``: it is a page of its own, with a heading and room around it."""
        super().__init__()
        self._settings = settings
        self._shown = [setting for setting in SETTINGS if setting.page == page]
        self.heading = Words(name, "page")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        inside = QWidget()
        inside.setMaximumWidth(theme.current().px(_WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if inset:
            column.addWidget(self.heading)
            column.addWidget(Words(about, "body", "ink.second", wraps=True))
            column.addSpacing(8)
        column.addLayout(self._rows)
        if preview is not None:
            column.addSpacing(16)
            column.addWidget(preview)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((32, 16, 32, 16) if inset else (0, 0, 0, 0)))
        row.addWidget(inside, 1)
        row.addStretch(0)
        self.refresh()

    def show_settings(self, name: str, settings: Sequence[Setting]) -> None:
        """Other settings: what was found."""
        self.heading.setText(name)
        self._shown = list(settings)
        self.refresh()

    def refresh(self) -> None:
        """The values as they are now."""
        empty(self._rows)
        for setting in self._shown:
            self._rows.addWidget(Hairline())
            self._rows.addWidget(SettingRow(setting, self._control(setting)))

    def _control(self, setting: Setting) -> QWidget:
        value = self._settings.get(setting.key)
        make = next(make for fits, make in _CONTROLS if fits(setting))
        control = make(setting, value, lambda told: self._keep(setting, told))
        control.setAccessibleName(setting.name)
        control.setAccessibleDescription(setting.help)
        return control

    def _keep(self, setting: Setting, value: Value) -> None:
        self._settings.set(setting.key, value)
        self.changed.emit()


class SettingRow(QWidget):
    """A setting's name and what it does; its control at the other side."""

    def __init__(self, setting: Setting, control: QWidget) -> None:
        super().__init__()
        self.setMinimumHeight(theme.current().px(_ROW - 1))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        name = Words(setting.name, "body.strong")
        name.setBuddy(control)
        words.addWidget(name)
        words.addWidget(Words(setting.help, "caption", "ink.second", wraps=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _choices(setting: Setting, value: Value, keep: Keep) -> QWidget:
    values = [choice for choice, _ in setting.choices]
    segments = Segments([words for _, words in setting.choices], values.index(str(value)))
    segments.chosen.connect(lambda place: keep(values[place]))
    return segments


def _switch(setting: Setting, value: Value, keep: Keep) -> QWidget:
    switch = Switch(setting.name, bool(value))
    switch.toggled.connect(keep)
    return switch


class PercentSlider(QWidget):
    """A number in per cent; it acts once the slider rests."""

    def __init__(self, setting: Setting, value: int, keep: Keep) -> None:
        super().__init__()
        low, high, step = setting.span or (0, 100, 1)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(low, high)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(step)
        self.slider.setValue(value)
        self.slider.setFixedWidth(150)
        self.slider.setAccessibleName(setting.name)
        self.slider.setAccessibleDescription(setting.help)
        self._words = Words(f"{value} %")
        self._words.setMinimumWidth(theme.current().px(44))
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_QUIET)
        self._rest.timeout.connect(lambda: keep(self._stepped(step)))
        self.slider.valueChanged.connect(lambda _: self._on_moved(step))
        self.setFocusProxy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider)
        row.addWidget(self._words)

    def _stepped(self, step: int) -> int:
        return round(self.slider.value() / step) * step

    def _on_moved(self, step: int) -> None:
        self._words.setText(f"{self._stepped(step)} %")
        self._rest.start()


def _slider(setting: Setting, value: Value, keep: Keep) -> QWidget:
    return PercentSlider(setting, int(value), keep)


def _folder(setting: Setting, value: Value, keep: Keep) -> QWidget:
    model = on_shelf(str(value)) if value else None
    button = QPushButton(model.name if model is not None else str(value) or setting.empty)

    def choose() -> None:
        folder = QFileDialog.getExistingDirectory(button, setting.name, str(value))
        if folder:
            button.setText(folder)
            keep(folder)

    button.clicked.connect(choose)
    return button


def _lines(setting: Setting, value: Value, keep: Keep) -> QWidget:
    return LinesField(str(value), keep, setting.empty)


def _address(setting: Setting, value: Value, keep: Keep) -> QWidget:
    field = QLineEdit(str(value))
    field.setMinimumWidth(theme.current().px(_ADDRESS))
    field.editingFinished.connect(lambda: keep(field.text().strip() or setting.default))
    return field


_CONTROLS: tuple[tuple[Callable[[Setting], bool], Callable[[Setting, Value, Keep], QWidget]], ...] = (
    (lambda setting: bool(setting.choices), _choices),
    (lambda setting: setting.span is not None, _slider),
    (lambda setting: isinstance(setting.default, bool), _switch),
    (lambda setting: setting.lines, _lines),
    (lambda setting: setting.address, _address),
    (lambda setting: True, _folder),
)


class _Cap(QWidget):
    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(cap_width(key), theme.current().px(20))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, self.rect(), self._key)
        painter.end()


class LookPreview(QWidget):
    """How a line of answers looks with these settings."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "sunken")
        self.setProperty("edge", "all")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(16)
        row.addWidget(Words("It looks like this", "caption", "ink.second"))
        row.addWidget(_Cap("2"))
        row.addWidget(CategoryMark(1))
        row.addWidget(Words("Pain or problem", "body.strong"))
        row.addWidget(Words("9 in 10 sure", "body", "ink.second"))
        row.addStretch(1)
        row.addWidget(StateLabel("Waits for you", "wait"))
        row.addWidget(StateLabel("Done", "done"))
