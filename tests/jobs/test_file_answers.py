"""Answers that files have already: by their folders, by their names, or in a table that names them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand import jobs
from deskhand.domain.acts import QuestionAsked, SourceAdded
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, AnswersIn, AnswersSeen
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import AnswersFound, Failed, ListFiles, LookForAnswers, MakeSample, Noticed, TakeFileAnswers
from deskhand.domain.problems import Problem
from deskhand.domain.questions import QuestionKind
from deskhand.readers.file_answers import by_folder, by_prefix, is_for_new_files
from deskhand.storage.project import Project
from jobs.reading import Heard, csv, performed
from jobs.saving import Listening

TYPE, COST = 1, 2


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two questions."""
    with closing(Project.create(tmp_path / "project", "Papers", "documents")) as project:
        project.record(QuestionAsked(TYPE, "Type"))
        project.record(QuestionAsked(COST, "Cost", QuestionKind.NUMBER))
        yield project


def listed(project: Project, folder: Path, *files: str) -> int:
    """Make these files, and list their folder as a source."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file, encoding="utf-8")
    project.record(SourceAdded(1, str(folder), "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS))
    performed(ListFiles(1), project)
    return 1


def seen(project: Project) -> tuple[AnswersSeen, ...]:
    (answer,) = (event for event in performed(LookForAnswers(1), project) if isinstance(event, AnswersFound))
    return answer.seen


def answers(project: Project, question_id: int = TYPE) -> dict[str, str]:
    """The answers by the path of the file, as the project has them."""
    labels = project.labels.of_items(question_id, project.items.ids(1, 0, 1000))
    files = project.files.many(list(labels))
    return {files[item].path.decode("utf-8", "replace"): label.value for item, label in labels.items()}


def problem(project: Project, request: TakeFileAnswers) -> Problem:
    ending = list(jobs.perform(request, project, Heard()))[-1]
    assert isinstance(ending, Failed)
    return ending.problem


def test_folders_of_the_sample_are_seen_and_taken(project: Project, tmp_path: Path) -> None:
    list(jobs.perform(MakeSample(str(tmp_path / "office"), "documents"), None, Listening()))
    listed(project, tmp_path / "office" / "Papers")
    (found,) = seen(project)
    assert found.where is AnswersIn.FOLDERS
    kinds = ("Letters", "Invoices", "Delivery notes", "Contracts", "Complaints", "Prescriptions")
    assert dict(found.labels) == dict.fromkeys(kinds, 6)
    performed(TakeFileAnswers(1, TYPE, AnswersIn.FOLDERS), project)
    taken = answers(project)
    assert len(taken) == 36
    assert all(path.startswith(f"{label}/") for path, label in taken.items())


def test_the_list_beside_the_sample_answers_a_second_question(project: Project, tmp_path: Path) -> None:
    list(jobs.perform(MakeSample(str(tmp_path / "office"), "documents"), None, Listening()))
    listed(project, tmp_path / "office" / "Papers")
    performed(TakeFileAnswers(1, TYPE, AnswersIn.TABLE, str(tmp_path / "office" / "Urgency.csv")), project)
    taken = answers(project)
    assert len(taken) == 36
    assert set(taken.values()) == {"This week", "Can wait"}


def test_what_the_job_takes_is_kept_as_answers_out_of_a_workbook(project: Project, tmp_path: Path) -> None:
    listed(project, tmp_path / "here", "A/1.txt", "B/2.txt")
    performed(TakeFileAnswers(1, TYPE, AnswersIn.FOLDERS), project)
    labels = project.labels.of_items(TYPE, [1, 2])
    assert {label.source.value for label in labels.values()} == {"workbook"}


def numbered(*paths: str) -> dict[int, str]:
    return dict(enumerate(paths))


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("A/1.txt", "B/2.txt", "3.txt", "Inbox/4.txt"), {0: "A", 1: "B"}),
        (("2026/A/1.txt", "2026/B/2.txt", "2026/New folder (2)/3.txt"), {0: "A", 1: "B"}),
        (("A/x/1.txt", "A/y/2.txt", "B/x/3.txt"), {0: "A", 1: "A", 2: "B"}),
        (("A/1.txt", "A/2.txt", "_inbox/3.txt"), {}),
        (("1.txt", "2.txt"), {}),
        (("Cafe\u0301/1.txt", "Café/2.txt", "Bar/3.txt"), {0: "Café", 1: "Café", 2: "Bar"}),
    ],
)
def test_the_first_level_of_folders_that_tells_apart_has_the_answers(
    paths: tuple[str, ...], expected: dict[int, str]
) -> None:
    assert by_folder(numbered(*paths)) == expected


@pytest.mark.parametrize("name", ["Inbox", "NEW", "To sort", "to-sort", "00_Inbox", "New folder (3)", "Posteingang"])
def test_a_folder_for_what_is_new_is_known_by_its_name(name: str) -> None:
    assert is_for_new_files(name)
    assert not is_for_new_files(f"{name} letters")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            (
                "Invoice_2024-03.pdf",
                "invoice 0012 Meyer.pdf",
                "Invoice-7.pdf",
                "Offer 1.pdf",
                "Offer 2.pdf",
                "Lone 4.pdf",
            ),
            {0: "Invoice", 1: "Invoice", 2: "Invoice", 3: "Offer", 4: "Offer"},
        ),
        (("INV-0012 Meyer.pdf", "INV0013 Braun.pdf", "DN 5.pdf", "DN 6.pdf"), {0: "INV", 1: "INV", 2: "DN", 3: "DN"}),
        (
            ("Delivery note 1.pdf", "Delivery note 2.pdf", "2024-01-05 Letter A.pdf", "2024-02-06 Letter B.pdf"),
            {0: "Delivery note", 1: "Delivery note", 2: "Letter", 3: "Letter"},
        ),
        (("IMG_1.jpg", "IMG_2.jpg", "scan 3.jpg", "scan 4.jpg"), {}),
        (("Invoice 1.pdf", "Invoice 2.pdf", "Offer 3.pdf"), {}),
        (("2024-03.pdf", "2024-04.pdf"), {}),
    ],
)
def test_words_that_several_names_begin_with_are_answers(names: tuple[str, ...], expected: dict[int, str]) -> None:
    assert by_prefix(numbered(*names)) == expected


def test_a_name_of_its_own_for_every_file_does_not_look_like_an_answer(project: Project, tmp_path: Path) -> None:
    people = [f"{name}/file {place}.txt" for place, name in enumerate(("Adams", "Brown", "Clark", "Davis", "Evans"))]
    listed(project, tmp_path / "here", *people, "Adams/more.txt")
    assert seen(project) == ()
    assert "Names" in problem(project, TakeFileAnswers(1, TYPE, AnswersIn.PREFIX)).title


WRITTEN = (
    ("Letters/One.txt", "from the folder"),
    ("letters\\two.TXT", "slashes and capitals"),
    ("{folder}/Bills/1.txt", "whole"),
    ("{link}/Bills/a%20b.txt", "a link"),
    ("Papers/Bills/2.txt", "from the table"),
    ("Q:\\old\\Papers\\Bills\\3.txt", "another drive"),
    ("lonely.txt", "its name alone"),
    ("twice.txt", "whose name is not one"),
    ("elsewhere/lonely.txt", "not here"),
)


def test_paths_in_a_table_are_understood_however_they_are_written(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "Papers"
    names = ["Letters/One.txt", "Letters/Two.txt", "Letters/twice.txt", "Letters/deep/lonely.txt"]
    names += ["Bills/1.txt", "Bills/a b.txt", "Bills/2.txt", "Bills/3.txt", "Bills/twice.txt"]
    listed(project, folder, *names)
    rows = [path.format(folder=folder, link=folder.as_uri()) + f",{what}" for path, what in WRITTEN]
    table = csv(tmp_path / "list.csv", "Path,Why", *rows)
    events = performed(TakeFileAnswers(1, TYPE, AnswersIn.TABLE, str(table)), project)
    assert answers(project) == {
        "Letters/One.txt": "from the folder",
        "Letters/Two.txt": "slashes and capitals",
        "Bills/1.txt": "whole",
        "Bills/a b.txt": "a link",
        "Bills/2.txt": "from the table",
        "Bills/3.txt": "another drive",
        "Letters/deep/lonely.txt": "its name alone",
    }
    (notice,) = (event.words for event in events if isinstance(event, Noticed))
    assert notice.startswith("2 rows name no file here")


def test_the_column_of_answers_is_the_one_named_or_called_as_the_question(project: Project, tmp_path: Path) -> None:
    listed(project, tmp_path / "here", "1.txt", "2.txt")
    table = csv(tmp_path / "list.csv", "No,type,Cost,File", "7,Bill,1.250,1.txt", '8,Letter,"12,5",2.txt')
    performed(TakeFileAnswers(1, TYPE, AnswersIn.TABLE, str(table)), project)
    assert answers(project) == {"1.txt": "Bill", "2.txt": "Letter"}
    performed(TakeFileAnswers(1, COST, AnswersIn.TABLE, str(table), "COST"), project)
    assert answers(project, COST) == {"1.txt": "1250", "2.txt": "12.5"}
    assert "“Colour”" in problem(project, TakeFileAnswers(1, TYPE, AnswersIn.TABLE, str(table), "Colour")).title


def test_a_table_that_names_other_files_is_a_problem_that_says_so(project: Project, tmp_path: Path) -> None:
    listed(project, tmp_path / "here", "1.txt")
    table = csv(tmp_path / "list.csv", "File,Type", "9.txt,Bill")
    assert "names these files" in problem(project, TakeFileAnswers(1, TYPE, AnswersIn.TABLE, str(table))).title


def test_numbers_are_answers_where_each_comes_again_before_the_same_word() -> None:
    spoken = [f"{digit}_{who}_{take}.wav" for digit in range(3) for who in ("george", "ada") for take in range(3)]
    assert set(by_prefix(dict(enumerate(spoken))).values()) == {"0", "1", "2"}
    numbered = [f"{number}_{kind}_2026.pdf" for kind in ("invoice", "letter") for number in range(1, 9)]
    assert set(by_prefix(dict(enumerate(numbered))).values()) == {"invoice", "letter"}
