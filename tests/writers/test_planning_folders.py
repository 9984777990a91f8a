"""A plan says for each file where it would go, or why nowhere, as the disk is now."""

import os
import unicodedata
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, Remark
from deskhand.writers.folders import planning
from deskhand.writers.folders.planning import Planner
from writers.moves import file, nothing, plan, wanted


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "target").mkdir()
    return tmp_path / "target"


def test_a_taken_name_is_numbered_also_if_it_differs_by_case_or_unicode_form(tmp_path: Path, target: Path) -> None:
    file(target / "Letters" / unicodedata.normalize("NFD", "CAFÉ.pdf"), b"another")
    first, second, third = (file(tmp_path / str(number) / "café.pdf", b"%d" % number) for number in range(3))
    moves = plan(target, *(wanted(one, "letters", item_id=n) for n, one in enumerate((first, second, third))))
    assert [move.name for move in moves] == ["café (2).pdf", "café (3).pdf", "café (4).pdf"]
    assert {move.remark for move in moves} == {Remark.RENAMED}
    assert {move.folder for move in moves} == {("Letters",)}, "the folder that is there, however it is spelled"


def test_the_same_content_under_the_same_name_is_there_already(tmp_path: Path, target: Path) -> None:
    file(target / "a.pdf", b"another one")
    file(target / "a (2).pdf", b"same")
    (move,) = plan(target, wanted(file(tmp_path / "a.pdf", b"same")))
    assert (move.name, move.remark, move.wanted) == ("a (2).pdf", Remark.THERE, False)


def test_a_file_that_lies_where_it_belongs_is_there_already(target: Path) -> None:
    here = file(target / "Letter" / "a.pdf")
    (move,) = plan(target, wanted(here, "Letter"), deed=Deed.MOVE)
    assert move.remark is Remark.THERE


def test_what_is_gone_or_altered_or_a_link_waits(tmp_path: Path, target: Path) -> None:
    gone, altered, linked, same = (file(tmp_path / name) for name in ("gone", "altered", "linked", "same"))
    files = [wanted(one, item_id=n) for n, one in enumerate((gone, altered, linked, same))]
    gone.unlink()
    altered.write_bytes(b"CONTENT")
    os.utime(altered, ns=(0, 1))
    linked.rename(tmp_path / "elsewhere")
    linked.symlink_to(tmp_path / "elsewhere")
    os.utime(same, ns=(0, 1))
    remarks = [move.remark for move in plan(target, *files)]
    assert remarks == [Remark.GONE, Remark.ALTERED, Remark.REFUSED, Remark.READY]


def test_a_file_that_grew_before_it_was_read_is_what_was_read(tmp_path: Path, target: Path) -> None:
    one = wanted(file(tmp_path / "a.pdf", b"longer than it was"))
    listed = planning.replace(one, size=3, modified=1)
    (move,) = plan(target, listed)
    assert (move.remark, move.size) == (Remark.READY, one.size)


def test_nothing_goes_behind_a_link_or_into_a_file(tmp_path: Path, target: Path) -> None:
    (tmp_path / "outside").mkdir()
    (target / "Linked").symlink_to(tmp_path / "outside")
    file(target / "Taken")
    source = file(tmp_path / "a.pdf")
    moves = plan(target, wanted(source, "Linked", "Deeper"), wanted(source, "Taken"), wanted(source, "linked"))
    assert {move.remark for move in moves} == {Remark.REFUSED}
    assert "link" in moves[0].why
    assert "file called “Taken”" in moves[1].why


def test_what_is_open_in_an_office_program_is_not_moved(tmp_path: Path, target: Path) -> None:
    source = file(tmp_path / "report.docx")
    file(tmp_path / "~$port.docx")
    assert plan(target, wanted(source))[0].remark is Remark.READY
    (move,) = plan(target, wanted(source), deed=Deed.MOVE)
    assert (move.remark, move.wanted) == (Remark.LOCKED, False)


def test_a_path_that_is_too_long_is_shortened_or_refused(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LONGEST_PATH", len(str(target)) + 60)
    source = file(tmp_path / ("long " * 20 + ".pdf"))
    short, refused = plan(target, wanted(source, "Letters"), wanted(source, "x" * 50))
    assert short.remark is Remark.SHORTENED
    assert short.name.endswith(".pdf")
    assert len(str(target / "Letters" / short.name)) <= planning.LONGEST_PATH
    assert refused.remark is Remark.REFUSED


def test_folders_of_the_plan_are_counted_and_new_ones_are_known(tmp_path: Path, target: Path) -> None:
    (target / "Letters").mkdir()
    source = file(tmp_path / "a.pdf")
    planner = Planner(os.fsencode(target), Deed.COPY, nothing)
    for folder in (("letters", "Urgent"), ("Letters", "urgent"), ("Bills",)):
        planner.plan(wanted(source, *folder))
    planner.close()
    assert [(one.folder, one.files, one.is_new) for one in planner.folders()] == [
        ((), 0, False),
        (("Bills",), 1, True),
        (("Letters",), 0, False),
        (("Letters", "Urgent"), 2, True),
    ]
