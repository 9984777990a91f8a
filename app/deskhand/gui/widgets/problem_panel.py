"""Three answers: what happened, what Deskhand did, what you can do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from deskhand import __version__
from deskhand.domain.problems import Problem
from deskhand.gui import icons, theme
from deskhand.gui.widgets.words import Words


class ProblemPanel(QFrame):
    """Stands in the page, above what it concerns. Hidden until ``show_problem``."""

    def __init__(self) -> None:
        super().__init__()
        self._problem: Problem | None = None
        self._sign = QLabel()
        self._title = Words("", "title", "bad")
        self._copy = QPushButton("Copy details")
        self._copy.setProperty("kind", "small")
        self._copy.clicked.connect(self._copy_details)
        self._parts = [Words("", "body", "ink.second", wraps=True) for _ in range(3)]
        for part in self._parts:
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._head = QFrame()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(10)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        column.addWidget(self._head)
        columns = QHBoxLayout()
        columns.setContentsMargins(16, 12, 16, 16)
        columns.setSpacing(24)
        for number, name in enumerate(("What happened", "What Deskhand did", "What you can do")):
            one = QVBoxLayout()
            one.setSpacing(4)
            one.addWidget(Words(name, "body.strong"))
            one.addWidget(self._parts[number])
            if number == 2:
                self._buttons.setContentsMargins(0, 8, 0, 0)
                self._buttons.addStretch(1)
                one.addLayout(self._buttons)
            one.addStretch(1)
            columns.addLayout(one, 5 if number == 2 else 4)
        column.addLayout(columns)

    def show_problem(self, problem: Problem, *ways: tuple[str, Callable[[], object]]) -> None:
        """Say it; ``ways`` are (words of a button, what it does), the first one filled."""
        self._problem = problem
        self._title.setText(problem.title)
        for part, words in zip(self._parts, (problem.happened, problem.did, problem.advice), strict=True):
            part.setText(words)
        while self._buttons.count() > 1:
            item = self._buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, (words, do) in enumerate(ways):
            button = QPushButton(words)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.clicked.connect(lambda _=False, do=do: do())
            self._buttons.insertWidget(number, button)
        self.setAccessibleName(str(problem))
        self._dress()
        self.show()
        if QAccessible.isActive():
            announcement = QAccessibleAnnouncementEvent(self, str(problem))
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(announcement)

    def clear(self) -> None:
        """The cause is gone."""
        self._problem = None
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._problem is not None:
            self._dress()

    def _dress(self) -> None:
        look = theme.current()
        line, ground = look.hex("bad.line"), look.hex("bad.ground")
        self._sign.setPixmap(icons.pixmap("triangle-alert", "bad", theme.current().px(16), 2))
        border = f"border: 1px solid {line}; border-left: 4px solid {line}; border-radius: 4px"
        sheet = f"ProblemPanel {{ {border}; background: {look.hex('surface')}; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
            self._head.setStyleSheet(f"QFrame {{ background: {ground}; border: none; }}")

    def _copy_details(self) -> None:
        if self._problem is not None:
            QGuiApplication.clipboard().setText(f"Deskhand {__version__}\n{self._problem}\n{self._problem.details}")
