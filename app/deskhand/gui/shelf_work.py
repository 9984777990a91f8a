"""What is done to the shelf of models: it goes on behind every page until the window is closed.

Fetching is never begun again by itself, as only a person opens the network: what had come is kept, and *Go on* goes on.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from deskhand.domain.jobs import (
    BytesMoved,
    Cancelled,
    Failed,
    FetchModel,
    ImportModel,
    ModelPlaced,
    ModelRemoved,
    ModelsMoved,
    MoveModels,
    Progress,
    RemoveModel,
    Request,
    RestoreModel,
)
from deskhand.domain.models import Model
from deskhand.gui.errand import Errand
from deskhand.gui.work_words import TimeLeft


@dataclass(frozen=True, slots=True)
class Asked:
    """``model`` is what it is about: an id, or the folder or zip of one that is added."""

    request: Request
    model: str


class ShelfWork(QObject):
    """One a window, got by ``ShelfWork.of``. One thing at a time is fetched, and one other done; the rest waits.

    ``changed`` whenever it is further or the shelf is another one; ``placed(Model)``, ``removed(id)``,
    ``moved(folder)``; ``failed(id, Problem)``; ``network`` when bytes went over the network or no more will.
    """

    changed = Signal()
    placed = Signal(object)
    removed = Signal(str)
    moved = Signal(str)
    failed = Signal(str, object)
    network = Signal()

    def __init__(self, parent: QObject | None = None, worker: str = "") -> None:
        """``worker`` is the kind that does it; "": that of each request."""
        super().__init__(parent)
        self._worker = worker
        self._errands: dict[bool, Errand] = {}  # by whether it is fetching
        self._now: dict[bool, Asked] = {}
        self._queue: list[Asked] = []
        self._again: set[str] = set()  # damaged ones that are taken away to be fetched anew
        self.progress: Progress | None = None
        self.other_progress: Progress | None = None
        self.time = TimeLeft()

    @classmethod
    def of(cls, widget: QWidget) -> "ShelfWork":
        """That of the widget's window; whoever asks first makes it."""
        window = widget.window()
        found = next((child for child in window.children() if isinstance(child, cls)), None)
        return cls(window) if found is None else found

    # --- what a person wants ----------------------------------------------------------------------

    def get(self, model: Model, *, damaged: bool = False) -> None:
        """Fetch it, going on where it was left; after what is being fetched. One that is ``damaged`` goes first."""
        if damaged:
            self._again.add(model.id)
            self._ask(RemoveModel(model.id), model.id)
        elif model.id != self.coming and not self.waits(model.id):
            self._ask(FetchModel(model.id), model.id)

    def pause(self) -> None:
        """Stop fetching now, and what waits for it; what has come is kept."""
        self._queue = [one for one in self._queue if not _fetches(one)]
        if True in self._errands:
            self._errands[True].cancel()

    def add(self, path: str) -> None:
        """Take a model from a folder or a zip."""
        self._ask(ImportModel(path), path)

    def stop_adding(self) -> None:
        """Stop adding, or moving; nothing of it stays."""
        if False in self._errands:
            self._errands[False].cancel()

    def remove(self, model_id: str) -> None:
        """It can be brought back for a day."""
        self._ask(RemoveModel(model_id), model_id)

    def restore(self, model_id: str) -> None:
        """Bring back what was removed."""
        self._ask(RestoreModel(model_id), model_id)

    def move(self, folder: str) -> None:
        """Keep all models there; "": where they lie as long as nobody moves them."""
        self._ask(MoveModels(folder), "")

    def stop(self) -> None:
        """The window is closed."""
        self._queue.clear()
        for errand in list(self._errands.values()):
            errand.cancel()

    # --- how it stands ----------------------------------------------------------------------------

    @property
    def coming(self) -> str:
        """The id of the model that is being fetched; "": none is."""
        return self._now[True].model if True in self._now else ""

    @property
    def other(self) -> Request | None:
        """What else is being done."""
        return self._now[False].request if False in self._now else None

    def waits(self, model_id: str) -> bool:
        """Whether it is fetched after another one."""
        return any(_fetches(one) and one.model == model_id for one in self._queue)

    # --- doing it ---------------------------------------------------------------------------------

    def _ask(self, request: Request, model: str) -> None:
        self._queue.append(Asked(request, model))
        self._start()

    def _start(self) -> None:
        for fetching in (True, False):
            waiting = next((one for one in self._queue if _fetches(one) is fetching), None)
            if waiting is not None and fetching not in self._now:
                self._queue.remove(waiting)
                self._now[fetching] = waiting
                self._set_progress(None, fetching=fetching)
                errand = self._errands[fetching] = Errand(waiting.request, self, self._worker)
                errand.answer.connect(lambda event, fetching=fetching: self._on_event(event, fetching=fetching))
                errand.ended.connect(lambda ending, fetching=fetching: self._on_ended(ending, fetching=fetching))
        self.changed.emit()
        self.network.emit()

    def _on_event(self, event: object, *, fetching: bool) -> None:
        if isinstance(event, Progress):
            self._set_progress(event, fetching=fetching)
            self.changed.emit()
        elif isinstance(event, BytesMoved):
            self.network.emit()
        elif isinstance(event, ModelPlaced):
            self.placed.emit(event.model)
        elif isinstance(event, ModelRemoved) and event.model in self._again:
            self._again.remove(event.model)
            self._ask(FetchModel(event.model), event.model)
        elif isinstance(event, ModelRemoved):
            self.removed.emit(event.model)
        elif isinstance(event, ModelsMoved):
            self.moved.emit(event.folder)

    def _set_progress(self, progress: Progress | None, *, fetching: bool) -> None:
        if not fetching:
            self.other_progress = progress
            return
        self.progress = progress
        if progress is None:
            self.time = TimeLeft()
        else:
            self.time.note(progress)

    def _on_ended(self, ending: object, *, fetching: bool) -> None:
        done = self._now.pop(fetching)
        del self._errands[fetching]
        self._set_progress(None, fetching=fetching)
        if isinstance(ending, Failed):
            self.failed.emit(done.model, ending.problem)
        if not (isinstance(ending, Cancelled) and not self._queue):
            self._start()
            return
        self.changed.emit()
        self.network.emit()


def _fetches(asked: Asked) -> bool:
    return isinstance(asked.request, FetchModel)
