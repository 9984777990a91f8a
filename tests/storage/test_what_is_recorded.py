"""What each message leaves in a project, and what may be learned from it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.acts import (
    AnswersPutBack,
    CarefulSet,
    Labelled,
    LabelOffered,
    QuestionAsked,
    QuestionDropped,
    RemedySwitched,
    RunEnded,
    RunPlanned,
    SkillChosen,
    SourceAdded,
    SourceRemoved,
    Unlabelled,
    WorkerDied,
)
from deskhand.domain.evaluations import HeldOut
from deskhand.domain.findings import Finding, FindingItem, FindingKind
from deskhand.domain.jobs import (
    AnswersTaken,
    Found,
    FoundItems,
    HeldOutTested,
    ItemFailed,
    ItemsRead,
    ItemStarted,
    Predicted,
    Progress,
    TableRead,
)
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Label, LabelSource, Prediction, QuestionKind
from deskhand.storage.project import Project
from storage.projects import ROWS, TYPE, URGENCY, add_source, contents, make, predict, skill

UNREADABLE = Problem("Could not be read", "It is empty.", "It was passed over.", "Look at it.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make(tmp_path / "project")
    yield project
    project.close()


def find(project: Project, kind: FindingKind, items: dict[int, int], **more: object) -> int:
    """Record an applied finding about items (with their groups); its id."""
    finding_id = project.new_id("findings")
    project.record(Found(Finding(finding_id, kind, max(1, len(items)), applied=True, **more)))
    first_of_group = {group: item for item, group in reversed(items.items())}
    found = (FindingItem(item, group, aside=first_of_group[group] != item) for item, group in items.items())
    project.record(FoundItems(finding_id, tuple(found)))
    return finding_id


# --- items ------------------------------------------------------------------------------------------------------------


def test_rows_that_are_read_twice_are_there_once(project: Project) -> None:
    project.record(ItemsRead(1, ((2, ("0", "Read again")), (22, ("20", "New")))))
    assert project.items.count() == ROWS  # as it was when the table had been read whole
    assert project.items.rows_read(1) == 22
    assert project.items.get(1).cells == ("0", "Message 0 of source 1")
    assert project.items.get(21).cells == ("20", "New")


def test_items_come_in_the_order_they_are_asked_for(project: Project) -> None:
    assert [item.id for item in project.items.many([7, 3, 5, 999])] == [7, 3, 5]
    assert [item.row for item in project.items.page(1, 5, 3)] == [7, 8, 9]
    assert project.text(project.items.get(3)) == "Message 2 of source 1"


def test_pages_are_in_the_order_of_rows_also_when_two_sources_were_read_in_turns(project: Project) -> None:
    for source_id in (2, 3):
        project.record(SourceAdded(source_id, f"/nowhere/{source_id}.csv", "", 1, ("A",), (0,)))
    for start in (2, 5, 8):
        for source_id in (2, 3):
            rows = tuple((row, (str(row),)) for row in range(start, start + 3))
            project.record(ItemsRead(source_id, rows))
    for read in (False, True):
        assert [item.row for item in project.items.page(3, 2, 5)] == [4, 5, 6, 7, 8]
        assert [item.row for item in project.items.each(3)] == list(range(2, 11))
        if not read:
            project.record(TableRead(3, 9))
    assert len(list(project.items.each())) == ROWS + 18


def test_words_are_found_in_cells_as_they_look(project: Project) -> None:
    cells = ('a"b', "50 % off_now\\ \n Über", "ok")
    project.record(ItemsRead(1, ((100, cells),)))
    there = [project.items.find(words) for words in ('A"B', "50 % OFF_", "now\\", "Über", "off now", '","')]
    assert there == [[21], [21], [21], [21], [], []]


def test_a_source_in_the_projects_own_folder_moves_with_it(project: Project, tmp_path: Path) -> None:
    project.record(SourceAdded(5, str(project.folder / "sample.xlsx"), "", 1, ("A",), (0,)))
    project.record(SourceAdded(6, str(tmp_path / "elsewhere.xlsx"), "", 1, ("A",), (0,)))
    project.close()
    moved = project.folder.rename(tmp_path / "moved")
    again = Project.open(moved)
    assert again.sources.get(5).path == str(moved / "sample.xlsx")
    assert again.sources.get(6).path == str(tmp_path / "elsewhere.xlsx")
    again.close()


# --- labels -----------------------------------------------------------------------------------------------------------


def test_the_commonest_answer_of_a_workbook_gets_the_first_key(project: Project) -> None:
    project.record(AnswersTaken(TYPE, ((1, "Rare"), (2, "Common"), (3, "Common"))))
    project.record(LabelOffered(TYPE, "Offered"))
    project.record(AnswersTaken(TYPE, ((4, "Common"), (5, "Middle"), (6, "Middle"))))
    project.record(Labelled(TYPE, ((7, "Own"),)))
    assert project.questions.get(TYPE).labels == ("Common", "Middle", "Rare", "Offered", "Own")


def test_numbers_have_no_categories(project: Project) -> None:
    project.record(QuestionAsked(3, "Minutes", QuestionKind.NUMBER))
    project.record(AnswersTaken(3, ((1, "20"), (2, "35"))))
    assert project.questions.get(3).labels == ()
    assert [label.value for label in project.labels.of(3)] == ["20", "35"]


def test_the_workbook_never_overwrites_a_persons_answer(project: Project) -> None:
    project.record(AnswersTaken(TYPE, ((1, "Old"), (2, "Old"), (3, "Old"))))
    project.record(Labelled(TYPE, ((2, "Mine"),), why="random"))
    project.record(Labelled(TYPE, ((3, "Mended"),), LabelSource.CORRECTION))
    project.record(AnswersTaken(TYPE, ((1, "New"), (2, "New"), (3, "New"))))
    assert [label.value for label in project.labels.of(TYPE)] == ["New", "Mine", "Mended"]
    assert project.labels.get(TYPE, 2) == Label(2, TYPE, "Mine", LabelSource.PERSON, 1, "random")


def test_the_last_answers_are_those_that_a_person_gave(project: Project) -> None:
    project.record(AnswersTaken(TYPE, tuple((item, "Taken") for item in range(10, 20))))
    for item in (4, 2, 9):
        project.record(Labelled(TYPE, ((item, "Given"),)))
    assert [label.item_id for label in project.labels.last(TYPE)] == [9, 2, 4]
    assert [label.item_id for label in project.labels.last(TYPE, 1)] == [9]


def test_answers_of_a_dropped_question_are_kept_should_it_come_back(project: Project) -> None:
    project.record(Labelled(TYPE, ((1, "Pain"),)))
    project.record(QuestionDropped(TYPE))
    assert [question.id for question in project.questions.all()] == [URGENCY]
    project.record(QuestionAsked(TYPE, "Type"))
    assert project.labels.counts(TYPE) == {"Pain": 1}


def test_answers_about_a_source_that_was_removed_do_not_count(project: Project) -> None:
    other = add_source(project)
    project.record(AnswersTaken(TYPE, ((1, "Pain"), (ROWS + 1, "Billing"))))
    project.record(Labelled(TYPE, ((ROWS + 2, "Billing"),)))
    predict(project, 1, {1: ("Pain", 0.9), ROWS + 1: ("Billing", 0.9)})
    before = contents(project)
    back = project.inverse(SourceRemoved(other))
    project.record(SourceRemoved(other))
    assert (project.items.count(), project.labels.counts(TYPE), project.labels.last(TYPE)) == (ROWS, {"Pain": 1}, [])
    assert [label.item_id for label in project.labels.examples(TYPE)] == [1]
    assert project.predictions.count(TYPE) == 1
    project.record(back)
    assert contents(project) == before


# --- what may be learned from -----------------------------------------------------------------------------------------


def test_remedies_that_are_applied_shape_what_is_learned_from(project: Project) -> None:
    values = ["Billing", "billing ", "Pain", "Pain", "Rare", "Billing", "Pain"]
    project.record(AnswersTaken(TYPE, tuple(enumerate(values, start=1))))
    find(project, FindingKind.VARIANTS, {}, question_id=TYPE, subject="Billing", spellings=("Billing", "billing "))
    find(project, FindingKind.REPEATS, {3: 1, 4: 1})
    find(project, FindingKind.CONTRADICTIONS, {6: 1, 7: 1}, question_id=TYPE)
    few = find(project, FindingKind.FEW, {5: 0}, question_id=TYPE, subject="Rare")
    assert [(one.item_id, one.value) for one in project.labels.examples(TYPE)] == [
        (1, "Billing"), (2, "Billing"), (3, "Pain"),
    ]  # fmt: skip
    assert project.questions.get(TYPE).labels == ("Pain", "Billing", "Rare")
    project.record(RemedySwitched(few, applied=False))
    assert [one.item_id for one in project.labels.examples(TYPE)] == [1, 2, 3, 5]


def test_copies_of_copies_stay_together(project: Project) -> None:
    find(project, FindingKind.REPEATS, {1: 1, 2: 1, 5: 2, 6: 2})
    near = find(project, FindingKind.NEAR_COPIES, {2: 7, 5: 7, 9: 8, 10: 8})
    groups = project.findings.groups()
    assert len({groups[item] for item in (1, 2, 5, 6)}) == 1
    assert groups[9] == groups[10] != groups[1]
    project.record(RemedySwitched(near, applied=False))
    assert project.findings.groups().keys() == {1, 2, 5, 6}
    assert project.findings.aside() == {2, 6}


def test_the_items_of_a_finding_come_with_their_copies_beside_them(project: Project) -> None:
    found = find(project, FindingKind.REPEATS, {1: 1, 9: 1, 2: 2, 8: 2})
    assert project.findings.page(found, 0, 10) == [1, 9, 2, 8]
    assert [item.id for item in project.items.page(1, 1, 2, found)] == [9, 2]


# --- skills and runs --------------------------------------------------------------------------------------------------


def test_a_skill_that_was_learned_is_in_use_until_another_is_chosen(project: Project) -> None:
    for number in (1, 2):
        project.record(skill(number))
    assert project.skills.in_use(TYPE).id == "skill-2"
    assert [one.id for one in project.skills.all(TYPE)] == ["skill-2", "skill-1"]
    project.record(SkillChosen("skill-1"))
    assert project.skills.in_use(TYPE) == skill(1).skill
    project.record(HeldOutTested("skill-1", (HeldOut(1, "Pain", "Pain", 0.9), HeldOut(2, "Pain", "Billing", 0.6))))
    assert project.skills.dial("skill-1") == [(0.6, False), (0.9, True)]
    assert [one.item_id for one in project.skills.held_out("skill-1", "Pain", "Billing")] == [2]


def test_a_run_says_how_far_it_is_and_what_is_left(project: Project) -> None:
    project.record(Labelled(TYPE, ((1, "Pain"),)))
    project.record(RunPlanned(1, (TYPE,), limit=5))
    assert project.runs.todo(1) == [2, 3, 4, 5, 6]
    project.record(Predicted(1, tuple(Prediction(item, TYPE, "Pain", 0.9) for item in (2, 3))))
    project.record(ItemFailed(1, 4, UNREADABLE))
    counts = project.runs.counts(1)
    assert (counts.total, counts.done, counts.failed, project.runs.todo(1)) == (5, 2, 1, [5, 6])
    project.record(Predicted(1, (Prediction(3, TYPE, "Pain", 0.9), Prediction(4, TYPE, "Pain", 0.9))))
    counts = project.runs.counts(1)
    assert (counts.total, counts.done, counts.failed) == (5, 3, 0)
    project.record(RunEnded(1))
    assert (project.runs.counts(1).total, project.runs.unfinished()) == (3, None)


def test_an_item_that_was_in_hand_at_two_deaths_is_set_apart(project: Project) -> None:
    project.record(RunPlanned(1, (TYPE,)))
    project.record(ItemStarted(1, 3))
    project.record(WorkerDied(1))
    project.record(WorkerDied(1))  # died again before it had anything in hand
    assert project.runs.quarantined(1) == set()
    project.record(ItemStarted(1, 3))
    project.record(WorkerDied(1))
    assert project.runs.quarantined(1) == {3}


# --- all or nothing ---------------------------------------------------------------------------------------------------


def test_a_message_that_does_not_fit_leaves_nothing_behind(project: Project) -> None:
    before = contents(project), project.history.all()
    wrong = (
        Labelled(TYPE, ((1, "New"), (999, "Nobody"))),
        AnswersTaken(99, ((1, "New"),)),
        AnswersPutBack(TYPE, (Label(999, TYPE, "Nobody", LabelSource.PERSON),), ()),
    )
    for message in wrong:
        with pytest.raises(sqlite3.IntegrityError):
            project.record(message)
        assert (contents(project), project.history.all()) == before
    project.record(CarefulSet(TYPE, 0.5))
    assert project.questions.get(TYPE).careful == 0.5


def test_what_nobody_keeps_is_passed_over(project: Project) -> None:
    before = contents(project), project.history.all()
    project.record(Progress(1, 2, "rows"))
    assert (contents(project), project.history.all()) == before


def test_an_answer_that_is_taken_back_is_gone(project: Project) -> None:
    project.record(Labelled(TYPE, ((1, "Pain"), (2, "Pain"))))
    project.record(Unlabelled(TYPE, (1,)))
    assert [label.item_id for label in project.labels.of(TYPE)] == [2]
