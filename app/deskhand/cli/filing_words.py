"""A plan, what was done of it, and filings of the past, as fields for scripts and as words for people."""

import os
from collections import Counter
from collections.abc import Iterator

from deskhand.domain.filing import WAITING, Deed, Move, MoveState, PlannedFolder, Remark
from deskhand.storage.project import Project
from deskhand.storage.tables.filings import FilingState, MoveFilter
from deskhand.storage.tables.recordings import name_on_screen

NAMED = 10  # files with one remark that are named
ALL = MoveFilter()
_PAGE = 1000
_DID = {Deed.COPY: "copied", Deed.MOVE: "moved"}


def shown(path: bytes) -> str:
    """A path as people and scripts can read it."""
    return name_on_screen(path)


def counted(number: int) -> str:
    return f"{number:,} file" if number == 1 else f"{number:,} files"


def new_place(filing: FilingState, move: Move) -> bytes:
    """Where a file of a filing is, or would be."""
    return os.path.join(filing.rule.target, *map(os.fsencode, (*move.folder, move.name)))  # noqa: PTH118 - bytes


def moves(filing: FilingState, project: Project, only: MoveFilter = ALL) -> Iterator[Move]:
    """All moves of a filing, those that wait too."""
    start = 0
    while some := project.filings.moves(filing.id, start, _PAGE, only):
        yield from some
        start += len(some)


def fields(filing: FilingState, move: Move) -> dict[str, object]:
    """A file of a plan; ``to`` is "" and ``state`` "waiting" for one that waits."""
    waits = move.remark in WAITING
    return {
        "file": shown(move.source),
        "to": "" if waits else shown(new_place(filing, move)),
        "state": "waiting" if waits else move.state.value,
        "remark": move.remark.value,
        "why": move.why,
        "sure": move.confidence,
        "problem": move.problem,
    }


def plan(filing: FilingState, project: Project) -> str:
    """The plan as a tree with counts; below it what waits, and why."""
    lines = list(_tree(shown(filing.rule.target), project.filings.folders(filing.id)))
    for remark, count in sorted(
        project.filings.remarks(filing.id).items(), key=lambda one: (one[0] in WAITING, one[0])
    ):
        if remark is Remark.READY:
            continue
        lines.append(f"{'Waiting' if remark in WAITING else 'Of these'}, {remark.value}: {counted(count)}")
        some = project.filings.moves(filing.id, 0, NAMED, MoveFilter(remark=remark))
        lines += [f"  {shown(os.path.basename(move.source))}  {move.why}".rstrip() for move in some]  # noqa: PTH119
        if count > NAMED:
            lines.append(f"  and {count - NAMED:,} more")
    return "\n".join(lines)


def _tree(target: str, folders: list[PlannedFolder]) -> Iterator[str]:
    """A line a folder, with all that lies in and below it."""
    below: Counter[tuple[str, ...]] = Counter()
    for one in folders:
        for depth in range(len(one.folder) + 1):
            below[one.folder[:depth]] += one.files
    for one in folders:
        depth = len(one.folder)
        name = f"{one.folder[-1]}/" if one.folder else target
        yield f"{'  ' * depth}{name}  {counted(below[one.folder])}{', new' if one.is_new else ''}"


def done(filing: FilingState, project: Project) -> tuple[dict[str, object], str]:
    """What came of a filing."""
    counts = project.filings.counts(filing.id)
    remarks = project.filings.remarks(filing.id)
    waiting = sum(count for remark, count in remarks.items() if remark in WAITING)
    right, failed, there = counts.get(MoveState.DONE, 0), counts.get(MoveState.FAILED, 0), remarks.get(Remark.THERE, 0)
    told: dict[str, object] = {"filing": filing.id, "done": right, "failed": failed, "waiting": waiting, "there": there}
    parts = [f"{counted(right)} {_DID[filing.rule.deed]}"]
    parts += [f"{there:,} there already"] * bool(there)
    parts += [f"{failed:,} could not be and stayed"] * bool(failed)
    parts += [f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for a look"] * bool(waiting)
    undo = (
        f" To take it back: deskhand undo {filing.id} --project {shown(os.fsencode(project.folder))}" if right else ""
    )
    return told, f"{'; '.join(parts)}.{undo}"


def history(filing: FilingState, project: Project) -> tuple[dict[str, object], str]:
    """A filing of the past."""
    counts = project.filings.counts(filing.id)
    state, total = state_of(filing, counts), sum(counts.values())
    when = (filing.started_at or filing.made_at)[:16].replace("T", " ")
    questions = [project.questions.get(question_id).name for question_id in filing.rule.question_ids]
    target = shown(filing.rule.target)
    told: dict[str, object] = {
        "filing": filing.id,
        "started": filing.started_at,
        "what": filing.rule.deed.value,
        "questions": questions,
        "into": target,
        "files": total,
        "counts": {name.value: count for name, count in counts.items()},
        "state": state,
    }
    by = ", ".join(questions)
    return told, f"{filing.id}  {when} UTC  {counted(total)} {_DID[filing.rule.deed]} by {by} into {target}: {state}"


def state_of(filing: FilingState, counts: dict[MoveState, int]) -> str:
    """ "done", "partly", "put back", "nothing done" or "interrupted"."""
    if filing.ended_at is None or counts.get(MoveState.TAKING_BACK):
        return "interrupted"
    there = {state for state, count in counts.items() if count}
    if there <= {MoveState.DONE}:
        return "done"
    if there & {MoveState.DONE, MoveState.LEFT}:
        return "partly"
    return "put back" if MoveState.TAKEN_BACK in there else "nothing done"
