"""Models: what is recommended for this project and why; how they compare on its answers; getting, removing, using."""

from dataclasses import replace

from deskhand.domain.acts import HearingChosen, ModelChosen
from deskhand.domain.models import Modality, own_name
from deskhand.domain.problems import ProblemError
from deskhand.gui.job_kinds import job_kind
from deskhand.gui.model_words import in_use
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.models.desk import ShelfDesk
from deskhand.gui.pages.models.rows import ModelRow, Standing
from deskhand.gui.pages.models.shelf import ModelsShelf
from deskhand.gui.pages.page import Page
from deskhand.gui.widgets.page_keys import add_key
from deskhand.storage.models import package_folder

KINDS: dict[str, tuple[Modality, ...]] = {
    "tickets": (Modality.TEXT,),
    "voicemails": (Modality.SPEECH, Modality.TEXT),
    "documents": (Modality.TEXT, Modality.PICTURE),
    "photos": (Modality.PICTURE,),
    "sounds": (Modality.SOUND,),
}
"""What is read in projects of each job, the first one first."""
_SAFE = "Models never change your files. Only fetching one uses the network, and only when you press Get."
_WHY_NOT = {
    Standing.BUILT_IN: "It takes part by itself each time Deskhand learns, and answers where it is right more often.",
    Standing.GET: "Get it first: press its button, or G.",
    Standing.PARTLY: "Get the rest of it first: press its button, or G.",
    Standing.COMING: "It can be used when all of it is here.",
    Standing.WAITING: "It can be used when all of it is here.",
    Standing.DAMAGED: "Its files are not as they came. Fetch it again, or add it again from its folder.",
    Standing.UNSAFE: "Its makers publish it only in a form that can run programs. Its safe form can be added.",
    Standing.GONE: "Its folder is not where it was. Plug in its drive.",
}


class ModelsPage(Page):
    """One comes here by "Change…" and goes back where one was. ``aim`` takes "text", or "text/teach" to go back to
    Teach."""

    title = "Models"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self._back = "choose"
        kinds = KINDS.get(open_project.project.job, (Modality.TEXT,))
        self.shelf = ModelsShelf(kinds, job_kind(open_project.project.job).noun)
        self.desk = ShelfDesk(self.shelf, kinds[0], open_project)
        self.set_middle(self.shelf)
        self.cancel = self.action_bar.add("Cancel")
        self.use = self.action_bar.add_primary("Use this model")
        self.cancel.clicked.connect(self.go_back)
        self.shelf.back.clicked.connect(self.go_back)
        self.use.clicked.connect(self.use_it)
        self.shelf.table.used.connect(lambda _: self.use_it())
        self.desk.changed.connect(self._show_actions)
        add_key(self, "Alt+D", "Details of a model", self.shelf.toggle_details)
        add_key(self, "Alt+T", "Try models on your answers", self.shelf.compare.click)

    def aim(self, what: str) -> None:
        kind, _, back = what.partition("/")
        self._back = back or "choose"
        kinds = KINDS.get(self.open_project.project.job, (Modality.TEXT,))
        if kind in kinds:
            self.desk.modality = Modality(kind)

    def arrive(self) -> None:
        super().arrive()
        self.desk.arrive()
        self.shelf.table.setFocus()

    def leave(self) -> None:
        self.desk.leave()
        super().leave()

    def go_back(self) -> None:
        """Where one was; nothing is chosen."""
        self.go.emit(self._back)

    def use_it(self) -> None:
        """The marked model reads, looks or listens in this project from now on."""
        row = self.desk.current
        if row is None or not self.desk.usable:
            return
        try:
            self._record(row)
        except ProblemError as error:
            self.shelf.show_problem(error.problem)
            return
        self.go_back()

    def _record(self, row: ModelRow) -> None:
        """Also what every project uses as a rule is kept as chosen, so that it stays when the rule changes. The model
        that comes with Deskhand is the rule for texts."""
        modality, project = self.desk.modality, self.open_project.project
        own = {own_name(one.id) for one, _ in project.courses.own_models()}
        hears = modality is Modality.SPEECH and row.id not in own
        name = "" if hears or (modality is Modality.TEXT and package_folder(row.id) is not None) else row.id
        if project.courses.model_in_use(modality) != name:
            self.open_project.record(ModelChosen(modality, name))
        if hears and project.hearing.model != row.id:
            self.open_project.record(HearingChosen(replace(project.hearing, model=row.id)))

    def _show_actions(self) -> None:
        row, modality = self.desk.current, self.desk.modality
        self.use.setEnabled(self.desk.usable)
        why = _WHY_NOT.get(row.standing, "") if row is not None else "Choose a model in the table."
        self.use.setToolTip(why)
        if row is not None and row.id == in_use(modality, self.open_project.project):
            self.action_bar.set_sentence(f"This project uses {row.name}. {_SAFE}")
        elif row is not None and self.desk.usable and not row.business:
            self.action_bar.set_sentence(f"The licence of {row.name} does not let a business use it.")
        else:
            self.action_bar.set_sentence(why or _SAFE)
