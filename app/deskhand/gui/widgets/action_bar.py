"""What follows, or what is safe, in one sentence; then the buttons, the primary one last."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from deskhand.gui import theme
from deskhand.gui.tokens import ACTION_BAR, SPACE_3, SPACE_5
from deskhand.gui.widgets.words import Words


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
        self.setMinimumHeight(theme.current().px(ACTION_BAR))

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

    def add_primary(self, text: str) -> QPushButton:
        """The filled button, last."""
        button = QPushButton(text)
        button.setProperty("kind", "primary")
        self._row.addWidget(button)
        return button
