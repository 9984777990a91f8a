"""The ways out of a project of recordings: a workbook, separated text, and files beside the recordings."""

from PySide6.QtWidgets import QCheckBox

from deskhand.domain.requests import OutputKind
from deskhand.gui.pages.use.ways import WaysOut
from deskhand.gui.widgets.way_out import WayOut
from deskhand.storage.view import ProjectView


class CallWays(WaysOut):
    """A row a call in a workbook or CSV file; a file a call as text or subtitles."""

    def __init__(self, view: ProjectView) -> None:
        super().__init__(view)
        workbook = WayOut("table", "Save a workbook")
        workbook.sentence.setText(
            "A row a call: when, how long, who, which number to call back, the words, how sure, a link to the sound."
        )
        self.copy = self._add_button(workbook, "Save workbook…", OutputKind.NEW, "primary")
        self.second_sheet = QCheckBox("A second sheet with a row a passage")
        workbook.extra.addWidget(self.chips)
        workbook.extra.addWidget(self.second_sheet)
        text = WayOut("list", "Save separated text")
        text.sentence.setText("The same rows for other programs, separated by commas.")
        self._add_button(text, "Save CSV…", OutputKind.CSV)
        files = WayOut("file-text", "Save a text of each recording")
        files.sentence.setText("Into a folder of your choice, called like the recordings: plain words, a file a call.")
        self._add_button(files, "Save texts…", OutputKind.TEXT)
        subtitles = WayOut("volume-2", "Save subtitles")
        subtitles.sentence.setText("Into a folder of your choice: what was said with its times, for players of sound.")
        self._add_button(subtitles, "Save SRT…", OutputKind.SRT)
        self._add_button(subtitles, "VTT instead", OutputKind.VTT, "link")
        self._add_way(workbook, OutputKind.NEW)
        self._add_way(text, OutputKind.CSV)
        self._add_way(files, OutputKind.TEXT)
        self._add_way(subtitles, OutputKind.SRT, OutputKind.VTT)

    @property
    def passages(self) -> bool:
        return self.second_sheet.isChecked()

    def _has_content(self) -> bool:
        return bool(self._view.transcripts.counts())
