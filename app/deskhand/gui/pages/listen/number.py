"""The number to call back: heard, corrected a digit at a time, or taken from the others that were said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.recordings import Said, SaidKind, Transcript
from deskhand.gui.icons import icon
from deskhand.gui.widgets.digit_field import DigitField
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words

_MOST_OTHERS = 3


class CallBack(QWidget):
    """``written(number)`` when a person wrote or chose one; ``hear(start, end)`` in seconds."""

    written = Signal(str)
    hear = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: Said | None = None
        self.doubt = Words("", "caption", "wait")
        self.field = DigitField()
        self.hear_it = QPushButton(icon("play"), "Hear it")
        self.hear_it.setProperty("kind", "small")
        self.hear_it.setToolTip("Plays only the number, slowed")
        self._others = QVBoxLayout()
        self._others.setSpacing(0)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Words("Call back", "body.strong"), 1)
        head.addWidget(self.doubt)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.hear_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(row)
        column.addLayout(self._others)
        self.field.changed.connect(self.written)
        self.hear_it.clicked.connect(self._hear)

    def show_call(self, transcript: Transcript) -> None:
        numbers = [one for one in transcript.said if one.kind is SaidKind.CALL_BACK]
        said = self._said = transcript.first(SaidKind.CALL_BACK) or max(
            numbers, key=lambda one: one.start, default=None
        )
        doubtful = () if said is None or said.corrected else said.doubtful
        self.field.show_number(said.value if said else "", doubtful)
        self.doubt.setText(_doubt(said))
        self.doubt.set_role("wait" if said is not None and not said.agreed else "ink.second")
        self.hear_it.setEnabled(said is not None and said.end > said.start)
        empty(self._others)
        others = dict.fromkeys(one.value for one in numbers if said is not None and one.value != said.value)
        for value in list(others)[:_MOST_OTHERS]:
            self._others.addWidget(self._other(value))

    def _other(self, value: str) -> QWidget:
        other = QWidget()
        row = QHBoxLayout(other)
        row.setContentsMargins(0, 0, 0, 0)
        use = QPushButton("Use this")
        use.setProperty("kind", "link")
        use.setAccessibleName(f"Use {value}")
        use.clicked.connect(lambda: self.written.emit(value))
        row.addWidget(Words(f"Also said: {value}", "caption", "ink.second", elides=True), 1)
        row.addWidget(use)
        return other

    def edit(self) -> None:
        """Go to the first doubtful digit."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _hear(self) -> None:
        if self._said is not None:
            self.hear.emit(self._said.start, self._said.end)


def _doubt(said: Said | None) -> str:
    if said is None:
        return "no number was heard"
    if said.corrected:
        return "your correction"
    if len(said.doubtful) == 1:
        return "check one digit"
    return f"check {len(said.doubtful)} digits" if said.doubtful else "" if said.agreed else "check the number"
