"""The key to the hub: kept in the key store of the system, and never shown again."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.problems import ProblemError
from deskhand.gui.behind import Behind
from deskhand.gui.model_words import hub_host
from deskhand.gui.widgets.problem_panel import ProblemPanel
from deskhand.gui.widgets.words import Words
from deskhand.storage import hub_key
from deskhand.storage.settings import Settings

_NONE = "Most models need none. It is kept where this computer keeps passwords, and sent to {host} alone."
_KEPT = "A key is kept where this computer keeps passwords. It is sent to {host} alone."


class HubKeyField(QWidget):
    """The key store may ask the person, or take its time: it is asked behind the window."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._behind = Behind(self)
        self._waiting: Future[object] | None = None
        self.problem = ProblemPanel()
        self.about = Words("", "caption", "ink.second", wraps=True)
        self.field = QLineEdit()
        self.keep = QPushButton("Keep the key")
        self.forget = QPushButton("Forget it")
        self._lay_out()
        self._behind.done.connect(self._on_done)
        self.field.textChanged.connect(lambda _: self._show())
        self.field.returnPressed.connect(self.keep.click)
        self.keep.clicked.connect(lambda: self._write(self.field.text().strip()))
        self.forget.clicked.connect(lambda: self._write(""))
        self._has_key = False

    def _lay_out(self) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("hf_…")
        self.field.setAccessibleName("Key to the hub")
        self.field.setMaxLength(500)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.problem)
        name = Words("Key to the hub", "body.strong")
        name.setBuddy(self.field)
        column.addWidget(name)
        column.addWidget(self.about)
        column.addLayout(row)

    @property
    def host(self) -> str:
        """The key is for this host alone."""
        return hub_host(self._settings)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Whether a key is kept for the host."""
        host = self.host
        self._begin(lambda: bool(hub_key.read(host)))
        self._show()

    def _write(self, key: str) -> None:
        host = self.host

        def write() -> bool:
            hub_key.keep(host, key)
            return bool(key)

        self.problem.clear()
        self._begin(write)

    def _begin(self, work: Callable[[], object]) -> None:
        self._waiting = self._behind.begin(work)

    def _on_done(self, future: "Future[object]") -> None:
        if future is not self._waiting:
            return
        try:
            self._has_key = bool(future.result())
        except ProblemError as error:
            self.problem.show_problem(error.problem, ("Understood", self.problem.clear))
            return
        self.field.clear()
        self._show()

    def _show(self) -> None:
        self.about.setText((_KEPT if self._has_key else _NONE).format(host=self.host))
        self.keep.setEnabled(bool(self.field.text().strip()))
        self.forget.setVisible(self._has_key)
