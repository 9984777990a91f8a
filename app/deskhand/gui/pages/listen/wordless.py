"""In the place of the passages where there are none: no speech, too quiet, or it could not be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskhand.domain.problems import Problem
from deskhand.gui.icons import icon
from deskhand.gui.widgets.words import Words


class Wordless(QWidget):
    """``listen``: play it; ``again``: turn it into text, although."""

    listen = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = Words("", "reading", "ink", wraps=True)
        self.advice = Words("", "body", "ink.second", wraps=True)
        self.play = QPushButton(icon("play"), "Listen yourself")
        self.anyway = QPushButton("Turn into text anyway")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.anyway)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 0, 8)
        column.setSpacing(12)
        column.addWidget(self.what)
        column.addWidget(self.advice)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.play.clicked.connect(self.listen)
        self.anyway.clicked.connect(self.again)

    def show_words(self, words: str) -> None:
        """Nothing was understood; ``words`` say why."""
        self._show(words, "", "Turn into text anyway", can_play=True)

    def show_problem(self, problem: Problem | None) -> None:
        """It could not be read."""
        what = f"{problem.title}. {problem.happened}" if problem is not None else "It could not be read."
        advice = f"{problem.did} {problem.advice}" if problem is not None else ""
        self._show(what, advice, "Try again", can_play=False)

    def show_busy(self) -> None:
        """It is being turned into text, or will be when the work before it is done."""
        self.anyway.setText("Turning into text…")
        self.anyway.setEnabled(False)

    def _show(self, what: str, advice: str, again: str, *, can_play: bool) -> None:
        self.what.setText(what)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.anyway.setText(again)
        self.anyway.setEnabled(True)
        self.play.setVisible(can_play)
