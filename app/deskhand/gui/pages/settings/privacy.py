"""Privacy and network: what leaves this computer, which is nothing."""

from deskhand.gui.widgets.banner import Banner
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.storage.places import home, logs_folder


class PrivacySection(ReadingColumn):
    """Said plainly, with the places where things are kept."""

    def __init__(self) -> None:
        super().__init__("Privacy and network")
        said = Banner()
        promise = "Deskhand has no account and never opens the network."
        said.show_words("Nothing leaves this computer.", promise, "shield", "done")
        self.add(said, 12)
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
            "The model that reads your texts came with Deskhand and works on this computer. Your answers change a"
            " skill in your project, never the model itself.",
        )
