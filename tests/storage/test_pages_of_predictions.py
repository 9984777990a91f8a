"""Pages and counts of Deskhand's answers: right against a plain loop, and always from an index."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from deskhand.domain.acts import Labelled, Unlabelled
from deskhand.domain.questions import Prediction
from deskhand.storage.project import Project
from deskhand.storage.tables.predictions import ORDERS, PredictionFilter
from storage.projects import TYPE, add_source, make, predict

FILTERS = {
    "all": PredictionFilter(),
    "waiting": PredictionFilter(waiting_below=0.8),
    "one answer": PredictionFilter(answer="Pain"),
    "decided": PredictionFilter(decided=True),
    "not decided": PredictionFilter(decided=False),
    "a stretch of sureness": PredictionFilter(at_least=0.2, at_most=0.6),
    "one source": PredictionFilter(source_id=2),
    "words": PredictionFilter(find="MESSAGE 1"),
    "everything at once": PredictionFilter(0.9, "Pain", False, 0.1, 0.8, 1, "message"),
}
KEYS = {
    "least sure": lambda one: (one.confidence, one.item_id),
    "most sure": lambda one: (-one.confidence, -one.item_id),
    "answer": lambda one: (one.answer, one.confidence),
    "row": lambda one: one.item_id,
}
DECIDED = set(range(3, 40, 4))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = make(tmp_path_factory.mktemp("pages") / "project")
    add_source(project)
    chance = random.Random(3)
    for run_id in (1, 2):
        predict(project, run_id, {item: (chance.choice(["Pain", "Billing"]), chance.random()) for item in range(1, 36)})
    project.record(Labelled(TYPE, tuple((item, "Pain") for item in sorted(DECIDED | {8}))))
    predict(project, 3, {item: (chance.choice(["Pain", "Billing"]), chance.random()) for item in range(30, 41)})
    project.record(Unlabelled(TYPE, (8,)))
    yield project
    project.close()


def fits(project: Project, one: Prediction, wanted: PredictionFilter) -> bool:
    item, decided = project.items.get(one.item_id), one.item_id in DECIDED
    return all(
        [
            wanted.waiting_below is None or (one.confidence < wanted.waiting_below and not decided),
            wanted.answer in (None, one.answer),
            wanted.decided in (None, decided),
            wanted.at_least is None or one.confidence >= wanted.at_least,
            wanted.at_most is None or one.confidence <= wanted.at_most,
            wanted.source_id in (None, item.source_id),
            wanted.find.lower() in " ".join(item.cells).lower(),
        ]
    )


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_pages_hold_what_fits_in_order(project: Project, wanted: PredictionFilter, order: str) -> None:
    every = project.predictions.of_items(TYPE, range(1, 41)).values()
    assert len(every) == 40
    expected = sorted((one for one in every if fits(project, one, wanted)), key=KEYS[order])
    assert expected
    assert project.predictions.count(TYPE, wanted) == len(expected)
    pages = [project.predictions.page(TYPE, start, 7, wanted, order) for start in range(0, 42, 7)]
    assert [one for page in pages for one in page] == expected


def test_what_waits_is_what_is_unsure_and_not_decided(project: Project) -> None:
    every = project.predictions.of_items(TYPE, range(1, 41)).values()
    waits = [one for one in every if one.confidence < 0.7 and one.item_id not in DECIDED]
    assert project.predictions.waiting(TYPE, 0.7) == len(waits)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("wanted", list(FILTERS.values())[:-1], ids=list(FILTERS)[:-1])
def test_pages_and_counts_are_read_from_an_index_alone_and_never_sorted(
    project: Project, wanted: PredictionFilter, order: str
) -> None:
    said: list[str] = []
    project._connection.set_trace_callback(said.append)
    wanted = replace(wanted, find="")
    project.predictions.page(TYPE, 0, 7, wanted, order)
    project.predictions.count(TYPE, wanted)
    project._connection.set_trace_callback(None)
    asked = [sql for sql in said if re.match(r"SELECT (p\.item_id|count\(\*\)) FROM predictions", sql)]
    assert len(asked) == (1 if wanted == PredictionFilter() else 2)  # how many there are in all is kept count of
    for sql in asked:
        plan = " ".join(row[3] for row in project._connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "COVERING INDEX" in plan
        assert "TEMP B-TREE" not in plan
