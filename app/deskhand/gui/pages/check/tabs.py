"""From the tab and the filters to the rows of the table."""

from collections.abc import Sequence

from deskhand.domain.questions import Question
from deskhand.gui.pages.check.filters import CheckFilters, Tab
from deskhand.gui.pages.check.rows import FailedRows, HeldOutRows, ItemRows, PredictedRows, Rows, doubtful_answers
from deskhand.storage.tables.predictions import PredictionFilter
from deskhand.storage.view import ProjectView


def counts_of(view: ProjectView, question: Question) -> dict[Tab, int]:
    """How many there are behind each tab, whatever the filters say."""
    return {
        Tab.WAITING: view.predictions.waiting(question.id, question.careful),
        Tab.ALL: view.predictions.count(question.id, PredictionFilter()),
        Tab.CHANGED: view.predictions.count(question.id, PredictionFilter(decided=True)),
        Tab.FAILED: FailedRows(view).count(),
        Tab.DOUBTFUL: len(doubtful_answers(view, question.id)),
    }


def rows_of(
    view: ProjectView, question: Question, filters: CheckFilters, order: str, only: Sequence[int] | None
) -> Rows:
    """What the table shows. ``only``: just these items ("Look at them")."""
    if only is not None:
        return ItemRows(view, question, only)
    if filters.tab is Tab.FAILED:
        return FailedRows(view)
    if filters.tab is Tab.DOUBTFUL:
        return HeldOutRows(view, doubtful_answers(view, question.id))
    return PredictedRows(view, question, wanted_by(filters, question), order)


def wanted_by(filters: CheckFilters, question: Question) -> PredictionFilter:
    sureness = filters.wanted_sureness
    return PredictionFilter(
        waiting_below=question.careful if filters.tab is Tab.WAITING else None,
        answer=filters.wanted_category,
        decided=True if filters.tab is Tab.CHANGED else None,
        at_least=sureness.least,
        at_most=sureness.most,
        find=filters.finder.text().strip(),
    )
