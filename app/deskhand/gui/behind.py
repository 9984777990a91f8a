"""Small work behind the window's back: decoding pictures, which must not stop anything that moves."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

_WIDEST = 8192  # pixels; no picture of our own making is larger


class Behind(QObject):
    """``done`` carries each piece of work that is over as a ``Future``, in the window's own thread.

    Nothing has to be stopped: when this object goes, its threads end with what they have in hand, and nobody is told.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 1) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(threads, "pictures")
        self._teller = _Teller()  # outlives this object in the hands of the threads
        self._teller.over.connect(self.done, Qt.ConnectionType.QueuedConnection)

    def begin(self, work: Callable[[], object]) -> "Future[object]":
        """Have it done."""
        future = self._threads.submit(work)
        future.add_done_callback(self._teller.tell)
        return future


class _Teller(QObject):
    over = Signal(object)

    def tell(self, future: "Future[object]") -> None:
        self.over.emit(future)


def decoded(jpeg: bytes, edge: int = 0) -> QImage:
    """A JPEG of our own making, at most ``edge`` pixels high and wide (0: as it is); a null image if it is none.

    Called in a thread: Qt lets go of the interpreter while it reads.
    """
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _WIDEST:
        return QImage()
    if edge and max(size.width(), size.height()) > edge:
        reader.setScaledSize(size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
