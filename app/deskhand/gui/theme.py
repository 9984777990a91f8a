"""One palette, one style sheet and the fonts, made from the tokens and what the computer and the person wish."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from deskhand.gui.style_sheet import style_sheet
from deskhand.gui.tokens import (
    CATEGORY_COLOURS,
    COLOURS,
    DENSE_ROW,
    FONTS,
    PROGRAM_FACES,
    READING_FACES,
    ROW,
    Column,
)
from deskhand.storage.settings import Settings

_PROPERTY = "deskhand.theme"
_SYSTEM_SIZE = "deskhand.system_size"


@dataclass(frozen=True)
class Theme:
    """What painters and style sheets take their values from. ``size`` is the system's text size in pixels."""

    column: Column
    size: float
    row_height: int = ROW
    marks_coloured: bool = True
    movement: bool = True

    @property
    def dark(self) -> bool:
        return self.column in (Column.DARK, Column.HIGH_DARK)

    @property
    def high_contrast(self) -> bool:
        return self.column in (Column.HIGH_DARK, Column.HIGH_LIGHT)

    def hex(self, role: str) -> str:
        """A colour role as ``#RRGGBB``. Raises ``KeyError`` for a role that theme.md does not have."""
        return COLOURS[role][self.column]

    def color(self, role: str) -> QColor:
        """A colour role."""
        return QColor(self.hex(role))

    def category_color(self, number: int) -> QColor:
        """The colour of the category at this position (0-based); from the ninth on they repeat in outline."""
        if not self.marks_coloured:
            return self.color("ink")
        light, dark = CATEGORY_COLOURS[number % len(CATEGORY_COLOURS)]
        return QColor(dark if self.dark else light)

    def font(self, token: str) -> QFont:
        """A token of the type scale."""
        times, weight, spacing, reading = FONTS[token]
        font = QFont() if reading else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        faces = READING_FACES if reading else PROGRAM_FACES
        font.setFamilies(faces if reading else [font.family(), *faces])
        font.setPixelSize(max(1, round(self.size * times)))
        font.setWeight(QFont.Weight(weight))
        font.setStyleHint(QFont.StyleHint.Serif if reading else QFont.StyleHint.SansSerif)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spacing)
        if not reading:
            font.setFeature(QFont.Tag.fromString("tnum"), 1)  # figures stand under each other
        return font

    def px(self, pixels: float) -> int:
        """A length of the pictures (drawn for text of 13 px) that grows with the text."""
        return round(pixels * self.size / 13)

    def palette(self) -> QPalette:
        """The roles as Qt's own, so that what no style sheet reaches looks right too."""
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.color(name))
        disabled = QPalette.ColorGroup.Disabled
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(disabled, role, self.color("ink.disabled"))
        return palette


_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink.third",
    QPalette.ColorRole.Highlight: "accent.soft",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Mid: "line",
}


def current() -> Theme:
    """The theme in force, kept on the application."""
    application = QApplication.instance()
    theme = None if application is None else application.property(_PROPERTY)
    return cast("Theme", theme) if theme is not None else Theme(Column.LIGHT, 13)


def apply(application: QApplication, settings: Settings) -> Theme:
    """Make the theme of what the computer and ``settings`` say and put it in force everywhere."""
    theme = chosen(application, settings)
    application.setProperty(_PROPERTY, theme)
    application.setStyle("Fusion")
    application.setPalette(theme.palette())
    application.setFont(theme.font("body"))
    application.setStyleSheet(style_sheet(theme.hex, theme.px))
    for widget in application.topLevelWidgets():
        widget.update()
    return theme


def chosen(application: QApplication, settings: Settings) -> Theme:
    """The theme that ``settings`` ask for on this computer."""
    hints = application.styleHints()
    look, contrast = settings.get("look.theme"), settings.get("look.contrast")
    dark = hints.colorScheme() == Qt.ColorScheme.Dark if look == "system" else look == "dark"
    asked_high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    high = asked_high if contrast == "system" else contrast == "high"
    column = (Column.HIGH_DARK if dark else Column.HIGH_LIGHT) if high else (Column.DARK if dark else Column.LIGHT)
    return Theme(
        column,
        _system_size(application) * int(settings.get("look.text_size")) / 100,
        DENSE_ROW if settings.get("look.rows") == "dense" else ROW,
        settings.get("look.marks") == "both",
        bool(settings.get("look.movement")),
    )


def _system_size(application: QApplication) -> float:
    """The system's own text size in pixels (13 where it says less than can be read).

    Asked once: a platform without a font of its own answers with ours from then on, and text would grow and grow.
    """
    kept = application.property(_SYSTEM_SIZE)
    if kept is None:
        kept = _pixels_of(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont), application)
        application.setProperty(_SYSTEM_SIZE, kept)
    return max(13.0, float(kept))


def _pixels_of(font: QFont, application: QApplication) -> float:
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    screen = application.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else 96.0
    return font.pointSizeF() * dots / 72
