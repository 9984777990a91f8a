"""Getting a model: what, how large, from where and under which licence first; then how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from deskhand.domain.jobs import ImportModel, MoveModels, Progress
from deskhand.domain.models import Model
from deskhand.gui.model_words import hub_host, on_shelf, size_words
from deskhand.gui.pages.models.words import asking_words
from deskhand.gui.shelf_work import ShelfWork
from deskhand.gui.widget_settings import settings_of
from deskhand.gui.widgets.words import Words
from deskhand.storage.models import incoming_folder, receipt_of, size_of

_BYTES = "bytes"
_STAYS = "It goes on behind other pages. Close Deskhand, and what has come is kept: press Go on then."
_WHAT = {ImportModel: "Adding a model", MoveModels: "Moving the models"}


class GettingPanel(QFrame):
    """Asks before the network is used, then shows what moves. Hidden where nothing does. ``began``: it was allowed."""

    began = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked: Model | None = None
        self._work: ShelfWork | None = None
        self.setProperty("edge", "all")
        self.setProperty("ground", "sunken")
        self.title = Words("", "title", wraps=True)
        self.words = Words("", "body", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.yes, self.no = QPushButton("Get it"), QPushButton("Not now")
        self.stop_button = QPushButton("Pause")
        self._lay_out()
        self.yes.clicked.connect(self._begin)
        self.no.clicked.connect(self.let_go)
        self.stop_button.clicked.connect(self._stop)
        self.hide()

    def _lay_out(self) -> None:
        self.bar.setAccessibleName("How much has come")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.words)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for button in (self.no, self.yes, self.stop_button):
            row.addWidget(button)

    def follow(self, work: ShelfWork) -> None:
        """Show what is done to the shelf from now on."""
        if self._work is None:
            self._work = work
            work.changed.connect(self.refresh)
        self.refresh()

    def ask(self, model: Model) -> None:
        """Whether it is to be fetched; nothing has happened yet."""
        folder = incoming_folder(model.id)
        come = size_of(folder) if folder.is_dir() else 0
        self._asked = model
        self.title.setText(f"Go on getting {model.name}?" if come else f"Get {model.name}?")
        self.words.setText(asking_words(model, hub_host(settings_of(self)), come))
        self.yes.setText("Go on" if come else "Get it")
        self._show(asking=True)
        self.setAccessibleName(f"{self.title.text()} {self.words.text()}")
        self.yes.setFocus()

    def let_go(self) -> None:
        """Not now."""
        self._asked = None
        self.refresh()

    def refresh(self) -> None:
        """As it stands; a question stays until it is answered."""
        work = self._work
        if self._asked is not None or work is None:
            return
        if work.coming:
            model = on_shelf(work.coming)
            self._show_work(f"Getting {model.name if model else work.coming}", work.progress, work.time.words())
            self.stop_button.setText("Pause")
        elif type(work.other) in _WHAT:
            self._show_work(_WHAT[type(work.other)], work.other_progress, "")
            self.stop_button.setText("Stop")
        else:
            self.hide()

    def _show_work(self, title: str, progress: Progress | None, left: str) -> None:
        self.title.setText(title)
        said = [_moved(progress), progress.step if progress else "", left]
        line = ", ".join(part for part in said if part) or "Getting ready"
        self.words.setText(f"{line}. {_STAYS if title.startswith('Getting') else ''}".strip())
        if progress is not None:
            self.bar.setRange(0, 1000 if progress.total else 0)  # bytes do not fit into Qt's numbers
            self.bar.setValue(1000 * progress.done // max(1, progress.total))
        else:
            self.bar.setRange(0, 0)
        self._show(asking=False)
        self.setAccessibleName(title)

    def _show(self, *, asking: bool) -> None:
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
        self.bar.setVisible(not asking)
        self.stop_button.setVisible(not asking)
        self.show()

    def _begin(self) -> None:
        model, self._asked = self._asked, None
        if model is not None and self._work is not None:
            self._work.get(model, damaged=receipt_of(model.id) is not None)
            self.began.emit(model)
        self.refresh()

    def _stop(self) -> None:
        if self._work is not None:
            (self._work.pause if self._work.coming else self._work.stop_adding)()


def _moved(progress: Progress | None) -> str:
    if progress is None or progress.unit != _BYTES or not progress.total:
        return ""
    return f"{size_words(progress.done)} of {size_words(progress.total)}"
