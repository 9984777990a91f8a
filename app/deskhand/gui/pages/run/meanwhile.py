"""What the computer does while a run goes on, and when it has ended."""

from PySide6.QtWidgets import QWidget

from deskhand.gui.actions.stay_awake import StayAwake
from deskhand.gui.actions.tell_once import tell_once
from deskhand.gui.widget_settings import settings_of


class Meanwhile:
    """Acts as the settings of the window of ``page`` say."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._awake = StayAwake(page)

    def keep_awake(self, *, busy: bool) -> None:
        """The computer does not sleep while there is work."""
        if busy and settings_of(self._page).get("work.awake"):
            self._awake.hold()
        else:
            self._awake.let_go()

    def tell(self, words: str) -> None:
        """Long work is done."""
        if settings_of(self._page).get("work.tell"):
            window = self._page.window()
            tell_once(window, window.windowIcon(), "Deskhand is done", words)
