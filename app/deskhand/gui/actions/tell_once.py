"""One notification at the end of long work."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_MILLISECONDS = 10_000


def tell_once(window: QWidget, icon: QIcon, title: str, words: str) -> None:
    """Through the platform's notifications where it has them, else by asking for attention. Never while one looks."""
    if window.isActiveWindow():
        return
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        QApplication.alert(window)
        return
    tray = QSystemTrayIcon(icon, window)
    tray.messageClicked.connect(window.activateWindow)
    tray.messageClicked.connect(tray.deleteLater)
    tray.show()
    tray.showMessage(title, words, icon, _MILLISECONDS)
