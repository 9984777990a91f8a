"""Every test of the window begins with the look as it came, whatever the one before it chose."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from deskhand.gui import theme
from deskhand.storage.settings import Settings


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication, home: object) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pages of closed projects hear of no change
    if theme.current() != theme.chosen(qapp, Settings()):
        theme.apply(qapp, Settings())
