"""What stands beside the table of a plan: where to, by which rule, the tree, and copy or move."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from deskhand.domain.filing import Deed, FilingRule
from deskhand.domain.questions import Question
from deskhand.gui.pages.plan.naming import Naming
from deskhand.gui.pages.plan.pattern import parts_of, such_as
from deskhand.gui.pages.plan.rule import FolderRule
from deskhand.gui.pages.plan.tree import FolderTree
from deskhand.gui.widgets.words import Hairline, Words


class PlanLeft(QWidget):
    """``elsewhere`` when another target is wanted; ``ruled(question ids)``, ``named(FilingRule)``, ``dealt(Deed)``."""

    elsewhere = Signal()
    ruled = Signal(object)
    named = Signal(object)
    dealt = Signal(object)

    def __init__(self, job: str) -> None:
        super().__init__()
        self.target = Words("", "body.strong", elides=True)
        self.change = QPushButton("Change…")
        self.rule_words = Words("Folders are made from, in this order", "caption", "ink.second")
        self.rule = FolderRule()
        self.naming = Naming(such_as(job))
        self.tree = FolderTree()
        self.copy, self.move_ = QRadioButton("Copy, leave the originals"), QRadioButton("Move")
        self.rules, self.deeds = QFrame(), QFrame()
        self._lay_out()
        self.change.clicked.connect(self.elsewhere)
        self.rule.changed.connect(self.ruled)
        self.naming.changed.connect(self.named)
        self.naming.custom.connect(self._show_way)
        self._deeds = QButtonGroup(self)
        for button, deed in ((self.copy, Deed.COPY), (self.move_, Deed.MOVE)):
            self._deeds.addButton(button)
            button.clicked.connect(lambda _=False, deed=deed: self.dealt.emit(deed))

    def _lay_out(self) -> None:
        into = QHBoxLayout()
        into.setSpacing(8)
        into.addWidget(Words("Into", "caption", "ink.second"))
        into.addWidget(self.target, 1)
        self.change.setProperty("kind", "link")
        self.change.setAccessibleName("Choose another folder to file into")
        into.addWidget(self.change)
        rules = QVBoxLayout(self.rules)
        rules.setContentsMargins(16, 10, 16, 8)
        rules.setSpacing(4)
        rules.addLayout(into)
        rules.addWidget(self.rule_words)
        rules.addWidget(self.rule)
        rules.addWidget(self.naming)
        deeds = QHBoxLayout(self.deeds)
        deeds.setContentsMargins(16, 8, 16, 8)
        deeds.setSpacing(16)
        deeds.addWidget(self.copy)
        deeds.addWidget(self.move_)
        deeds.addStretch(1)
        self._lines = (Hairline(), Hairline())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rules)
        column.addWidget(self._lines[0])
        column.addSpacing(6)
        column.addWidget(self.tree, 1)
        column.addWidget(self._lines[1])
        column.addWidget(self.deeds)

    def show_rule(self, rule: FilingRule, questions: Sequence[Question]) -> None:
        """As it is now."""
        target = Path(os.fsdecode(rule.target))
        self.target.setText(target.name or str(target))
        self.target.setToolTip(str(target))
        self.rule.show_rule(questions, rule.question_ids)
        self.naming.show_rule(rule, questions)
        self._show_way(custom=self.naming.is_custom or parts_of(rule, questions).custom)
        (self.copy if rule.deed is Deed.COPY else self.move_).setChecked(True)

    def set_changeable(self, *, changeable: bool) -> None:
        """Once files were touched, the rule stands."""
        for widget in (self.rules, self.deeds, *self._lines):
            widget.setVisible(changeable)
        self.tree.tree.changeable = changeable

    def _show_way(self, custom: bool) -> None:
        self.rule_words.setVisible(not custom)
        self.rule.setVisible(not custom)
