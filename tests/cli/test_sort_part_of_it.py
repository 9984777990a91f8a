"""A folder within one that the project has already, and one around it: each file is there once, and filed once."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cli.test_sort import LETTER, files_of, write_office
from deskhand.storage.project import Project
from learned import Said

Deskhand = Callable[..., Said]
ODD = b"caf\xe9 \xff.txt"
QUESTION = ["--question", "Type"]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``office`` (one name in its inbox is no text) and the ``project`` that learned from all of it."""
    place = tmp_path_factory.mktemp("part")
    office = write_office(place / "office")
    (office / "Inbox" / "deep").mkdir()
    (office / "Inbox" / "B0.txt").rename(office / "Inbox" / "deep" / "B0.txt")
    try:
        Path(os.fsdecode(os.path.join(os.fsencode(office), b"Inbox", ODD))).write_text(  # noqa: PTH118
            LETTER.format(name="Ms Ode", day=4), encoding="utf-8"
        )
    except OSError:
        pytest.skip("this file system knows only names that are text")
    command = ["learn", office, *QUESTION, "--project", place / "project"]
    environment = {**os.environ, "DESKHAND_HOME": str(place / "home")}
    subprocess.run([sys.executable, "-m", "deskhand", *map(str, command)], env=environment, check=True)
    return place


@pytest.fixture
def place(learned: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", f"{learned}/.", str(tmp_path)], check=True)  # names that are no text, too
    return tmp_path


@pytest.fixture
def sort(deskhand: Deskhand, place: Path) -> Callable[..., Said]:
    def call(folder: Path, into: Path, *more: object) -> Said:
        where = ["--project", place / "project", "--into", into, "--careful", "0"]
        return deskhand("sort", folder, *QUESTION, *where, *more, home=place / "home")

    return call


def listed(place: Path) -> tuple[int, int]:
    """How many sources and how many files there are."""
    with closing(Project.open(place / "project")) as project:
        return len(project.sources.all()), project.items.count()


def test_only_what_lies_in_the_folder_is_filed_and_nothing_is_there_twice(
    sort: Callable[..., Said], place: Path
) -> None:  # fmt: skip
    (place / "office" / "Inbox" / "late.txt").write_text(LETTER.format(name="Mrs Late", day=9), encoding="utf-8")
    assert listed(place) == (1, 17)
    said = sort(place / "office" / "Inbox", place / "filed", "--move", "--json")
    *files, total = said.objects
    assert "It lies in office, which this project has already." in said.err
    assert "1 document read." in said.err
    assert (total["done"], total["failed"], total["waiting"]) == (6, 0, 0)
    assert {one["state"] for one in files} == {"done"}
    assert all(f"{os.sep}Inbox{os.sep}" in one["file"] for one in files)
    assert listed(place) == (1, 18)
    assert len(files_of(place / "office")) == 12
    assert len([name for name in files_of(place / "filed") if not name.endswith(".xlsx")]) == 6


def test_what_was_moved_out_is_not_filed_again_and_copies_are_no_new_documents(
    sort: Callable[..., Said], place: Path
) -> None:
    office = place / "office"
    *_, total = sort(office / "Inbox", office, "--json").objects
    assert total["done"] == 5
    *_, total = sort(office / "Inbox", office, "--json").objects
    assert (total["done"], total["there"]) == (0, 5)
    assert listed(place) == (1, 17), "neither the copies nor their index"
    *_, total = sort(office / "Inbox", place / "filed", "--move", "--json").objects
    assert total["done"] == 5
    (office / "Inbox" / "late.txt").write_text(LETTER.format(name="Mrs Late", day=9), encoding="utf-8")
    *files, total = sort(office / "Inbox", place / "filed", "--move", "--json").objects
    assert (len(files), total["done"]) == (1, 1)
    said = sort(office / "Inbox", place / "filed")
    assert "There is nothing in it to file." in said.err
    assert said.out.splitlines()[0] == "0 files copied."
    with closing(Project.open(place / "project")) as project:
        assert len(project.filings.all()) == 3, "none of nothing"


def test_a_new_file_with_the_name_of_one_that_was_moved_is_new(sort: Callable[..., Said], place: Path) -> None:
    """As a scanner does that begins to count anew."""
    sort(place / "office" / "Inbox", place / "filed", "--move")
    (place / "office" / "Inbox" / "L0.txt").write_text(LETTER.format(name="Ms Next", day=9), encoding="utf-8")
    *files, total = sort(place / "office" / "Inbox", place / "filed", "--move", "--json").objects
    assert (len(files), total["done"]) == (1, 1)
    assert (place / "filed" / "Letters" / "L0 (2).txt").read_text(encoding="utf-8").startswith("Dear Ms Next")


def test_a_folder_around_one_that_is_there_lists_only_what_is_new(
    sort: Callable[..., Said], deskhand: Deskhand, place: Path
) -> None:
    before = files_of(place / "office")
    (place / "all").mkdir()
    (place / "office").rename(place / "all" / "office")
    (place / "all" / "other").mkdir()
    (place / "all" / "other" / "new.txt").write_text(LETTER.format(name="Mr New", day=9), encoding="utf-8")
    again = ["learn", place / "all" / "office", *QUESTION, "--project", place / "fresh"]
    assert deskhand(*again, home=place / "home").code == 0
    (place / "project").rename(place / "old")
    (place / "fresh").rename(place / "project")
    said = sort(place / "all", place / "filed", "--move", "--json")
    assert "17 are listed already, with another folder." in said.err
    *files, total = said.objects
    assert (len(files), total["done"]) == (18, 18)
    assert listed(place) == (2, 18)
    assert deskhand("undo", "--project", place / "project", home=place / "home").code == 0
    assert files_of(place / "all" / "office") == before


def test_a_way_through_a_link_is_the_same_folder(sort: Callable[..., Said], place: Path) -> None:
    (place / "short").symlink_to(place / "office" / "Inbox")
    *files, total = sort(place / "short", place / "filed", "--json").objects
    assert (len(files), total["done"]) == (5, 5)
    assert listed(place) == (1, 17)
