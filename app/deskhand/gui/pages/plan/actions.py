"""The last line of a plan: what is safe, and the buttons of where it stands."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from deskhand.gui.pages.plan.situation import Situation, Stage
from deskhand.gui.pages.plan.words import DOES, primary_of, safe_of, why_not
from deskhand.gui.widgets.action_bar import ActionBar


class PlanActions(QObject):
    """What a person wishes: one signal a wish."""

    list_wanted = Signal()
    look_wanted = Signal()
    stop_wanted = Signal()
    back_wanted = Signal()
    plan_wanted = Signal()
    leave_wanted = Signal()
    not_now = Signal()
    primary_wanted = Signal()

    def __init__(self, bar: ActionBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self.leave = bar.add("Leave it so")
        self.back = bar.add("Undo")
        self.list = bar.add("Save this list…")
        self.plan = bar.add("New plan")
        self.look = bar.add("Look at them")
        self.later = bar.add("Not now")
        self.stop = bar.add("Stop")
        self.primary = bar.add_primary("Copy")
        for button, wish in (
            (self.leave, self.leave_wanted),
            (self.back, self.back_wanted),
            (self.list, self.list_wanted),
            (self.plan, self.plan_wanted),
            (self.look, self.look_wanted),
            (self.later, self.not_now),
            (self.stop, self.stop_wanted),
            (self.primary, self.primary_wanted),
        ):
            button.clicked.connect(wish)

    def show_situation(self, now: Situation, asked: str, *, saving: bool) -> None:
        """``asked`` is what a person is told once more before it begins; "": nothing."""
        why = why_not(now)
        held = f"{why}." if why and now.stage is Stage.PLAN else ""
        self._bar.set_sentence(asked or held or ("" if now.stage in (Stage.NOTHING, Stage.REFUSED) else safe_of(now)))
        self._show(asked, now)
        self.list.setEnabled(not saving)
        self.list.setText("Save the index…" if now.begun else "Save this list…")
        self.look.setText(f"Look at the {now.unsure:,}" if now.unsure > 1 else "Look at it")
        self.back.setText("Undo" if now.stage is Stage.ENDED else f"Put back the {now.done:,}")
        self.primary.setEnabled(not why)
        self.primary.setToolTip(why)
        self.primary.setAccessibleDescription(why)
        self.primary.setText(f"Yes, {DOES[now.deed].lower()} {now.many(now.to_do)}" if asked else primary_of(now))

    def _show(self, asked: str, now: Situation) -> None:
        planned = now.stage in (Stage.REFUSED, Stage.PLANNING, Stage.PLAN)
        half = now.stage is Stage.INTERRUPTED
        over = now.stage is Stage.ENDED
        shown = {
            self.leave: half and not now.going_back,
            self.back: (half and now.done > 0 and not now.going_back) or (over and now.done + now.left > 0),
            self.list: over or (planned and not asked and now.stage is not Stage.REFUSED),
            self.plan: over,
            self.look: planned and now.unsure > 0 and not asked,
            self.later: bool(asked),
            self.stop: now.stage in (Stage.DOING, Stage.UNDOING),
            self.primary: planned or half or over,
        }
        for button, wanted in shown.items():
            button.setVisible(wanted)

    @property
    def buttons(self) -> list[QPushButton]:
        """Those that are shown, in order."""
        every = (self.leave, self.back, self.list, self.plan, self.look, self.later, self.stop, self.primary)
        return [button for button in every if not button.isHidden()]
