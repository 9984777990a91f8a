"""Files dropped anywhere on the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from deskhand.gui.widgets.drop_veil import DropVeil


class FileDrops(QObject):
    """``dropped(paths)``, or ``gone`` without; meanwhile the veil says ``words(paths)``, what a drop would do."""

    dropped = Signal(list)
    gone = Signal()

    def __init__(self, window: QWidget, veil: DropVeil, words: Callable[[list[str]], str]) -> None:
        super().__init__(window)
        self._veil = veil
        self._words = words
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and paths_in(event.mimeData()):
            event.acceptProposedAction()
            self._veil.show_words(self._words(paths_in(event.mimeData())))
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._veil.hide()
            self.gone.emit()
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._veil.hide()
            event.acceptProposedAction()
            self.dropped.emit(paths_in(event.mimeData()))
            return True
        return super().eventFilter(watched, event)


def paths_in(data: QMimeData) -> list[str]:
    """The files and folders of this computer in what is dragged."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
