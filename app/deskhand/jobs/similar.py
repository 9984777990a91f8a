"""FindSimilar: which other answers should change with a correction. Runs in the light worker: loads no model."""

from collections.abc import Iterator

from deskhand.domain.jobs import Event, FindSimilar, Progress, Report, SimilarFound
from deskhand.engine.neighbours import alike
from deskhand.jobs.likeness import Likeness
from deskhand.jobs.reading import many_of
from deskhand.storage.tables.predictions import PredictionFilter
from deskhand.storage.view import ProjectView

_PAGE = 2000
_MOST = 50_000  # predictions that are looked at, the least sure first


def find_similar(request: FindSimilar, view: ProjectView, report: Report) -> Iterator[Event]:
    """``SimilarFound``: items answered otherwise, not decided by the person, that look the same."""
    likeness = Likeness(view, request.question_id)
    _, examples = likeness.of(view.items.many(request.item_ids))
    undecided, found = PredictionFilter(decided=False), list[int]()
    for start in range(0, _MOST, _PAGE):
        page = view.predictions.page(request.question_id, start, _PAGE, undecided)
        others = [
            said.item_id for said in page if said.answer != request.label and said.item_id not in request.item_ids
        ]
        items = view.items.many(others)
        rows, vectors = likeness.of(items)
        found += [items[rows[row]].id for row in alike(vectors, examples, likeness.least)]
        report.progress(Progress(start + len(page), 0, many_of(view), "Looking for others like these"))
        if len(page) < _PAGE:
            break
    yield SimilarFound(request.question_id, request.label, tuple(found))
