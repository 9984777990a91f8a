"""Files are planned, filed and put back: through real files, a real project, and the jobs as the window asks them."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskhand.domain.acts import Labelled
from deskhand.domain.filing import Deed, MoveState, Remark
from deskhand.domain.filing_messages import FolderNamed
from deskhand.domain.filing_names import safe_name, same_name
from deskhand.storage.project import Project
from jobs.filings import TYPE, filed, planned, project_of, tree, undone, write

FILES = {"a.pdf": b"one", "b.pdf": b"two", "sub/a.pdf": b"three", "c.txt": b"four"}
ANSWERS = {"a.pdf": ("Letter", 0.9), "b.pdf": ("Invoice", 0.95), "sub/a.pdf": ("Letter", 0.99), "c.txt": ("", 0.0)}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    write(tmp_path / "inbox", FILES)
    return tmp_path / "inbox"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sorted"


@pytest.fixture
def project(tmp_path: Path, inbox: Path) -> Iterator[Project]:
    project = project_of(tmp_path / "project", inbox, ANSWERS)
    yield project
    project.close()


def test_a_plan_says_where_each_file_would_go_and_changes_nothing(project: Project, target: Path, inbox: Path) -> None:
    moves = planned(project, target)
    assert sorted((move.folder, move.name, move.remark) for move in moves.values()) == [
        ((), "c.txt", Remark.UNANSWERED),
        (("Invoice",), "b.pdf", Remark.READY),
        (("Letter",), "a (2).pdf", Remark.RENAMED),
        (("Letter",), "a.pdf", Remark.READY),
    ]
    assert not target.exists()
    assert tree(inbox) == FILES


@pytest.mark.parametrize("deed", Deed)
def test_files_are_filed_and_put_back_to_the_last_byte(
    project: Project, target: Path, inbox: Path, deed: Deed
) -> None:  # fmt: skip
    planned(project, target, deed=deed)
    done = filed(project)
    assert {move.state for move in done.values() if move.folder} == {MoveState.DONE}
    assert tree(target) == {"Invoice/b.pdf": b"two", "Letter/a.pdf": b"one", "Letter/a (2).pdf": b"three"}
    assert tree(inbox) == (FILES if deed is Deed.COPY else {"c.txt": b"four"})
    back = undone(project)
    assert {move.state for move in back.values() if move.folder} == {MoveState.TAKEN_BACK}
    assert tree(inbox) == FILES
    assert not target.exists()


def test_a_person_s_answer_is_sure_and_folders_are_called_as_the_person_says(project: Project, target: Path) -> None:
    project.record(Labelled(TYPE, ((4, "Other"),)))
    project.record(FolderNamed(TYPE, "Other", "Every/thing else"))
    moves = planned(project, target)
    assert (moves[4].folder, moves[4].confidence) == (("Every-thing else",), 1.0)


def test_who_is_careful_gets_fewer_files(project: Project, target: Path) -> None:
    moves = planned(project, target, careful=0.96)
    assert [item for item, move in sorted(moves.items()) if move.remark is Remark.UNSURE] == [1, 2]
    assert moves[1].why == "Look at Type (9 in 10 sure)."


NAMES = (
    b"\xff\xfe.txt", b"a:b?.pdf", b"NUL .txt", b"CON", b"-rf", b"~$x.docx", b" lead.pdf", b"trail. ", b"new\nline.pdf",
    "rtl\u202egnp.pdf".encode(), "e\u0301.pdf".encode(), "é.pdf".encode(), "É.pdf".encode(), "日".encode() * 84 + b".p",
    "👩\u200d👧.jpg".encode(), b"desktop.ini", "a／b.pdf".encode(), b"x" * 255, "é".encode() * 125 + b".docx",
)  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="names that only Linux can write")
@pytest.mark.parametrize("deed", Deed)
def test_files_of_any_name_are_filed_under_names_that_all_can_write_and_go_back_to_their_own(
    tmp_path: Path, deed: Deed
) -> None:
    inbox, target = tmp_path / "inbox", tmp_path / "sorted"
    files = {os.fsdecode(name): b"%d" % number for number, name in enumerate(NAMES)}
    write(inbox, files)
    with closing(project_of(tmp_path / "project", inbox, dict.fromkeys(files, ("Letter", 0.9)))) as project:
        planned(project, target, deed=deed)
        moves = filed(project)
        assert {move.state for move in moves.values()} == {MoveState.DONE}
        there = tree(target / "Letter")
        assert sorted(there.values()) == sorted(files.values())
        assert len({same_name(name) for name in there}) == len(NAMES)
        assert all(safe_name(name) == name for name in there)
        assert {moves[3].remark, moves[1].remark} == {Remark.CHANGED_NAME}
        undone(project)
    assert tree(inbox) == files
    assert not target.exists()
