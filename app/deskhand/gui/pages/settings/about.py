"""About: versions, and whose work Deskhand is made of."""

import platform
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from deskhand import __version__
from deskhand.gui import theme
from deskhand.gui.widgets.mark import Mark
from deskhand.gui.widgets.reading_column import ReadingColumn
from deskhand.gui.widgets.words import Words

NOT_PYTHON: tuple[tuple[str, str, str], ...] = (
    ("Qt", qVersion(), "LGPL-3.0"),
    ("all-MiniLM-L6-v2, the starter model", "", "Apache-2.0"),
    ("Lucide icons, in part from Feather", "", "ISC; Feather: MIT"),
)
_A_TICK = 3  # notices read before the window gets its turn
_LONGEST = 60  # letters of a licence's name; some packages put the whole text there


class AboutSection(ReadingColumn):
    """The list of notices is read when the page is first seen, a few at a time."""

    def __init__(self) -> None:
        super().__init__("About Deskhand", "Teach it your work, from your files, on your computer.")
        self._notices: Iterator[str] | None = None
        self._list = QPlainTextEdit()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName("Parts and licences")
        self._list.setFixedHeight(theme.current().px(360))
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_some)
        self.add(self._versions(), 16)
        self.add_part("Parts and licences", "Deskhand stands on the work of many people. Thank you.")
        self.add(self._list, 8)

    def _versions(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._words = Words(versions(), "body", "ink.second", wraps=True)
        copy = QPushButton("Copy details")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words.text()))
        line.addWidget(Mark(48))
        line.addWidget(self._words, 1)
        line.addWidget(copy)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._notices is None:
            self._notices = notices()
            self._timer.start()

    def _read_some(self) -> None:
        for _ in range(_A_TICK):
            line = next(self._notices, None) if self._notices is not None else None
            if line is None:
                self._timer.stop()
                return
            self._list.appendPlainText(line)
        self._list.verticalScrollBar().setValue(0)


def versions() -> str:
    """Of the program and what it runs on; names only."""
    return (
        f"Deskhand {__version__}\nPython {platform.python_version()}, Qt {qVersion()}\n"
        f"{platform.system()} {platform.release()}, {platform.machine()}"
    )


def notices() -> Iterator[str]:
    """A line a part: its name, version and licence, as the part itself says."""
    yield from (f"{name} {version} · {licence}".replace("  ", " ") for name, version, licence in NOT_PYTHON)
    seen: set[str] = set()
    for part in sorted(distributions(), key=lambda part: part.name.lower()):
        if part.name not in seen:
            seen.add(part.name)
            yield f"{part.name} {part.version} · {licence_of(part)}"


def licence_of(part: Distribution) -> str:
    """What a package says its licence is: the expression, else the short name, else the classifier."""
    told = part.metadata
    classifiers = [line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier", []) if line.startswith("License")]
    named = [line for field in ("License-Expression", "License") for line in told.get_all(field, [])]
    licence = "\n".join(named).strip().splitlines()
    short = licence[0] if licence and len(licence[0]) <= _LONGEST else ""
    return short or ", ".join(classifiers) or "see its own notice"
