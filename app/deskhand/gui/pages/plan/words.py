"""What the page of a plan says: its head, its figures, its last line, and each file."""

import os
from dataclasses import dataclass
from pathlib import Path

from deskhand.domain.filing import WAITING, Deed, Move, MoveState, Remark
from deskhand.gui.pages.plan.situation import Situation, Stage
from deskhand.storage.tables.filings import MoveFilter

DID = {Deed.COPY: "copied", Deed.MOVE: "moved"}
DOES = {Deed.COPY: "Copy", Deed.MOVE: "Move"}
DOING = {Deed.COPY: "Copying", Deed.MOVE: "Moving"}
BETWEEN = " › "  # between a folder and one in it

REASONS = {
    Remark.UNSURE: "Not sure",
    Remark.UNANSWERED: "No answer yet",
    Remark.UNREAD: "Could not be read",
    Remark.GONE: "Not there any more",
    Remark.ALTERED: "Changed since it was read",
    Remark.REFUSED: "Cannot go there",
}
"""What waits for the person, in the order of the tree."""
REMARKS = {
    Remark.READY: ("Ready", ""),
    Remark.RENAMED: ("Renamed", "wait"),
    Remark.SHORTENED: ("Shortened", "wait"),
    Remark.CHANGED_NAME: ("Name mended", "wait"),
    Remark.THERE: ("Already there", "info"),
    Remark.LOCKED: ("Open elsewhere", "wait"),
    **{remark: (words, "wait") for remark, words in REASONS.items()},
}
"""Words and state of a label."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count in the head; ``only`` are the files it counts, ``narrow``: it is shown where there is little room."""

    count: int
    words: str
    role: str = "ink"
    only: MoveFilter | None = None
    narrow: bool = True


def head_of(now: Situation) -> tuple[str, str]:
    """Title and sentence."""
    return _HEADS[now.stage](now)


def _nothing(now: Situation) -> tuple[str, str]:
    many = now.noun.many
    return (
        "There is nothing to plan yet",
        f"After a run, this is where the {many} are put into folders, seen before done.",
    )


def _refused(_: Situation) -> tuple[str, str]:
    return "There is no plan yet", "It is made as soon as there is a folder that can be used."


def _planning(now: Situation) -> tuple[str, str]:
    sentence = "Looking where each would go. Nothing is changed by that."
    progress = now.progress
    if progress is not None and progress.total:
        sentence = f"{progress.done:,} of {now.many(progress.total)} have a place. Nothing is changed by that."
    return "Making the plan", sentence


def _plan(now: Situation) -> tuple[str, str]:
    title = "Nothing more has been filed yet" if now.again else "Nothing has been filed yet"
    if not now.total:
        return title, f"No {now.noun.one} was read, so there is nothing to put into folders."
    return title, f"This is what would happen to {now.many(now.total)}. Change anything first."


def _doing(now: Situation) -> tuple[str, str]:
    left = f", {now.time_left}" if now.time_left else ""
    over = now.done + now.failed
    return f"{DOING[now.deed]}, {over:,} of {now.to_do:,}{left}", "Stopping leaves what is done, and loses nothing."


def _looking(_: Situation) -> tuple[str, str]:
    return "Looking how far it came", "The disk is asked, file by file, so that nothing has to be believed."


def _ended(now: Situation) -> tuple[str, str]:
    if now.back and not now.done:
        title = f"{now.many(now.back)} {_were(now.back)} put back"
    else:
        title = f"{now.many(now.done)} {_were(now.done)} {DID[now.deed]}"
    parts = [f"Into {now.target.name}."]
    if now.failed:
        parts.append(
            f"{now.failed:,} could not be and {_are(now.failed)} where {_they(now.failed)} {_were(now.failed)}."
        )
    if now.open:
        parts.append(f"{now.open:,} {_were(now.open)} not begun.")
    if now.back and now.done:
        parts.append(f"{now.back:,} {_were(now.back)} put back.")
    if now.left:
        parts.append(f"{now.left:,} could not be put back: the reason is beside each.")
    return title, " ".join(parts)


def _undoing(now: Situation) -> tuple[str, str]:
    total = now.back + now.left + now.going_back
    title = f"Putting back, {now.back + now.left:,} of {total:,}"
    return title, "Only what is still the same goes back. Anything else is left as it is and listed."


def _interrupted(now: Situation) -> tuple[str, str]:
    if now.going_back:
        title = "Deskhand was stopped in the middle of putting files back"
        return title, f"{now.back:,} of {now.back + now.going_back:,} are back. Every file is whole, here or there."
    title = "Deskhand was stopped in the middle of filing"
    total = now.done + now.failed + now.open
    return title, f"{now.done:,} of {total:,} {_are(now.done)} done. Every file is whole, here or there."


_HEADS = {
    Stage.NOTHING: _nothing,
    Stage.REFUSED: _refused,
    Stage.PLANNING: _planning,
    Stage.PLAN: _plan,
    Stage.DOING: _doing,
    Stage.LOOKING: _looking,
    Stage.ENDED: _ended,
    Stage.UNDOING: _undoing,
    Stage.INTERRUPTED: _interrupted,
}


