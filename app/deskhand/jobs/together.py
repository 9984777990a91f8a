"""What is kept together when testing: near-copies, and files of one speaker, machine or day by their names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from deskhand.domain import name_parts
from deskhand.domain.evaluations import Evaluation
from deskhand.storage.view import ProjectView


def groups_of(view: ProjectView, item_ids: Sequence[int]) -> dict[int, int]:
    """The group of each of these items that has company; those of a group are on one side of every split."""
    copies = view.findings.groups()
    shared = _shared(view, item_ids)
    return name_parts.joined(copies, shared) if shared else copies


def told(evaluation: Evaluation, view: ProjectView, item_ids: Sequence[int]) -> Evaluation:
    """What the report card of a skill says of it that was tested on these items."""
    together = count(view, item_ids)
    if not together:
        return evaluation
    copies = view.findings.groups()
    sizes = Counter(copies[item_id] for item_id in item_ids if item_id in copies)
    return replace(evaluation, near_copies=sum(size for size in sizes.values() if size > 1), together=together)


def count(view: ProjectView, item_ids: Sequence[int]) -> int:
    """How many speakers (or machines, or days) these items are of; 0 where none are kept together."""
    return len(set(_shared(view, item_ids).values()))


def _shared(view: ProjectView, item_ids: Sequence[int]) -> dict[int, str]:
    parts = {source.id: source.together for source in view.sources.all() if source.together}
    found: dict[int, str] = {}
    for source_id, part in parts.items():
        names = {item_id: name for item_id, (name, _) in view.files.names(item_ids, source_id).items()}
        found |= name_parts.together(names, part)
    return found
