"""The panel of Choose for files: what looks at them or listens to them, what is attached to mails."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import AttachmentsTakenOut, Failed, TakeOutAttachments
from deskhand.domain.models import Modality
from deskhand.gui.model_words import in_use, lies_here, plain_name
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.files.counting import MAIL
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.view import ProjectView


@dataclass(frozen=True, slots=True)
class Looking:
    """``there`` and ``none`` say what is done with a model of this kind and without."""

    title: str
    modality: Modality
    model: str
    there: str
    none: str

    def words(self, name: str, view: ProjectView | None = None) -> str:
        """``name`` is that of the model in use, "" for none."""
        called = plain_name(name, view)
        if lies_here(name, view):
            return self.there.format(name=called)
        return f"{called}, the {self.model}, is not where it was. {self.none}" if name else self.none


LOOKING = {
    "documents": Looking(
        "What looks at them",
        Modality.PICTURE,
        "picture model",
        "A text model reads their words, {name} looks at their first pages: the better one is used.",
        "A text model reads their words. Of first pages only colours and shapes are compared.",
    ),
    "photos": Looking(
        "What looks at them",
        Modality.PICTURE,
        "picture model",
        "{name}, from this computer. Nothing is sent anywhere.",
        "Colours and shapes only: choose a picture model to have them seen as things.",
    ),
    "sounds": Looking(
        "What listens to them",
        Modality.SOUND,
        "sound model",
        "{name}, from this computer. Nothing is sent anywhere.",
        "Loudness and pitch only: choose a sound model to have more told apart.",
    ),
}


class LookingPart(QWidget):
    """Which model looks at the files, or listens to them. ``wanted`` names the page on which one is chosen."""

    wanted = Signal(str)

    def __init__(self, looking: Looking, open_project: OpenProject) -> None:
        super().__init__()
        self._looking = looking
        self._open_project = open_project
        self.words = Words("", "caption", "ink.second", wraps=True)
        self.choose = QPushButton(f"Choose a {looking.model}…")
        self.choose.setProperty("kind", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 0)
        column.setSpacing(4)
        column.addWidget(Words(looking.title, "title"))
        column.addWidget(self.words)
        column.addLayout(_row(self.choose))
        column.addWidget(rule(8))
        self.choose.clicked.connect(lambda: self.wanted.emit(f"models:{looking.modality}"))

    def refresh(self) -> None:
        """As it is now."""
        looking, view = self._looking, self._open_project.project
        name = in_use(looking.modality, view)
        self.words.setText(looking.words(name, view))
        self.choose.setText(f"{'Another' if name else 'Choose a'} {looking.model}…")


class AttachmentsPart(QWidget):
    """What is attached to mails can become documents of its own. ``taken(folder)`` when it lies there; ``failed``."""

    taken = Signal(str)
    failed = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._working = 0
        self.words = Words("", "caption", "ink.second", wraps=True)
        self.button = QPushButton("Take out attachments")
        self.button.setProperty("kind", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 0)
        column.setSpacing(4)
        column.addWidget(Words("Attachments", "title"))
        column.addWidget(self.words)
        column.addLayout(_row(self.button))
        column.addWidget(rule(8))
        self.button.clicked.connect(self.take_out)
        self.hide()

    def show_kinds(self, kinds: Mapping[str, int]) -> None:
        """There is something to take out only where there are mails."""
        mails = kinds.get(MAIL, 0)
        self.setVisible(mails > 0)
        if mails and not self._working:
            count = "One e-mail" if mails == 1 else f"{mails:,} e-mails"
            self.words.setText(f"{count} here. What is attached can become documents of its own, in a folder apart.")

    def take_out(self) -> None:
        """Of all mails; the mails themselves stay as they are."""
        self.button.setEnabled(False)
        for source in self._open_project.project.sources.all():
            self._working += 1
            handle = self._open_project.perform(TakeOutAttachments(source.id))
            handle.event.connect(self._on_event)
            handle.ended.connect(self._on_ended)

    def _on_event(self, event: object) -> None:
        if isinstance(event, AttachmentsTakenOut):
            if event.files:
                self.words.setText(f"{event.files:,} attachments were taken out and are listed now.")
                self.taken.emit(event.folder)
            else:
                self.words.setText("Nothing is attached to these e-mails.")

    def _on_ended(self, ending: object) -> None:
        self._working -= 1
        self.button.setEnabled(not self._working)
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)


def _row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row
