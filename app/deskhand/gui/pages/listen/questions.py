"""The questions about one call, each with its possible answers and how sure Deskhand is."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui import theme
from deskhand.gui.pages.teach.number import NumberField
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.flow_layout import FlowLayout
from deskhand.gui.widgets.sure_delegate import paint_sure
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.view import ProjectView

FIRST_KEYS, SECOND_KEYS = "123456789", "QWRTYU"
"""The keys of the first and of the second question. E is left out: it corrects a passage."""


class _Sure(QWidget):
    """How sure Deskhand is, as a bar and in words."""

    def __init__(self, confidence: float, role: str) -> None:
        super().__init__()
        self._confidence, self._role = confidence, role
        self.setFixedSize(QSize(theme.current().px(122), theme.current().px(20)))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sure(painter, self.rect(), self._confidence, self._role)


class QuestionChoices(QWidget):
    """``answered(question id, answer)`` when a person presses one."""

    answered = Signal(int, str)

    def __init__(self, view: ProjectView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._questions: tuple[Question, ...] = ()
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_item(self, item_id: int) -> None:
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        self._buttons.clear()
        empty(self._column)
        self._questions = self._view.questions.all()
        for place, question in enumerate(self._questions):
            keys = (FIRST_KEYS, SECOND_KEYS)[place] if place < 2 else ""
            self._column.addWidget(rule(6))
            self._column.addWidget(self._block(question, item_id, keys))
        again = [button for button in self._buttons if name and button.accessibleName() == name]
        if again:
            again[0].setFocus()  # the keyboard stays where it was, although the buttons are new

    def answer_by_key(self, place: int, number: int) -> None:
        """The answer of this number (0-based) to the question at ``place``, if there are both."""
        if place < len(self._questions) and number < len(self._questions[place].labels):
            question = self._questions[place]
            self.answered.emit(question.id, question.labels[number])

    def _block(self, question: Question, item_id: int, keys: Sequence[str]) -> QWidget:
        said, guess = self._view.labels.get(question.id, item_id), self._view.predictions.get(question.id, item_id)
        head = QHBoxLayout()
        head.addWidget(Words(question.name, "body.strong"), 1)
        if said is not None:
            head.addWidget(Words("your answer", "caption", "ink.second"))
        elif guess is not None:
            head.addWidget(_Sure(guess.confidence, "wait.line" if guess.confidence < question.careful else "accent"))
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        held = said.value if said is not None else guess.answer if guess is not None else ""
        if question.kind is QuestionKind.NUMBER:
            column.addWidget(self._number(question, held))
        else:
            column.addWidget(self._choices(question, held, keys))
        return block

    def _number(self, question: Question, held: str) -> QWidget:
        field = NumberField()
        field.setAccessibleName(question.name)
        field.setPlaceholderText(held)
        field.answered.connect(lambda number: self.answered.emit(question.id, number))
        return field

    def _choices(self, question: Question, held: str, keys: Sequence[str]) -> QWidget:
        choices = QWidget()
        flow = FlowLayout(choices)
        group = QButtonGroup(choices)
        for place, label in enumerate(question.labels):
            button = QPushButton(label)
            button.setCheckable(True)
            button.setChecked(label == held)
            button.setProperty("kind", "small")
            button.setAccessibleName(f"{question.name}: {label}")
            button.setToolTip(f"Key {keys[place]}" if place < len(keys) else "")
            button.clicked.connect(lambda _=False, label=label: self.answered.emit(question.id, label))
            group.addButton(button)
            self._buttons.append(button)
            flow.addWidget(button)
        return choices
