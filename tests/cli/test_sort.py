"""Documents and photos by command line: learned from a folder, filed by a plan, and put back."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from deskhand.domain.acts import FilingStarted
from deskhand.storage.project import Project
from learned import Said

Deskhand = Callable[..., Said]
LETTER = (
    "Dear {name},\n\nthank you for your letter of {day} May. We accept the new date of the hearing.\n\nYours sincerely"
)
BILL = "Invoice no. {day}\n\nTo {name}\n\nFor advice in May: £ {day}0.00\nTotal due within 30 days: £ {day}0.00"
NAMES = ("Holmes", "Braun", "Diaz", "Okoro", "Weiss", "Lund", "Sato", "Novak")


def write_office(folder: Path, new: int = 4) -> Path:
    """Letters and bills in folders of their kind, and some of each in the inbox."""
    for kind, words in (("Letters", LETTER), ("Bills", BILL)):
        for place, name in enumerate(NAMES):
            file = folder / (kind if place >= new // 2 else "Inbox") / f"{kind[0]}{place}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(words.format(name=name, day=place + 3), encoding="utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def learned_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``office``, the ``project`` that learned from it, a ``home``; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("office")
    write_office(folder / "office")
    command = ["learn", folder / "office", "--question", "Type", "--project", folder / "project", "--json"]
    environment = {**os.environ, "DESKHAND_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "deskhand", *map(str, command)], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    (card,) = map(json.loads, done.stdout.splitlines())
    assert (card["items"], card["labels"]) == (12, ["Bills", "Letters"])
    return folder


@pytest.fixture
def place(learned_office: Path, tmp_path: Path) -> Path:
    """The same, of this test's own."""
    return Path(shutil.copytree(learned_office, tmp_path / "place"))


@pytest.fixture
def sort(deskhand: Deskhand, place: Path) -> Callable[..., Said]:
    """``deskhand sort`` of the office, into the folder ``filed``."""

    def call(*more: object, home: Path = place / "home") -> Said:
        where = ["--project", place / "project", "--into", place / "filed", "--careful", "0"]
        return deskhand("sort", place / "office", "--question", "type", *where, *more, home=home)

    return call


def test_a_preview_prints_the_plan_and_touches_nothing(sort: Callable[..., Said], place: Path) -> None:
    before = files_of(place / "office")
    said = sort("--preview")
    assert said.code == 0, said.err
    assert "Bills/  8 files, new" in said.out
    planned = sort("--preview", "--json").objects
    assert Counter(one["state"] for one in planned) == {"planned": 16}
    assert all(one["to"].startswith(str(place / "filed")) for one in planned)
    assert files_of(place / "office") == before
    assert not (place / "filed").exists()


def test_files_are_copied_into_folders_with_an_index_beside_them(sort: Callable[..., Said], place: Path) -> None:
    before = files_of(place / "office")
    *files, total = sort("--json").objects
    assert {key: total[key] for key in ("done", "failed", "waiting")} == {"done": 16, "failed": 0, "waiting": 0}
    assert {one["state"] for one in files} == {"done"}
    filed = files_of(place / "filed")
    assert sorted(path for path in filed if path.endswith(".txt")) == sorted(
        f"{kind}/{kind[0]}{number}.txt" for kind in ("Letters", "Bills") for number in range(8)
    )
    assert files_of(place / "office") == before
    rows = list(openpyxl.load_workbook(total["index"]).active.iter_rows(values_only=True))
    assert len(rows) == 17


def test_moved_files_are_where_they_were_after_undo(
    sort: Callable[..., Said], deskhand: Deskhand, place: Path
) -> None:  # fmt: skip
    before = files_of(place / "office")
    assert sort("--move", "--pattern", "{type}/{kind} {name}").code == 0
    assert files_of(place / "office") == {}
    where = ["--project", place / "project", "--json"]
    old, new = place / "office" / "Inbox" / "B0.txt", next((place / "filed").rglob("*L0.txt"))
    (one,) = deskhand("undo", *where, "--file", old, "--file", new, home=place / "home").objects
    assert (one["put_back"], one["left"]) == (2, 0)
    assert set(files_of(place / "office")) == {"Inbox/B0.txt", "Inbox/L0.txt"}
    (rest,) = deskhand("undo", *where, home=place / "home").objects
    assert (rest["put_back"], rest["left"]) == (14, 0)
    assert files_of(place / "office") == before
    (filing,) = deskhand("history", *where, home=place / "home").objects
    assert (filing["state"], filing["files"], filing["what"]) == ("put back", 16, "move")
    assert "nothing to put back" in deskhand("undo", *where[:2], home=place / "home").err


