"""The tree of a plan: folders as they would be, and below them what is in none."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from deskhand.domain.filing import WAITING, FilingRule, MoveState, PlannedFolder
from deskhand.gui.pages.plan.pattern import parts_of
from deskhand.gui.pages.plan.words import BETWEEN, DID, REASONS
from deskhand.storage.tables.filings import FilingState, MoveFilter, Tally
from deskhand.storage.view import ProjectView


@dataclass(slots=True)
class Node:
    """A folder (``path`` are the names below the target), or files that are in none (``path`` is ``None``).

    ``count`` are the files in it and below it, ``only`` says which. ``role`` colours it.
    """

    title: str
    only: MoveFilter
    path: tuple[str, ...] | None = None
    count: int = 0
    is_new: bool = False
    role: str = "ink"
    parent: int = -1
    row: int = 0
    children: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What stands above its files."""
        return BETWEEN.join(self.path) if self.path else self.title


def tree_of(view: ProjectView, filing: FilingState, tally: Tally) -> list[Node]:
    """All nodes, parents before children; the first is the target."""
    target = Path(os.fsdecode(filing.rule.target))
    order = _Order(view, filing.rule)
    folders = sorted(view.filings.folders(filing.id), key=order.of)
    if filing.started_at is not None:
        folders = [replace(one, is_new=False) for one in folders]
    tree = _folders(target.name or str(target), folders)
    remarks, states = tally.remarks, tally.states
    if filing.started_at is not None:
        for state, words, role in _AFTERWARDS:
            if states.get(state, 0):
                only = MoveFilter(waiting=False, ticked=True, states=(state,))
                _add(tree, -1, Node(words.format(DID[filing.rule.deed]), only, None, states[state], role=role))
    waiting = sum(remarks.get(remark, 0) for remark in WAITING)
    if waiting:
        parent = _add(tree, -1, Node(NOT_FILED, MoveFilter(waiting=True), None, waiting, role="wait"))
        for remark, words in REASONS.items():
            if remarks.get(remark, 0):
                _add(tree, parent, Node(words, MoveFilter(remark=remark), None, remarks[remark], role="wait"))
    return tree


class _Order:
    """Folders stand in the order of the categories that they are named after, others by their names."""

    def __init__(self, view: ProjectView, rule: FilingRule) -> None:
        questions = {question.id: question for question in view.questions.all()}
        self._levels = [
            {names.get(label, label): place for place, label in enumerate(questions[one].labels)} if one else {}
            for one in parts_of(rule, tuple(questions.values())).levels
            for names in (view.filings.folder_names(one) if one else {},)
        ]

    def of(self, planned: PlannedFolder) -> list[tuple[int, str]]:
        levels = [*self._levels, *({} for _ in planned.folder)]
        return [(level.get(name, len(level)), name) for level, name in zip(levels, planned.folder, strict=False)]


NOT_FILED = "Not filed, waits for you"
_AFTERWARDS = (
    (MoveState.FAILED, "Not {}", "bad"),
    (MoveState.LEFT, "Could not be put back", "wait"),
    (MoveState.TAKEN_BACK, "Put back", "ink"),
)


def _folders(target: str, planned: Iterable[PlannedFolder]) -> list[Node]:
    planned = list(planned)
    known = {one.folder: one for one in planned}
    new = known[()].is_new if () in known else bool(planned) and all(one.is_new for one in planned)
    tree = [Node(target, MoveFilter((), below=True, waiting=False), (), is_new=new)]
    places: dict[tuple[str, ...], int] = {(): 0}
    for one in planned:
        for depth in range(1, len(one.folder) + 1):
            path = one.folder[:depth]
            if path not in places:
                found = known.get(path)
                node = Node(
                    path[-1],
                    MoveFilter(path, below=True, waiting=False),
                    path,
                    is_new=found.is_new if found is not None else False,
                )
                places[path] = _add(tree, places[path[:-1]], node)
        for depth in range(len(one.folder) + 1):
            tree[places[one.folder[:depth]]].count += one.files
    return tree


def _add(tree: list[Node], parent: int, node: Node) -> int:
    siblings = tree[parent].children if parent >= 0 else [n for n, other in enumerate(tree) if other.parent < 0]
    node.parent, node.row = parent, len(siblings)
    tree.append(node)
    if parent >= 0:
        tree[parent].children.append(len(tree) - 1)
    return len(tree) - 1


def spoken(tree: list[Node], number: int, noun: str) -> str:
    """A node as a screen reader says it."""
    node = tree[number]
    above, depth, parent = "", 1, node.parent
    if parent >= 0:
        above = f", in {tree[parent].title}"
    while parent >= 0:
        depth, parent = depth + 1, tree[parent].parent
    return f"{node.title}{above}{', new folder' if node.is_new else ''}, {noun}, level {depth}"
