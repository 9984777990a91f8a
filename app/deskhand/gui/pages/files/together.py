"""The panel of Choose for files: a speaker, a machine or a day in their names, which stays together when testing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from deskhand.domain import name_parts
from deskhand.domain.acts import TogetherChosen
from deskhand.domain.items import Source
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.words import Words, rule
from deskhand.storage.view import ProjectView

_LOOKED_AT = 2000  # files of a folder whose names are looked at
_SHOWN = 3  # speakers that are named
_WHY = (
    "Each is then learned from or tested on, never both: else Deskhand might only know the speaker or the machine "
    "again, and seem better than it is."
)


@dataclass(frozen=True, slots=True)
class Common:
    """What the names of a source have in common: ``part`` of them, and its values."""

    source_id: int
    part: int
    values: tuple[str, ...]


class TogetherPart(QWidget):
    """A box to tick for each folder with a likely part. It is not seen where there is none."""

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__()
        self._open_project = open_project
        self._shown: tuple[Common, ...] = ()
        self.boxes: list[QCheckBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 0)
        column.setSpacing(4)
        column.addWidget(Words("Kept together", "title"))
        column.addLayout(self._list)
        column.addWidget(Words(_WHY, "caption", "ink.second", wraps=True))
        column.addWidget(rule(8))
        self.hide()

    def refresh(self) -> None:
        """As names and answers are now."""
        view = self._open_project.project
        papers = view.job == "documents"  # what names of papers share is mostly what they are about
        sources = () if papers else view.sources.all()
        shown = tuple(common for source in sources if (common := common_in(source, view)) is not None)
        if shown != self._shown:
            self._shown = shown
            self._make_boxes({source.id: Path(source.path).name for source in sources})
        parts = {source.id: source.together for source in sources}
        for common, box in zip(shown, self.boxes, strict=True):
            with QSignalBlocker(box):
                box.setChecked(parts[common.source_id] == common.part)
        self.setVisible(bool(shown))

    def _make_boxes(self, names: dict[int, str]) -> None:
        while self.boxes:
            self.boxes.pop().deleteLater()
        for common in self._shown:
            some = ", ".join(common.values[:_SHOWN]) + (", …" if len(common.values) > _SHOWN else "")
            of = f" ({names[common.source_id]})" if len(self._shown) > 1 else ""
            box = QCheckBox(f"What has the same {some}\nin its name{of}")
            box.setAccessibleDescription(_WHY)
            box.toggled.connect(lambda ticked, common=common: self._choose(common, ticked=ticked))
            self._list.addWidget(box)
            self.boxes.append(box)

    def _choose(self, common: Common, *, ticked: bool) -> None:
        self._open_project.record(TogetherChosen(common.source_id, common.part if ticked else 0))


def common_in(source: Source, view: ProjectView) -> Common | None:
    """The part that was chosen, or else one that is likely a speaker, a machine or a day."""
    item_ids = view.items.ids(source.id, 0, _LOOKED_AT)
    named = view.files.names(item_ids)
    part = source.together or name_parts.likely_part(_answered(named, view))
    if not part:
        return None
    values = dict.fromkeys(name_parts.together({item_id: name for item_id, (name, _) in named.items()}, part).values())
    return Common(source.id, part, tuple(sorted(values)))


def _answered(named: dict[int, tuple[str, str]], view: ProjectView) -> list[tuple[str, str]]:
    """Names with the answers of the first question that has some; as long as there is none, with their folders."""
    for question in view.questions.all():
        labels = view.labels.of_items(question.id, list(named))
        if labels:
            return [(named[item_id][0], label.value) for item_id, label in labels.items()]
    return list(named.values())
