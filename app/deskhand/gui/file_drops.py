"""Files dropped anywhere on the window."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from deskhand.gui.widgets.drop_veil import DropVeil


class FileDrops(QObject):
    """``dropped(path)`` of the first file; while one is dragged the veil says what a drop would do."""

    dropped = Signal(str)

    def __init__(self, window: QWidget, veil: DropVeil) -> None:
        super().__init__(window)
        self._veil = veil
        self.words = "Drop it here"
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and paths_in(event.mimeData()):
            event.acceptProposedAction()
            self._veil.show_words(self.words)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._veil.hide()
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._veil.hide()
            event.acceptProposedAction()
            self.dropped.emit(paths_in(event.mimeData())[0])
            return True
        return super().eventFilter(watched, event)


def paths_in(data: QMimeData) -> list[str]:
    """The files of this computer in what is dragged."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
