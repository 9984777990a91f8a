"""What stands in the place of the list on a narrow window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from deskhand.gui.icons import icon
from deskhand.gui.pages.listen.model import CallsModel
from deskhand.gui.pages.listen.view import CallsView


class CallPicker(QWidget):
    """The list as a drop-down with previous and next. ``chosen(place)``."""

    chosen = Signal(int)

    def __init__(self, model: CallsModel) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setModel(model)
        self.box.setView(CallsView(model))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(20)
        self.box.setAccessibleName("Call")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        for name, step, picture in (("Previous call", -1, "chevron-left"), ("Next call", 1, "chevron-right")):
            button = QToolButton()
            button.setIcon(icon(picture))
            button.setProperty("kind", "button")
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, step=step: self.chosen.emit(self.box.currentIndex() + step))
            row.addWidget(button)
        self.box.activated.connect(self.chosen)

    def show_place(self, place: int) -> None:
        self.box.setCurrentIndex(place)
