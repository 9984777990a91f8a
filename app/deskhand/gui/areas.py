"""The areas of the window that F6 goes through."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_next(areas: Sequence[QWidget], focused: QWidget | None, step: int) -> None:
    """The focus goes ``step`` areas on from the one that has it; areas without anything to focus are passed over."""
    targets = [(area, target) for area in areas if (target := first_focusable(area)) is not None]
    if not targets:
        return
    inside = [number for number, (area, _) in enumerate(targets) if focused is not None and _holds(area, focused)]
    here = inside[-1] if inside else (-1 if step > 0 else 0)  # the last one: a panel lies inside its page
    targets[(here + step) % len(targets)][1].setFocus(Qt.FocusReason.TabFocusReason)


def first_focusable(area: QWidget) -> QWidget | None:
    """The first control in ``area``, itself included, that Tab would reach."""
    widgets = [area, *area.findChildren(QWidget)]
    return next((widget for widget in widgets if _takes_focus(widget)), None)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return by_tab and widget.isVisible() and widget.isEnabled()


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)
