"""For experts: which ways compete, and by which rule files are read first, by the names that the field gives them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QToolButton, QVBoxLayout, QWidget

from deskhand.domain.courses import Aim, Way
from deskhand.domain.models import Modality
from deskhand.domain.objectives import KnownObjective, objectives_of
from deskhand.gui.icons import icon
from deskhand.gui.pages.learning.subject import Material
from deskhand.gui.widgets.emptying import empty
from deskhand.gui.widgets.words import Words, rule

_INDENT = 26  # pixels: under the words of a radio button


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` as in ``Course``, what it is called, and what is known of it."""

    value: str
    name: str
    about: str


WAYS: tuple[Choice, ...] = (
    Choice(Way.AUTO, "all", "Deskhand spends the time where it expects the most. All compete on the same folds."),
    Choice(
        Way.FROZEN,
        "frozen",
        "The model stays as it is: frozen encoder and logistic regression. For comparison; it takes seconds.",
    ),
    Choice(
        Way.CONTRASTIVE,
        "contrastive",
        "Like answers are brought together, others apart: contrastive few-shot fine-tuning with capped pairs, "
        "SetFit (Tunstall et al., 2022).",
    ),
    Choice(
        Way.FULL,
        "full",
        "The whole model is changed: full fine-tuning, its head started from the frozen solution, "
        "LP-FT (Kumar et al., 2022). Up to about 150 million parameters.",
    ),
    Choice(
        Way.LORA,
        "lora",
        "A few numbers beside those of the model are changed, and merged afterwards: low-rank adaptation, "
        "LoRA (Hu et al., 2021). For large models, or little memory.",
    ),
)
_AUTO_TEXT = "Deskhand chooses: natural pairs where your files have them, else hidden words."
_AUTO = "Deskhand chooses the one that fits the model."


class ExpertChoices(QWidget):
    """``changed`` after every choice; ``back`` when the person is done."""

    changed = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("chevron-left", "accent", 20))
        self.back_button.setAccessibleName("Back to the choices")
        self.back_button.setToolTip("Back to the choices")
        self.ways = _Choices(WAYS)
        self.objectives = _Choices(())
        self._ways, self._rules = QWidget(), QWidget()
        self._modality: Modality | None = None
        self._lay_out()
        self.back_button.clicked.connect(self.back)
        self.ways.chosen.connect(self.changed)
        self.objectives.chosen.connect(self.changed)

    def _lay_out(self) -> None:
        about = "Nothing here is needed. What wins is decided the same way, whatever is chosen."
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back_button)
        head.addWidget(Words("For experts", "page"), 1)
        column.addLayout(head)
        column.addWidget(Words(about, "body", "ink.second", wraps=True))
        for part, title, choices in (
            (self._ways, "Which ways compete?", self.ways),
            (self._rules, "By which rule does it read your files?", self.objectives),
        ):
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            inside.addWidget(rule(6))
            inside.addWidget(Words(title, "title"))
            inside.addWidget(choices)
            column.addWidget(part)
        column.addStretch(1)

    @property
    def way(self) -> Way:
        """Which candidates compete beside those that always do."""
        return Way(self.ways.value)

    @property
    def objective(self) -> str:
        """The rule that was chosen; "": Deskhand chooses."""
        return self.objectives.value

    def forget_objective(self) -> None:
        """Deskhand chooses, should it read first after all."""
        self.objectives.choose("")

    def told(self) -> str:
        """What was chosen here, in technical names; "" if nothing was."""
        parts = [self.way.value] if self.way is not Way.AUTO else []
        return " · ".join([*parts, *([self.objective] if self.objective else [])])

    def show_material(self, material: Material, aim: Aim) -> None:
        """The rules for what there is to read."""
        self._ways.setVisible(aim is Aim.QUESTION)
        self._rules.setVisible(aim is not Aim.HEARING)
        if material.modality is not self._modality:
            self._modality = material.modality
            first = Choice("", "auto", _AUTO_TEXT if material.modality is Modality.TEXT else _AUTO)
            self.objectives.show_choices((first, *map(_choice_of, objectives_of(material.modality))))


def _choice_of(one: KnownObjective) -> Choice:
    about = f"Learns by {one.words}. {one.known_from}. Pays from about {one.fewest:,}."
    return Choice(one.name, one.name, about)


class _Choices(QWidget):
    """One of several, each with what is known of it below."""

    chosen = Signal()

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._values: list[str] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._group.idClicked.connect(lambda _: self.chosen.emit())
        self.show_choices(choices)

    @property
    def value(self) -> str:
        """What holds; "" if there is no choice."""
        place = self._group.checkedId()
        return self._values[place] if 0 <= place < len(self._values) else ""

    def choose(self, value: str) -> None:
        """This one holds from now on."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Others; the first one holds."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        empty(self._column)
        self._values = [str(choice.value) for choice in choices]
        for place, choice in enumerate(choices):
            button = QRadioButton(choice.name)
            button.setAccessibleDescription(choice.about)
            self._group.addButton(button, place)
            about = Words(choice.about, "caption", "ink.second", wraps=True)
            about.setContentsMargins(_INDENT, 0, 0, 6)
            self._column.addWidget(button)
            self._column.addWidget(about)
        if choices:
            self._group.button(0).setChecked(True)
