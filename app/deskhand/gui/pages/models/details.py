"""What experts want to know of a model, one click away."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from deskhand.domain.models import Model
from deskhand.gui.pages.models.rows import ModelRow
from deskhand.gui.pages.models.words import licence_words, memory_words
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words
from deskhand.storage.models import receipt_of


class ModelDetails(QFrame):
    """A list of names and values; they can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("edge", "all")
        self.title = Words("", "title", wraps=True)
        self.facts: list[tuple[str, str]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self._grid)
        self.hide()

    def show_row(self, row: ModelRow) -> None:
        """All that is known of it."""
        empty(self._grid)
        self.title.setText(f"Details of {row.name}")
        self.facts = list(facts_of(row))
        for place, (name, value) in enumerate(self.facts):
            words = Words(value, "body", "ink", wraps=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(Words(name, "caption", "ink.second"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, place, 1)


def facts_of(row: ModelRow) -> Iterator[tuple[str, str]]:
    """What it is called, how it learned, what it takes, what is known of its files."""
    model = row.model
    yield "Good at", model.about if model is not None else row.about
    if model is None:
        yield from ([("Kept in", row.path)] if row.path else [])
        return
    yield from ([("Languages", model.languages)] if model.languages else [])
    yield "Technical name", model.id
    yield from ([("Kind of network", model.family)] if model.family else [])
    yield from ([("How it learned before", model.learned)] if model.learned else [])
    yield "Licence", licence_words(model)
    if model.weights:
        learn = memory_words(model.memory_to_learn)
        yield "Memory", f"about {memory_words(model.memory_to_use)} to use it, {learn} to change all of it"
        yield "Numbers in it", f"{model.weights / 1e6:,.0f} million"
    yield from ([("Longest text", f"{model.longest:,} pieces of words")] if model.longest else [])
    yield "Revision", model.revision or "Not pinned yet: that which comes first is kept to from then on"
    yield "Fingerprints of its files", _hashes(model)
    yield from _kept(row, model)


def _hashes(model: Model) -> str:
    known = sum(bool(file.sha256) for file in model.files)
    if model.files and known == len(model.files):
        return f"Known for all {known} files; each is compared before it is used"
    if known or model.sha256:
        return "Known for the file with its numbers; the others are learned when they first come here"
    return "Not known beforehand: they are learned when it first comes here, and kept to from then on"


def _kept(row: ModelRow, model: Model) -> Iterator[tuple[str, str]]:
    receipt = receipt_of(model.id)
    if receipt is not None:
        yield "Came from", f"{receipt.origin}, {receipt.came_at[:10]}"
    if row.path:
        yield "Kept in", row.path
