"""The computer check that runs by itself, once, behind the Home page."""

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.domain.jobs import DeviceTested, Finished, PartChecked, TestComputer
from deskhand.domain.processors import DeviceReport, PartReport
from deskhand.gui.errand import Errand
from deskhand.storage.computer import last_check, remember_check

_AFTER = 4000  # milliseconds after the start: the person may already have begun with something


class FirstCheck(QObject):
    """Waits until nobody needs the computer; ``stop`` when a project is opened. ``done`` when it is known."""

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._devices: list[DeviceReport] = []
        self._parts: list[PartReport] = []
        self._errand: Errand | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def begin_soon(self) -> None:
        """Unless this computer was tested before."""
        if not last_check().at:
            self._timer.start(_AFTER)

    def stop(self) -> None:
        """Leave the computer to the person; the check is made another time."""
        self._timer.stop()
        if self._errand is not None:
            self._errand.cancel()

    def _begin(self) -> None:
        self._devices, self._parts = [], []
        self._errand = Errand(TestComputer(), self)
        self._errand.answer.connect(self._on_answer)
        self._errand.ended.connect(self._on_ended)

    def _on_answer(self, event: object) -> None:
        if isinstance(event, DeviceTested):
            self._devices.append(event.device)
        elif isinstance(event, PartChecked):
            self._parts.append(event.report)

    def _on_ended(self, ending: object) -> None:
        self._errand = None
        if isinstance(ending, Finished):
            remember_check(tuple(self._devices), tuple(self._parts))
            self.done.emit()
