"""In the place of a report card: what is missing for one, or how far the testing is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.jobs import Progress
from deskhand.gui.pages.report_card.words import ENOUGH
from deskhand.gui.widgets.words import Words


class NoReportCard(QWidget):
    """``learn`` when the person wants the card now, ``stop`` when they do not want to wait."""

    learn = Signal()
    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("", "lead")
        self.explained = Words("", "body", "ink.second", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Learning")
        self.learn_button = QPushButton("Learn now")
        self.learn_button.setProperty("kind", "primary")
        self.stop_button = QPushButton("Cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (self.title, self.explained, self.bar):
            widget.setMaximumWidth(560)
            column.addWidget(widget)
        for button in (self.learn_button, self.stop_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        self.learn_button.clicked.connect(self.learn)
        self.stop_button.clicked.connect(self.stop)

    def show_missing(self, answers: int) -> None:
        """There is no skill yet: enough answers to learn one, or not."""
        enough = answers >= ENOUGH
        self._show_state(busy=False, can_learn=enough)
        if enough:
            self.title.setText("Not learned yet")
            self.explained.setText(
                f"There are {answers:,} answers. Learning tests each of them without having learned from it, "
                "and then says how often it is right."
            )
        else:
            self.title.setText(f"{ENOUGH} answers are needed for an honest figure; you have {answers}")
            self.explained.setText("A figure from fewer would say more about luck than about the skill.")

    def show_progress(self, progress: Progress | None) -> None:
        self._show_state(busy=True, can_learn=False)
        self.title.setText(progress.step if progress is not None and progress.step else "Learning")
        tested = "Each answer is tested without having been learned from."
        self.explained.setText(f"{tested} You can go on working meanwhile.")
        self.bar.setRange(0, progress.total if progress is not None else 0)
        self.bar.setValue(progress.done if progress is not None else 0)

    def _show_state(self, *, busy: bool, can_learn: bool) -> None:
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.learn_button.setVisible(can_learn)
