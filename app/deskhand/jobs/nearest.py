"""FindNearest: the answered items that are most like one item. Runs in the light worker: loads no model."""

from collections.abc import Iterator

from deskhand.domain.jobs import Event, FindNearest, NearestFound, Neighbour, Report
from deskhand.engine.neighbours import nearest
from deskhand.jobs.likeness import Likeness
from deskhand.storage.view import ProjectView

_MOST = 5000  # answered items that are looked at, the latest answers first


def find_nearest(request: FindNearest, view: ProjectView, report: Report) -> Iterator[Event]:
    """``NearestFound``, with no neighbours as long as the item or the answered ones have not been read by the model."""
    likeness = Likeness(view, request.question_id)
    answers = {label.item_id: label.value for label in view.labels.of(request.question_id)}
    answers.pop(request.item_id, None)
    items = view.items.many(sorted(answers, reverse=True)[:_MOST])
    own_rows, own = likeness.of([view.items.get(request.item_id)])
    rows, vectors = likeness.of(items)
    found = nearest(own[0], vectors, request.count) if len(own_rows) else []
    neighbours = tuple(
        Neighbour(items[rows[row]].id, answers[items[rows[row]].id], round(cosine, 4)) for row, cosine in found
    )
    yield NearestFound(request.item_id, request.question_id, neighbours)
