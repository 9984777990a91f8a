"""The panel of a course: what it is doing, which is ahead, and the computer meanwhile."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.gui.courses import Remark
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.stage_list import StageLine, StageList
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.computer import last_check


class CoursePanel(QWidget):
    """Told what to show; reads nothing of a project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("What it is doing", "title")
        self.stages = StageList()
        self.ahead_title = Words("Which is ahead?", "body.strong")
        self.ahead = Words("", "body", "ink.second", wraps=True)
        self.processor = Words("", "caption.strong")
        self.kept = Words("after each time through", "caption.strong")
        self.details_button = QPushButton("Details")
        self.copy_button = QPushButton("Copy details")
        self.details = Words("", "caption", "ink.second", wraps=True)
        self._more = QWidget()
        self._remarks = QVBoxLayout()
        self._told: tuple[Remark, ...] = ()
        for button, kind in ((self.details_button, "link"), (self.copy_button, "small")):
            button.setProperty("kind", kind)
        self._lay_out()
        self.details_button.clicked.connect(lambda: self._more.setVisible(self._more.isHidden()))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.text()))

    def _lay_out(self) -> None:
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 4, 0, 0)
        more.setSpacing(8)
        more.addWidget(self.details)
        line = QHBoxLayout()
        line.addWidget(self.copy_button)
        line.addStretch(1)
        more.addLayout(line)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (self.title, self.stages, rule(8), self.ahead_title, self.ahead, rule(8)):
            column.addWidget(widget)
        column.addLayout(_ends(Words("Computer", "body.strong"), self.details_button))
        column.addLayout(_ends(Words("Working on", "caption", "ink.second"), self.processor))
        column.addLayout(_ends(Words("Kept on the drive", "caption", "ink.second"), self.kept))
        self._remarks.setSpacing(4)
        column.addLayout(self._remarks)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_stages(self, title: str, stages: Sequence[StageLine]) -> None:
        """What is done, now, and to come."""
        self.title.setText(title)
        self.stages.show_stages(stages)

    def show_ahead(self, title: str, words: str) -> None:
        """What it looks like so far, or what came out."""
        self.ahead_title.setText(title)
        self.ahead.setText(words)

    def show_computer(self, remarks: Sequence[Remark]) -> None:
        """The processor that was tested, and what was told meanwhile."""
        best = last_check().best
        self.processor.setText(best.name if best is not None else "Main processor")
        if tuple(remarks) == self._told:
            return
        self._told = tuple(remarks)
        empty(self._remarks)
        for remark in remarks:
            words = f"{remark.at.hour}:{remark.at:%M} · {remark.words}"
            self._remarks.addWidget(Words(words, "caption", "ink.second", wraps=True))

    def show_details(self, text: str) -> None:
        """The technical words."""
        self.details.setText(text)


def _ends(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return row
