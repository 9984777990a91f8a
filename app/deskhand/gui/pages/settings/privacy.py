"""Privacy and network: what leaves this computer, which is next to nothing, and what the network was used for."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskhand.gui.model_words import size_words
from deskhand.gui.pages.settings.hub_key import HubKeyField
from deskhand.gui.pages.settings.section import SettingsSection
from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.gui.widgets.words import Hairline, Words
from deskhand.storage.places import home, logs_folder
from deskhand.storage.settings import Settings
from deskhand.storage.traffic import Moved, refusals, totals

_SHOWN = 30


class PrivacySection(ReadingColumn):
    """Said plainly, with the places where things are kept."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("Privacy and network")
        said = Banner()
        promise = "Deskhand has no account. It opens the network only to get a model, and only when you press Get."
        said.show_words("Nothing of yours leaves this computer.", promise, "shield", "done")
        self.add(said, 12)
        self._add_network(settings)
        self.add_part(
            "What Deskhand reads",
            "Only the files that you choose. It reads them where they are and never writes into them;"
            " results go into a copy or a new file.",
        )
        self.add_part(
            "What Deskhand keeps",
            "A project is a folder on this computer with your answers, what was learned from them, and the rows that"
            " were read. Delete the folder and all of it is gone.",
            f"Settings and what was measured about this computer are kept in {home()}.",
        )
        self.add_part(
            "What is written down about errors",
            f"Names and states, never what your files say. The logs are in {logs_folder()}.",
        )
        self.add_part(
            "Models",
            "One that reads texts came with Deskhand; others come when you press Get. All work on this computer. Your"
            " answers change a skill in your project, never the model itself.",
        )

    def _add_network(self, settings: Settings) -> None:
        moved, refused = totals(), refusals()
        self.add_part("What the network was used for", *([] if moved else ["Nothing yet."]))
        self.used = [_used_words(one) for one in moved[:_SHOWN]]
        for words in self.used:
            self.add(Hairline(), 8)
            self.add(Words(words, "body", "ink.second", wraps=True), 8)
        if refused:
            tried = "Once a part" if refused == 1 else f"{refused:,} times a part"
            told = f"{tried} of Deskhand tried to open the network on its own. It was kept shut."
            self.add(Words(told, "caption", "ink.second", wraps=True), 8)
        self.hub = HubSettings(settings)
        self.add(self.hub, 24)


class HubSettings(QWidget):
    """Where models come from, and the key that some of them want. ``changed`` after a setting was set."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.address = SettingsSection(settings, "privacy", "", "", inset=False)
        self.key = HubKeyField(settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.address)
        column.addWidget(self.key)
        self.address.changed.connect(self.key.refresh)


def _used_words(moved: Moved) -> str:
    when = datetime.fromisoformat(moved.last).astimezone()
    purpose = moved.purpose[:1].upper() + moved.purpose[1:]
    much = f"{size_words(moved.received)} received, {size_words(moved.sent)} sent"
    return f"{purpose}, from {moved.host}: {much}, last on {when:%d %B %Y at %H:%M}."
