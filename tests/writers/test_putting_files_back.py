"""What was filed goes back if it is still the same; else it stays, and it is said why."""

import os
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, Move, MoveState, Outcome
from deskhand.writers.folders.settling import Settler
from deskhand.writers.folders.undoing import Undoer
from faults.filing import OTHER_DRIVE, two_drives
from writers.moves import carried_out, file, move_of, nothing

BOTH = pytest.mark.parametrize("deed", Deed)


def put_back(target: Path, move: Move, deed: Deed, *new_folders: tuple[str, ...]) -> Outcome:
    undoer = Undoer(os.fsencode(target), deed, "{}.part".format)
    try:
        undoer.put_back([move], nothing)
        undoer.remove_folders(new_folders)
    finally:
        undoer.close()
    return undoer.outcomes[0]


def settled(target: Path, move: Move, deed: Deed) -> list[Outcome]:
    settler = Settler(os.fsencode(target), deed, "{}.part".format, lambda _: set())
    try:
        return list(settler.settle([move], nothing))
    finally:
        settler.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return file(tmp_path / "from" / "a.pdf")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "to"


def filed(source: Path, target: Path, deed: Deed) -> Move:
    move = move_of(source, "Letter")
    (outcome,) = carried_out(target, move, deed=deed)
    assert outcome.state is MoveState.DONE
    return move


@BOTH
def test_a_file_goes_back_and_folders_that_were_made_go_when_they_are_empty(
    source: Path, target: Path, deed: Deed
) -> None:  # fmt: skip
    outcome = put_back(target, filed(source, target, deed), deed, (), ("Letter",))
    assert outcome.state is MoveState.TAKEN_BACK
    assert source.read_bytes() == b"content"
    assert not target.exists()


@BOTH
def test_a_folder_that_holds_something_stays(source: Path, target: Path, deed: Deed) -> None:
    move = filed(source, target, deed)
    file(target / "Letter" / "theirs.pdf")
    put_back(target, move, deed, (), ("Letter",))
    assert [path.name for path in (target / "Letter").iterdir()] == ["theirs.pdf"]


def test_the_old_folder_is_made_again(source: Path, target: Path) -> None:
    move = filed(source, target, Deed.MOVE)
    source.parent.rmdir()
    assert put_back(target, move, Deed.MOVE).state is MoveState.TAKEN_BACK
    assert source.read_bytes() == b"content"


@BOTH
def test_a_file_that_was_changed_since_is_left(source: Path, target: Path, deed: Deed) -> None:
    move = filed(source, target, deed)
    (target / "Letter" / "a.pdf").write_bytes(b"CONTENT")
    outcome = put_back(target, move, deed)
    assert (outcome.state, outcome.problem.title) == (MoveState.LEFT, "Changed since it was filed")
    assert (target / "Letter" / "a.pdf").read_bytes() == b"CONTENT"


@BOTH
def test_a_file_that_is_not_there_any_more_is_said_to_be_gone(source: Path, target: Path, deed: Deed) -> None:
    move = filed(source, target, deed)
    (target / "Letter" / "a.pdf").unlink()
    assert put_back(target, move, deed).problem.title == "Not there any more"


def test_a_taken_place_is_never_overwritten(source: Path, target: Path) -> None:
    move = filed(source, target, Deed.MOVE)
    source.write_bytes(b"theirs")
    outcome = put_back(target, move, Deed.MOVE)
    assert (outcome.state, outcome.problem.title) == (MoveState.LEFT, "Its old place is taken")
    assert source.read_bytes() == b"theirs"
    assert (target / "Letter" / "a.pdf").read_bytes() == b"content"


@pytest.mark.parametrize("change", ["gone", "altered", "folder gone"])
def test_a_copy_stays_when_it_may_be_the_only_one(source: Path, target: Path, change: str) -> None:
    move = filed(source, target, Deed.COPY)
    if change == "altered":
        source.write_bytes(b"CONTENT")
    else:
        source.unlink()
    if change == "folder gone":
        source.parent.rmdir()
    outcome = put_back(target, move, Deed.COPY)
    assert (outcome.state, outcome.problem.title) == (MoveState.LEFT, "The original is not the same any more")
    assert (target / "Letter" / "a.pdf").read_bytes() == b"content"


def test_the_one_name_of_a_file_is_no_copy_of_itself(tmp_path: Path, source: Path) -> None:
    """The folder of the originals was put where the copies were."""
    move = filed(source, tmp_path / "to", Deed.COPY)
    copies = tmp_path / "to" / "Letter"
    (copies / "a.pdf").unlink()
    copies.rmdir()
    source.parent.rename(copies)
    source.parent.symlink_to(copies)
    assert put_back(tmp_path / "to", move, Deed.COPY).state is MoveState.LEFT
    assert (copies / "a.pdf").read_bytes() == b"content"


def test_nothing_is_said_or_done_about_what_lies_behind_a_link(tmp_path: Path, source: Path, target: Path) -> None:
    move = filed(source, target, Deed.COPY)
    (target / "Letter").rename(tmp_path / "elsewhere")
    (target / "Letter").symlink_to(tmp_path / "elsewhere")
    assert settled(target, move, Deed.COPY) == []
    assert put_back(target, move, Deed.COPY).state is MoveState.LEFT
    assert (tmp_path / "elsewhere" / "a.pdf").exists()


@BOTH
def test_a_move_that_was_cut_off_is_known_from_the_disk(source: Path, target: Path, deed: Deed) -> None:
    move = move_of(source, "Letter")
    assert settled(target, move, deed) == []
    file(target / "Letter" / "1.part", b"half")
    file(target / "Letter" / "a.pdf", b"theirs.")
    assert settled(target, move, deed) == []
    assert not (target / "Letter" / "1.part").exists()
    carried_out(target, move, deed=deed)
    assert settled(target, move, deed) == [Outcome(1, MoveState.DONE, "a (2).pdf")]


def test_an_equal_file_of_theirs_is_not_taken_for_a_move_that_was_done(source: Path, target: Path) -> None:
    file(target / "Letter" / "a.pdf", b"content")
    assert settled(target, move_of(source, "Letter"), Deed.MOVE) == []
    assert source.exists()


def test_a_second_name_of_a_file_is_the_half_of_a_move(source: Path, target: Path) -> None:
    (target / "Letter").mkdir(parents=True)
    os.link(source, target / "Letter" / "a.pdf")
    assert settled(target, move_of(source, "Letter"), Deed.MOVE) == [Outcome(1, MoveState.DONE)]
    assert not source.exists()


def test_across_drives_a_file_goes_there_and_back(source: Path) -> None:
    if not two_drives(source.parent):
        pytest.skip("there is only one drive here")
    target = OTHER_DRIVE / f"deskhand-test-back-{os.getpid()}"
    move = filed(source, target, Deed.MOVE)
    assert put_back(target, move, Deed.MOVE, (), ("Letter",)).state is MoveState.TAKEN_BACK
    assert source.read_bytes() == b"content"
    assert not target.exists()
