"""The questions about one call, each with its possible answers and how sure Deskhand is."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.questions import Label, Prediction, Question, QuestionKind
from deskhand.domain.sureness import in_ten
from deskhand.gui import theme
from deskhand.gui.pages.teach.number import NumberField
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.flow_layout import FlowLayout
from deskhand.gui.widgets.sure_delegate import paint_sure
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.view import ProjectView

FIRST_KEYS, SECOND_KEYS = "123456789", "QWRTYU"
"""The keys of the first and of the second question. E is left out: it corrects a passage."""


_BAR = 72  # pixels: the bar, and the spaces beside it


class _Sure(QWidget):
    """How sure Deskhand is, as a bar and in words."""

    def __init__(self, confidence: float, role: str) -> None:
        super().__init__()
        self._confidence, self._role = confidence, role
        words = QFontMetrics(theme.current().font("caption")).horizontalAdvance(in_ten(confidence))
        self.setFixedSize(QSize(_BAR + words + 2, theme.current().px(20)))

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
        self._held: list[tuple[int, Question, Label | None, Prediction | None]] = []
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_item(self, item_id: int) -> None:
        """The questions as they are, and what is held of this call; where that is shown already nothing is touched."""
        questions, labels, predictions = self._view.questions.all(), self._view.labels, self._view.predictions
        held = [(item_id, one, labels.get(one.id, item_id), predictions.get(one.id, item_id)) for one in questions]
        if held == self._held:
            return
        self._held, self._questions = held, questions
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        self._buttons.clear()
        empty(self._column)
        for place, (_, question, said, guess) in enumerate(held):
            keys = (FIRST_KEYS, SECOND_KEYS)[place] if place < 2 else ""
            self._column.addWidget(rule(6))
            self._column.addWidget(self._block(question, said, guess, keys))
        again = [button for button in self._buttons if name and button.accessibleName() == name]
        if again:
            again[0].setFocus()  # the keyboard stays where it was, although the buttons are new

    def answer_by_key(self, place: int, number: int) -> None:
        """The answer of this number (0-based) to the question at ``place``, if there are both."""
        if place < len(self._questions) and number < len(self._questions[place].labels):
            question = self._questions[place]
            self.answered.emit(question.id, question.labels[number])

    def _block(self, question: Question, said: Label | None, guess: Prediction | None, keys: Sequence[str]) -> QWidget:
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
