"""What the data check finds, and what its remedies do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.domain.acts import RemedySwitched, SourceRemoved
from deskhand.domain.findings import FindingKind
from deskhand.domain.jobs import CheckData, Found, FoundItems, Progress
from deskhand.domain.questions import QuestionKind
from deskhand.storage.project import Project
from jobs.reading import Heard, csv, findings, performed, read

CHOICE = QuestionKind.CHOICE


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "project", "Tickets")
    yield made
    made.close()


def test_clean_data_has_no_findings_but_six_checks_are_told(tmp_path: Path, project: Project) -> None:
    read(project, csv(tmp_path / "t.csv", "Message,Place", "my tooth hurts,here", "an invoice please,there"))
    report = Heard()
    events = performed(CheckData(), project, report)
    assert not [event for event in events if isinstance(event, Found)]
    assert {told.done for told in report.told} == set(range(6))
    assert {(told.total, told.unit) for told in report.told} == {(6, "checks")}
    assert Progress(2, 6, "checks", "Looking for near-copies") in report.told


def test_empty_rows_and_repeats_are_set_aside_but_the_answered_one_stays(tmp_path: Path, project: Project) -> None:
    rows = ["My tooth hurts,", "my  TOOTH hurts,Pain", "my tooth hurts,", ",Pain", "another matter,Other"]
    read(project, csv(tmp_path / "t.csv", "Message,Kind", *rows), Kind=CHOICE)
    found = findings(project)
    assert [(f.count, f.applied) for f in found[FindingKind.EMPTY]] == [(1, True)]
    assert [(f.count, f.applied) for f in found[FindingKind.REPEATS]] == [(2, True)]
    assert project.findings.aside() == {1, 3, 4}


def test_near_copies_stay_together_and_short_answers_do_not(tmp_path: Path, project: Project) -> None:
    long = ["Please cancel my appointment on Monday" + end for end in (" morning", " mornings", " morning!!")]
    rows = [*long, "yes please", "yes", "Yes please!", "no thanks", "no"]
    read(project, csv(tmp_path / "t.csv", "Message", *rows))
    (found,) = findings(project)[FindingKind.NEAR_COPIES]
    groups = project.findings.groups()
    assert found.applied
    assert groups[1] == groups[2] == groups[3] != groups[4] == groups[6]
    assert not {5, 7, 8} & set(groups)


def test_repeats_and_their_near_copies_are_one_group(tmp_path: Path, project: Project) -> None:
    rows = ["Please cancel my appointment on Monday morning"] * 2 + ["please cancel my appointment on Monday mornings"]
    read(project, csv(tmp_path / "t.csv", "Message", *rows))
    findings(project)
    assert len(set(project.findings.groups().values())) == 1


def test_repeats_alone_are_no_near_copies(tmp_path: Path, project: Project) -> None:
    read(project, csv(tmp_path / "t.csv", "Message", *["Please cancel my appointment on Monday morning"] * 3))
    assert set(findings(project)) == {FindingKind.REPEATS}


def test_contradictions_are_told_by_question(tmp_path: Path, project: Project) -> None:
    rows = ["my tooth hurts,Pain,1", "my tooth hurts,Billing,1", "what now,Other,2", "what now,other ,2"]
    read(project, csv(tmp_path / "t.csv", "Message,Kind,Urgency", *rows), Kind=CHOICE, Urgency=CHOICE)
    (found,) = findings(project)[FindingKind.CONTRADICTIONS]
    assert (found.question_id, found.count, found.applied) == (1, 2, False)
    assert project.findings.page(found.id, 0, 9) == [1, 2]


def test_spellings_of_one_category_become_one_and_slips_are_only_offered(tmp_path: Path, project: Project) -> None:
    kinds = ["Billing"] * 12 + ["billing", "BILLING ", "Biling"] + ["A-", "A+", "1.0", "10"]
    rows = [f"message {number} about something,{kind}" for number, kind in enumerate(kinds)]
    read(project, csv(tmp_path / "t.csv", "Message,Kind", *rows), Kind=CHOICE)
    variants = findings(project)[FindingKind.VARIANTS]
    assert {(f.subject, f.spellings, f.count, f.applied) for f in variants} == {
        ("Billing", ("Billing", "BILLING", "billing"), 2, True),
        ("Billing", ("Billing", "Biling"), 1, False),
    }
    assert project.labels.counts(1)["Billing"] == 14


def test_rare_and_lopsided_categories_are_told(tmp_path: Path, project: Project) -> None:
    kinds = ["Pain"] * 40 + ["Billing"] * 12 + ["Praise"] * 3
    rows = [f"message {number} about something else,{kind}" for number, kind in enumerate(kinds)]
    read(project, csv(tmp_path / "t.csv", "Message,Kind", *rows), Kind=CHOICE)
    found = findings(project)
    assert [(f.subject, f.count, f.applied) for f in found[FindingKind.FEW]] == [("Praise", 3, False)]
    assert [(f.subject, f.count, f.applied) for f in found[FindingKind.LOPSIDED]] == [("Pain", 40, False)]


def test_a_second_language_is_told_and_short_words_are_not(tmp_path: Path, project: Project) -> None:
    english = [f"I would like to move my appointment to next week please, number {n}" for n in range(30)]
    german = [f"Ich möchte bitte meinen Termin auf nächste Woche verschieben, Nummer {n}" for n in range(4)]
    texts = [*english, *german, "merci", "ok danke"]
    read(project, csv(tmp_path / "t.csv", "Message", *(f'"{text}"' for text in texts)))
    (found,) = findings(project)[FindingKind.LANGUAGES]
    assert (found.subject, found.count) == ("German", 4)


def test_a_second_check_keeps_the_number_and_the_choice_of_the_person(tmp_path: Path, project: Project) -> None:
    read(project, csv(tmp_path / "t.csv", "Message", "what now", "what now", "something else"))
    (before,) = findings(project)[FindingKind.REPEATS]
    project.record(RemedySwitched(before.id, applied=False))
    read(project, csv(tmp_path / "u.csv", "Message", "what now"))
    (after,) = findings(project)[FindingKind.REPEATS]
    assert (after.id, after.count, after.applied) == (before.id, 2, False)


def test_what_no_longer_holds_goes_away(tmp_path: Path, project: Project) -> None:
    source_id = read(project, csv(tmp_path / "t.csv", "Message", "what now", "what now"))
    assert findings(project)
    project.record(SourceRemoved(source_id))
    assert not findings(project)


def test_the_tickets_are_checked_in_portions_of_at_most_500(data: Path, project: Project) -> None:
    read(project, data / "tickets" / "tickets.csv", Urgency=CHOICE)
    events = performed(CheckData(), project)
    assert max(len(event.items) for event in events if isinstance(event, FoundItems)) <= 500
    kinds = {event.finding.kind for event in events if isinstance(event, Found)}
    assert {FindingKind.NEAR_COPIES, FindingKind.LOPSIDED} <= kinds
