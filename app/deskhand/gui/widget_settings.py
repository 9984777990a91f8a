"""The settings that a page acts on."""

from PySide6.QtWidgets import QWidget

from deskhand.storage.settings import Settings


def settings_of(widget: QWidget) -> Settings:
    """Those of the window, so that what is kept here is known there; of no window: those of the file."""
    told = getattr(widget.window(), "settings", None)
    return told if isinstance(told, Settings) else Settings()