def test_what_was_changed_since_is_left_and_named(
    sort: Callable[..., Said], deskhand: Deskhand, place: Path
) -> None:  # fmt: skip
    sort()
    (place / "filed" / "Bills" / "B3.txt").write_text("worked on", encoding="utf-8")
    said = deskhand("undo", "--project", place / "project", home=place / "home")
    assert said.code == 0
    assert "15 files put back; 1 left as it is" in said.out
    assert "B3.txt" in said.err
    heading, *rows = openpyxl.load_workbook(place / "filed" / "Index.xlsx").active.iter_rows(values_only=True)
    told = Counter(row[heading.index("What happened")] for row in rows)
    assert told == {"put back": 15, "left as it is": 1}, "the index says what is true now"
    assert (place / "filed" / "Bills" / "B3.txt").read_text(encoding="utf-8") == "worked on"
    told = deskhand("history", "--project", place / "project", home=place / "home").out
    assert told.rstrip().endswith("partly")


def test_learning_again_takes_the_answers_of_files_that_came_into_the_folders(
    deskhand: Deskhand, place: Path
) -> None:  # fmt: skip
    (place / "office" / "Letters" / "L9.txt").write_text(LETTER.format(name="Mr New", day=9), encoding="utf-8")
    learn = ["learn", place / "office", "--question", "Type", "--project", place / "project"]
    (card,) = deskhand(*learn, "--json", home=place / "home").objects
    assert card["items"] == 13


def test_only_what_is_new_is_read_and_what_is_not_sure_waits(sort: Callable[..., Said], place: Path) -> None:
    (place / "office" / "Inbox" / "late.txt").write_text(LETTER.format(name="Mrs Late", day=9), encoding="utf-8")
    said = sort("--preview", "--careful", "1")
    assert "1 document read." in said.err
    assert "Waiting, not sure: 5 files" in said.out
    assert "late.txt  Look at Type" in said.out


def test_a_filing_that_was_killed_goes_on_with_the_same_command(sort: Callable[..., Said], place: Path) -> None:
    before = files_of(place / "office")
    (place / "office" / "Inbox" / "big.txt").write_bytes(b"Invoice no. 77. Total due: 12.00\n" * 200_000)
    sort("--preview")  # reads it
    command = [
        "sort",
        place / "office",
        "--question",
        "type",
        "--project",
        place / "project",
        "--into",
        place / "filed",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "deskhand", *map(str, command), "--careful", "0"],
        env={**os.environ, "DESKHAND_HOME": str(place / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not list((place / "filed").rglob("*")) and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    *files, total = sort("--json").objects
    assert (total["done"], total["failed"]) == (17, 0)
    assert {one["state"] for one in files} == {"done"}
    filed = files_of(place / "filed")
    assert sorted(filed[path] for path in filed if path.endswith(".txt") and "big" not in path) == sorted(
        before.values()
    )
    assert not [path for path in filed if path.endswith(".part")]


def test_a_filing_that_was_begun_is_ended_by_the_same_command_and_settled_by_another(
    sort: Callable[..., Said], deskhand: Deskhand, place: Path
) -> None:  # fmt: skip
    for more, told in (((), "goes on from there"), (("--move",), "had been cut off")):
        sort("--preview")
        with closing(Project.open(place / "project")) as project:
            draft = project.filings.draft()
            assert draft is not None
            project.record(FilingStarted(draft.id))
        said = sort(*more)
        assert said.code == 0, said.err
        assert told in said.err
    filings = deskhand("history", "--project", place / "project", "--json", home=place / "home").objects
    assert [(filing["filing"], filing["state"]) for filing in filings][-1] == (1, "done")
    assert len(filings) == 2, "the third found everything there already, and was none"


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["--question", "Colour"], "“Colour” has not been learned"),
        (["--pattern", "{Type}/{nonsense}"], "means nothing"),
        (["--into", "{place}/office/Inbox"], "sorted again next time"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_filed(
    sort: Callable[..., Said], place: Path, arguments: list[str], title: str
) -> None:
    before = files_of(place / "office")
    said = sort(*(argument.replace("{place}", str(place)) for argument in arguments))
    assert said.code == 1
    assert title in said.err
    assert files_of(place / "office") == before
    assert not (place / "filed").exists()


def test_names_that_are_no_text_are_learned_filed_and_put_back(deskhand: Deskhand, tmp_path: Path) -> None:
    office = write_office(tmp_path / "office")
    odd = os.path.join(os.fsencode(office), b"Inbox", b"caf\xe9 \xff.txt")  # noqa: PTH118
    try:
        with open(odd, "wb") as file:  # noqa: PTH123
            file.write(LETTER.format(name="Ms Ode", day=4).encode())
    except OSError:
        pytest.skip("this file system knows only names that are text")
    where = ["--project", tmp_path / "project"]
    assert deskhand("learn", office, "--question", "Type", *where, home=tmp_path / "home").code == 0
    sorting = ["sort", office, "--question", "Type", "--into", tmp_path / "filed", "--careful", "0", "--move", *where]
    *_, total = deskhand(*sorting, "--json", home=tmp_path / "home").objects
    assert total["done"] == 17
    assert not os.path.exists(odd)  # noqa: PTH110
    assert deskhand("undo", *where, "--file", os.fsdecode(odd), home=tmp_path / "home").code == 0
    assert os.path.exists(odd)  # noqa: PTH110