def figures_of(now: Situation) -> tuple[Figure, ...]:
    """The counts at the right of the head."""
    if now.stage in (Stage.NOTHING, Stage.REFUSED):
        return ()
    if not now.begun:
        ready = MoveFilter(waiting=False, ticked=True)
        return (
            Figure(now.to_do, f"would be {DID[now.deed]}", only=ready),
            Figure(now.there, "already there", only=MoveFilter(remark=Remark.THERE), narrow=False),
            Figure(now.renamed, "renamed", only=MoveFilter(remark=Remark.RENAMED), narrow=False),
            Figure(0, "overwritten"),
            Figure(now.waiting, "wait for you", "wait" if now.waiting else "ink", MoveFilter(waiting=True)),
        )
    figures = [
        Figure(now.done, DID[now.deed], only=_of(MoveState.DONE)),
        Figure(now.failed, "could not be", "bad" if now.failed else "ink", _of(MoveState.FAILED)),
        Figure(0, "overwritten", narrow=not now.back),
    ]
    if now.back or now.going_back:
        figures.append(Figure(now.back, "put back", only=_of(MoveState.TAKEN_BACK)))
    if now.left:
        figures.append(Figure(now.left, "left as they are", "wait", _of(MoveState.LEFT), narrow=False))
    if now.open:
        figures.append(Figure(now.open, "not begun", only=_of(MoveState.PLANNED), narrow=False))
    if now.waiting:
        figures.append(Figure(now.waiting, "wait for you", "wait", MoveFilter(waiting=True), narrow=False))
    return tuple(figures)


def _of(state: MoveState) -> MoveFilter:
    return MoveFilter(waiting=False, ticked=True, states=(state,))


def progress_of(now: Situation) -> tuple[list[tuple[int, str]], int]:
    """Parts of the bar and its whole; 0: there is none."""
    if now.stage is Stage.DOING:
        return [(now.done, "accent"), (now.failed, "bad.line")], now.to_do
    if now.stage is Stage.UNDOING:
        return [(now.back, "accent"), (now.left, "wait.line")], now.back + now.left + now.going_back
    if now.stage is Stage.PLANNING and now.progress is not None:
        return [(now.progress.done, "info")], now.progress.total
    return [], 0


def safe_of(now: Situation) -> str:
    """The sentence of the last line."""
    if now.deed is Deed.COPY:
        return "Every copy is checked against its original and written into the history. You can undo it next month."
    return "Every move is checked and written into the history, nothing is overwritten. You can undo it next month."


def primary_of(now: Situation) -> str:
    """What the filled button does, with its number."""
    if now.stage is Stage.INTERRUPTED:
        return "Go on putting back" if now.going_back else f"Go on: {DOES[now.deed].lower()} the other {now.open:,}"
    if now.stage is Stage.ENDED:
        return "Open folder"
    return f"{DOES[now.deed]} {now.many(now.to_do) if now.to_do else now.noun.many}"


def why_not(now: Situation) -> str:
    """Why nothing can be filed; "": it can."""
    if now.stage in (Stage.PLANNING, Stage.REFUSED):
        return "The plan is being made" if now.stage is Stage.PLANNING else "There is no plan yet"
    if now.stage is Stage.PLAN and not now.to_do:
        if not now.total:
            return f"No {now.noun.one} was read yet"
        if now.waiting == now.total:
            all_wait = "It waits" if now.total == 1 else f"All {now.many(now.total)} wait"
            return f"{all_wait} for you: look in Check first"
        return "Everything is there already" if now.there else "Nothing is ticked"
    return ""


def second_press(now: Situation, *, other_drive: bool) -> str:
    """What a person is told once more before a large move; "": nothing needs to be said."""
    if now.deed is not Deed.MOVE or not (other_drive or now.to_do > MANY):
        return ""
    told = f"{now.many(now.to_do)} will leave {_their(now.to_do)} present folders for {now.target.name}."
    drive = " It is on another drive: each is copied and compared before it goes here." if other_drive else ""
    return f"{told}{drive} Undo puts them back."


MANY = 100
"""Files above which a move is told once more."""


def name_of(move: Move) -> str:
    """What the file is called where it is."""
    return Path(os.fsdecode(move.source)).name


def note_of(move: Move, deed: Deed, shown: tuple[str, ...] | None) -> str:
    """The second line of a file: why, what it will be called, or where it goes if that is not the folder shown."""
    if move.problem is not None:
        return f"{move.problem.title}. {move.problem.advice}"
    if move.why or move.remark in WAITING:
        return move.why
    parts = []
    if move.name != name_of(move):
        called = {MoveState.PLANNED: "will be called", MoveState.TAKEN_BACK: "was called"}.get(move.state, "called")
        parts.append(f"{called} {move.name}")
    if move.folder != shown and move.remark is not Remark.THERE:
        where = BETWEEN.join(move.folder)
        parts.append(f"{'goes' if move.state is MoveState.PLANNED else DID[deed]} to {where}" if where else "")
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def happens(move: Move, deed: Deed, *, begun: bool) -> tuple[str, str]:
    """Words and state of the label of a file."""
    if not begun or move.remark in WAITING or move.remark is Remark.THERE:
        return REMARKS[move.remark]
    if not move.wanted:
        return "Left out", ""
    return {
        MoveState.PLANNED: ("Not begun", ""),
        MoveState.DONE: (DID[deed].capitalize(), "done"),
        MoveState.FAILED: (f"Not {DID[deed]}", "bad"),
        MoveState.TAKING_BACK: ("Being put back", "info"),
        MoveState.TAKEN_BACK: ("Put back", ""),
        MoveState.LEFT: ("Left as it is", "wait"),
    }[move.state]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _they(count: int) -> str:
    return "it" if count == 1 else "they"


def _their(count: int) -> str:
    return "its" if count == 1 else "their"
