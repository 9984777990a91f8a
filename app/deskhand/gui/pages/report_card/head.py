"""The head of the report card: back to Teach, whose card it is, and the other questions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from deskhand.domain.questions import Question
from deskhand.gui.icons import icon
from deskhand.gui.widgets.segments import Segments
from deskhand.gui.widgets.words import Words


class ReportCardHead(QWidget):
    """``chosen(question id)``; ``back`` to Teach."""

    chosen = Signal(int)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[int, ...] = ()
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("chevron-left", "accent", 20))
        self.back_button.setAccessibleName("Back to Teach")
        self.back_button.setToolTip("Back to Teach")
        self.title = Words("Report card", "page")
        self.questions = Segments([])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.questions)
        self.back_button.clicked.connect(self.back)
        self.questions.chosen.connect(lambda index: self.chosen.emit(self._ids[index]))

    def show_questions(self, questions: Sequence[Question], question_id: int | None) -> None:
        self._ids = tuple(question.id for question in questions)
        names = [question.name for question in questions]
        self.questions.set_choices(names)
        self.questions.setVisible(len(names) > 1)
        if question_id in self._ids:
            number = self._ids.index(question_id)
            self.questions.choose(number)
            self.title.setText(f"Report card: {names[number]}")
