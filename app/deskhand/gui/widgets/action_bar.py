"""What follows, or what is safe, in one sentence; then the buttons, the primary one last."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from deskhand.gui import theme
from deskhand.gui.tokens import ACTION_BAR, SPACE_3, SPACE_5
from deskhand.gui.widgets.words import Words

_MOST_LINES = 3


class ActionBar(QWidget):
    """At most four buttons; only the primary one is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Words("", "body", "ink.second", wraps=True)
        self._before: QWidget = self.sentence
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_5, 0, SPACE_5, 0)
        self._row.setSpacing(SPACE_3)
        self._row.addWidget(self.sentence, 1)
        self._row.addStretch(0)  # where the sentence is left out the buttons stay at the far end
        self.setMinimumHeight(theme.current().px(ACTION_BAR))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """A sentence that would need more than three lines is left out: the buttons matter more."""
        if self._before is not self.sentence:
            return
        parts = [item for n in range(self._row.count()) if (item := self._row.itemAt(n)) and not item.isEmpty()]
        buttons = [item for item in parts if item.widget() not in (None, self.sentence)]
        room = self.width() - 2 * SPACE_5 - sum(item.sizeHint().width() + SPACE_3 for item in buttons)
        lines = self.sentence.heightForWidth(max(1, room)) / self.sentence.fontMetrics().lineSpacing()
        self.sentence.setVisible(room > 0 and lines < _MOST_LINES + 0.5)

    def set_sentence(self, text: str) -> None:
        """The one sentence."""
        self.sentence.setText(text)

    def set_widget(self, widget: QWidget) -> None:
        """Something else in the place of the sentence (the keys of a page, say)."""
        self._row.replaceWidget(self._before, widget)
        self._row.setStretchFactor(widget, 1)
        self._before.hide()
        self._before = widget

    def add(self, text: str) -> QPushButton:
        """One more button, before the primary one."""
        button = QPushButton(text)
        last = self._row.count()
        item = self._row.itemAt(last - 1)
        widget = item.widget() if item is not None else None
        primary = widget is not None and widget.property("kind") == "primary"
        self._row.insertWidget(last - 1 if primary else last, button)
        return button

    def add_check(self, text: str) -> QCheckBox:
        """Something that can be ticked, before the buttons. To be called before the buttons are added."""
        check = QCheckBox(text)
        self._row.addWidget(check)
        return check

    def add_primary(self, text: str) -> QPushButton:
        """The filled button, last."""
        button = QPushButton(text)
        button.setProperty("kind", "primary")
        self._row.addWidget(button)
        return button
