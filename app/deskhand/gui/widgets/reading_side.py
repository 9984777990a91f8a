"""Where a painted box stands for whoever reads from right to left."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QWidget


def seen(widget: QWidget, box: QRect) -> QRect:
    """``box`` as it stands in ``widget``: as it is, or mirrored. Text that is aligned in it turns by itself."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), box)
