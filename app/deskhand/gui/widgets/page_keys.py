"""The keys of a page: actions that a text field with the focus keeps for itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def add_key(page: QWidget, key: str, name: str, do: Callable[[], object]) -> QAction:
    """``key`` does ``do`` anywhere on the page. ``name`` is what the list of all keys says."""
    action = QAction(name, page)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: do())
    page.addAction(action)
    return action


def add_space(page: QWidget, name: str, do: Callable[[], object]) -> QAction:
    """Space does ``do``, except on a button that was reached with the keyboard: that one is pressed."""
    return add_key(page, "Space", name, lambda: _press_or(do))


def _press_or(do: Callable[[], object]) -> None:
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractButton) and focused.isEnabled():
        focused.click()
    else:
        do()
