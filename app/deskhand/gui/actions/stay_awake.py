"""Keeping the computer awake while Deskhand works. The screen may still turn off."""

import ctypes
import os
import sys

from PySide6.QtCore import QObject, QProcess, QStandardPaths

_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001


class StayAwake(QObject):
    """``hold`` as often as one likes, ``let_go`` once. Where the system knows no such thing, nothing happens."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._held = False

    @property
    def held(self) -> bool:
        """Whether the computer is asked to stay awake."""
        return self._held

    def hold(self) -> None:
        """From now on."""
        if self._held:
            return
        self._held = True
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
            return
        program, *arguments = command(sys.platform, os.getpid())
        if QStandardPaths.findExecutable(program):
            self._process.start(program, arguments)

    def let_go(self) -> None:
        """It may sleep again."""
        if not self._held:
            return
        self._held = False
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_ES_CONTINUOUS)
        elif self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.terminate()


def command(platform: str, process: int) -> list[str]:
    """The command that keeps a computer awake as long as ``process`` lives, should we not come to end it ourselves."""
    if platform == "darwin":
        return ["caffeinate", "-i", "-w", str(process)]
    inhibit = ["systemd-inhibit", "--what=idle:sleep", "--who=Deskhand", "--why=Answering messages", "--mode=block"]
    return [*inhibit, "tail", f"--pid={process}", "-f", "/dev/null"]
