"""The panel of Choose for recordings: how they are listened to."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import HearingChosen
from deskhand.domain.jobs import Failed, NamesRead, ReadNames
from deskhand.domain.models import Modality
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.recordings import FEWEST_TO_LEARN, Hearing
from deskhand.gui.model_words import lies_here, plain_name
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.recordings.languages import LANGUAGES
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.lines_field import LinesField
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.models import place_of
from deskhand.storage.usual_models import usual_model

_LISTS = "Contacts and lists (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.vcf);;All files (*)"
_MODEL_FILES = ("model.bin", "config.json")  # one of them lies in every folder with a speech model
NEEDED = (
    "Turning sound into words takes a speech model, of 150 MB to 3 GB. Deskhand fetches the one that you choose, or"
    " takes one from a folder that you bring."
)

GONE = "Its folder is not where it was. Plug in its drive, or choose where the model lies now."


class HearingPanel(QWidget):
    """Model, language, names, stereo: each choice is an act of the project. ``changed`` after each; ``failed``.

    ``chosen`` when the folder is that of a model; ``change`` when a person wants to see all models; ``learn`` when it
    is to learn from what they corrected.
    """

    changed = Signal()
    chosen = Signal()
    change = Signal()
    learn = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self.model = Words("", "body.strong", elides=True)
        self.explained = Words(NEEDED, "caption", "ink.second", wraps=True)
        self.pick = QPushButton("Choose a speech model…")
        self.choose = QPushButton("Use a folder of mine…")
        self.everywhere = QPushButton("Use it in every project")
        self.learned = Words("", "caption", "ink.second", wraps=True)
        self.learn_more = QPushButton()
        self.language = QComboBox()
        self.names = LinesField("", self._keep_names, "Kovalenko\nOpel Astra\nwheel alignment")
        self.from_list = QPushButton("From a contacts list…")
        self.speakers = QCheckBox("The two sides are two people")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for link in (self.choose, self.everywhere, self.learn_more):
            link.setProperty("kind", "link")
        self.language.setAccessibleName("Language of the recordings")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.names.setAccessibleName("Names and words of the business, one a line")
        self.speakers.setAccessibleDescription("Of stereo recordings: what is said left and right is kept apart")
        about_names = "One a line. They are heard better, and doubtful words are compared with them."
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(Words("Speech model", "title"))
        for widget in (self.model, self.explained):
            column.addWidget(widget)
        for button in (self.pick, self.choose, self.everywhere):
            column.addLayout(_row(button))
        column.addWidget(self.learned)
        column.addLayout(_row(self.learn_more))
        column.addWidget(rule(12))
        column.addWidget(Words("Language", "body.strong"))
        column.addWidget(self.language)
        column.addWidget(rule(12))
        column.addWidget(Words("Names and words of the business", "body.strong"))
        column.addWidget(Words(about_names, "caption", "ink.second", wraps=True))
        column.addWidget(self.names)
        column.addLayout(_row(self.from_list))
        column.addWidget(rule(12))
        column.addWidget(Words("Stereo recordings", "body.strong"))
        column.addWidget(self.speakers)
        column.addStretch(1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_model)
        self.pick.clicked.connect(self.change)
        self.everywhere.clicked.connect(self._use_everywhere)
        self.learn_more.clicked.connect(self.learn)
        self.language.activated.connect(lambda _: self._keep(language=self.language.currentData()))
        self.from_list.clicked.connect(self._choose_list)
        self.speakers.clicked.connect(lambda on: self._keep(speakers=on))
        self._open_project.recorded.connect(
            lambda message: self.refresh() if isinstance(message, HearingChosen) else None
        )

    @property
    def hearing(self) -> Hearing:
        """As it is now."""
        return self._open_project.project.hearing

    @property
    def model_in_force(self) -> str:
        """That of the project as its makers made it, else the usual one; "": none is known."""
        return self.hearing.model or usual_model(Modality.SPEECH)

    @property
    def has_model(self) -> bool:
        """Whether there is a model in force, and it is where it was."""
        return lies_here(self.model_in_force)

    def refresh(self) -> None:
        """Everything as it is now."""
        hearing, model = self.hearing, self.model_in_force
        self.model.setText(plain_name(model) or "None chosen yet")
        self.model.setToolTip(model)
        self.explained.setText(GONE if model else NEEDED)
        self.explained.setVisible(not self.has_model)
        self.pick.setText("Change…" if self.has_model else "Choose a speech model…")
        self.pick.setAccessibleName("Change the speech model" if self.has_model else "Choose a speech model")
        self.everywhere.setVisible(bool(hearing.model) and hearing.model != settings_of(self).get("speech.model"))
        self._show_learned()
        self.language.setCurrentIndex(max(0, self.language.findData(hearing.language)))
        self.names.show_text("\n".join(hearing.names))
        self.speakers.setChecked(hearing.speakers)
        self.changed.emit()

    def _show_learned(self) -> None:
        """What it has learned from corrections, or could; nothing where there are few."""
        project = self._open_project.project
        corrected, own = project.transcripts.corrected(), project.courses.own_model(Modality.SPEECH)
        could = corrected >= FEWEST_TO_LEARN and self.has_model
        words = f"Deskhand can learn from your {corrected:,} corrected recordings." if could else ""
        if own is not None and _is_same(own.base, self.model_in_force):
            words = f"It has learned from {own.items:,} of your recordings."
        self.learned.setText(words)
        self.learned.setVisible(bool(words))
        self.learn_more.setText("Learn again…" if own is not None else "Learn to hear better…")
        self.learn_more.setVisible(could)

    def choose_model(self) -> None:
        """Ask for the folder of a model; the first one ever is that of every project."""
        there = self.model_in_force if Path(self.model_in_force or " ").is_dir() else ""
        folder = QFileDialog.getExistingDirectory(self, "Choose the folder of a speech model", there)
        if not folder:
            return
        if not any((Path(folder) / name).is_file() for name in _MODEL_FILES):
            self.failed.emit(_no_model(Path(folder)))
            return
        first = not settings_of(self).get("speech.model")
        self.chosen.emit()
        self._keep(model=folder)
        if first:
            self._use_everywhere()

    def _use_everywhere(self) -> None:
        self._try(lambda: settings_of(self).set("speech.model", self.hearing.model))
        self.refresh()

    def _keep_names(self, text: str) -> None:
        lines = (" ".join(line.split()) for line in text.splitlines())
        self._keep(names=tuple(dict.fromkeys(line for line in lines if line)))

    def _keep(self, **parts: object) -> None:
        hearing = replace(self.hearing, **parts)  # type: ignore[arg-type]  # each is a field of Hearing
        if hearing != self.hearing:
            self._try(lambda: self._open_project.record(HearingChosen(hearing)))

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except ProblemError as error:
            self.failed.emit(error.problem)

    def _choose_list(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Choose a list of contacts or words", "", _LISTS)
        if path:
            self.names.settle()
            handle = self._open_project.perform(ReadNames(path))
            handle.event.connect(lambda event: self._add_names(event.names) if isinstance(event, NamesRead) else None)
            handle.ended.connect(lambda end: self.failed.emit(end.problem) if isinstance(end, Failed) else None)

    def _add_names(self, names: tuple[str, ...]) -> None:
        self._keep(names=tuple(dict.fromkeys((*self.hearing.names, *names))))


def _is_same(base: str, name: str) -> bool:
    """Whether both name the same model: an id of the shelf, or a folder however it is written."""
    return base == name or Path(base) == Path(place_of(name) or name).resolve()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _no_model(folder: Path) -> Problem:
    return Problem(
        "There is no speech model in this folder",
        f"“{folder.name}” has neither {_MODEL_FILES[0]} nor {_MODEL_FILES[1]}.",
        "The choice was not changed.",
        "Choose the folder that holds the model’s files themselves; a packed model must be unpacked first.",
    )
