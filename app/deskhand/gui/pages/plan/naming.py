"""What files will be called, and the whole pattern for those who want it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from deskhand.domain.filing import FilingRule
from deskhand.domain.questions import Question
from deskhand.gui.icons import icon
from deskhand.gui.pages.plan.pattern import (
    FIELDS,
    example_of,
    parts_of,
    whole_pattern,
    with_name,
    with_pattern,
    wrong_in,
)
from deskhand.gui.widgets.words import Words

_LATER = 600  # milliseconds of quiet before the plan follows what is typed


class Naming(QWidget):
    """``changed(FilingRule)`` when files are to be called otherwise; ``custom`` when the whole pattern is written."""

    changed = Signal(object)
    custom = Signal(bool)

    def __init__(self, such_as: str) -> None:
        super().__init__()
        self._such_as = such_as  # what a file may be called
        self._rule: FilingRule | None = None
        self._questions: Sequence[Question] = ()
        self.is_custom = False
        self.label = Words("Name", "caption", "ink.second")
        self.field = QLineEdit()
        self.label.setBuddy(self.field)
        self.insert = QToolButton()
        self.insert.setIcon(icon("plus", "accent"))
        self.insert.setToolTip("Put something of the file into it")
        self.insert.setAccessibleName("Put something of the file into it")
        self.example = Words("", "caption", "ink.second", elides=True)
        self.other = QPushButton()
        self.other.setProperty("kind", "link")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._lay_out()
        self.field.textEdited.connect(lambda _: self._on_typed())
        self.field.returnPressed.connect(self._take)
        self.field.editingFinished.connect(self._take)
        self._later.timeout.connect(self._take)
        self.insert.clicked.connect(self._offer)
        self.other.clicked.connect(lambda: self.set_custom(custom=not self.is_custom))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.label)
        line.addSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.insert)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.example, 1)
        below.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addLayout(below)

    def show_rule(self, rule: FilingRule, questions: Sequence[Question]) -> None:
        """As it is now."""
        self._rule, self._questions = rule, questions
        if parts_of(rule, questions).custom and not self.is_custom:
            self.is_custom = True
            self.custom.emit(True)
        if not self.field.hasFocus():
            self._show_text()
        self._say()

    def set_custom(self, *, custom: bool) -> None:
        """The whole pattern, or blocks and a name."""
        if custom != self.is_custom and self._rule is not None:
            self.is_custom = custom
            self.custom.emit(custom)
            self._show_text()
            self._say()
            if not custom and parts_of(self._rule, self._questions).custom:
                self.changed.emit(with_name(self._rule, "", self._questions))
            self.field.setFocus()

    def _show_text(self) -> None:
        rule = self._rule
        if rule is None:
            return
        parts = parts_of(rule, self._questions)
        text = whole_pattern(rule, self._questions) if self.is_custom else parts.name
        if text != self.field.text():
            self.field.setText(text)
        self.label.setText("Pattern" if self.is_custom else "Name")
        self.field.setAccessibleName("Folders and name, as a pattern" if self.is_custom else "Pattern for the name")
        self.other.setText("Use blocks" if self.is_custom else "Custom pattern…")

    def _wanted(self) -> FilingRule | None:
        """The rule as it is written; ``None``: it means nothing."""
        rule, text = self._rule, self.field.text()
        if rule is None or wrong_in(text, self._questions, name_only=not self.is_custom):
            return None
        return with_pattern(rule, text, self._questions) if self.is_custom else with_name(rule, text, self._questions)

    def _say(self) -> None:
        """An example of what is written, or what is wrong with it."""
        wanted = self._wanted()
        wrong = wrong_in(self.field.text(), self._questions, name_only=not self.is_custom) if wanted is None else ""
        words = wrong
        if wanted is not None:
            words = f"As in {example_of(wanted, self._questions, self._such_as, whole=self.is_custom)}"
        self.example.setText(words)
        self.example.setToolTip(words)
        self.example.set_role("wait" if wrong else "ink.second")

    def _on_typed(self) -> None:
        self._say()
        self._later.start()

    def _take(self) -> None:
        self._later.stop()
        wanted, rule = self._wanted(), self._rule
        if wanted is None or rule is None:
            return
        if whole_pattern(wanted, self._questions) != whole_pattern(rule, self._questions):
            self.changed.emit(wanted)

    def _offer(self) -> None:
        menu = QMenu(self)
        for name, words in FIELDS.items():
            menu.addAction(f"{words}\t{{{name}}}", partial(self._put, name))
        menu.addSeparator()
        for question in self._questions:
            menu.addAction(f"Answer to {question.name}", partial(self._put, question.name))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.insert.mapToGlobal(self.insert.rect().bottomLeft()))

    def _put(self, name: str) -> None:
        text, place = self.field.text(), self.field.cursorPosition()
        if not self.field.hasFocus():
            place = 0 if not self.is_custom else len(text)
        before, after = text[:place], text[place:]
        gap_before = " " if before and not before.endswith(("/", " ")) else ""
        gap_after = " " if after and not after.startswith(("/", " ")) else ""
        self.field.setText(f"{before}{gap_before}{{{name}}}{gap_after}{after}")
        self._say()
        self._take()
