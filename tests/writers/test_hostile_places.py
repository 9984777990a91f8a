"""Between a plan and its doing, and before it is undone, anything can happen to files and folders: nothing is lost."""

import errno
import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, MoveState, Outcome, Remark
from deskhand.writers.folders import renaming
from deskhand.writers.folders.opened import held
from faults.filing import OTHER_DRIVE, two_drives
from writers.moves import carried_out, file, move_of, plan, wanted
from writers.test_putting_files_back import filed, put_back, settled

BOTH = pytest.mark.parametrize("deed", Deed)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return file(tmp_path / "from" / "a.pdf")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "to"


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of its own, which may be taken away."""
    place = tmp_path / "drive"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only the administrator of a computer can give it another drive")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@BOTH
def test_what_programs_have_noted_on_a_file_goes_with_it(source: Path, target: Path, deed: Deed) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("this computer keeps such notes elsewhere")
    try:
        os.setxattr(source, "user.note", b"from Ada")
    except OSError:
        pytest.skip("this drive keeps no notes")
    carried_out(target, move_of(source), deed=deed)
    assert os.getxattr(target / "a.pdf", "user.note") == b"from Ada"


def test_notes_go_to_another_drive_and_one_that_has_no_room_for_them_is_no_reason_to_fail(
    source: Path, drive: Path
) -> None:
    try:
        os.setxattr(source, "user.long", b"x" * 3000)
    except OSError:
        pytest.skip("this drive keeps no notes")
    (outcome,) = carried_out(drive / "to", move_of(source), deed=Deed.MOVE)
    assert outcome.state is MoveState.DONE
    assert (drive / "to" / "a.pdf").read_bytes() == b"content"


@pytest.mark.parametrize("what", ["pipe", "socket", "folder"])
@BOTH
def test_what_is_no_file_any_more_stays(source: Path, target: Path, deed: Deed, what: str) -> None:
    one, move = wanted(source), move_of(source)
    source.unlink()
    if what == "pipe":
        os.mkfifo(source)
    elif what == "socket":
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(os.path.relpath(source))
        listening.close()
    else:
        source.mkdir()
    (planned,) = plan(target, one, deed=deed)
    assert planned.remark is Remark.REFUSED
    (outcome,) = carried_out(target, move, deed=deed)
    assert outcome.state is MoveState.FAILED
    assert source.exists()


def test_second_names_of_one_file_are_filed_each(tmp_path: Path, target: Path) -> None:
    first = file(tmp_path / "from" / "a.pdf")
    os.link(first, tmp_path / "from" / "b.pdf")
    (target).mkdir()
    os.link(first, target / "b.pdf")
    moves = [move_of(first, item_id=1), move_of(tmp_path / "from" / "b.pdf", item_id=2)]
    outcomes = carried_out(target, *moves, deed=Deed.MOVE)
    assert outcomes == [Outcome(1, MoveState.DONE), Outcome(2, MoveState.DONE, "b (2).pdf")]
    assert sorted(path.name for path in target.iterdir()) == ["a.pdf", "b (2).pdf", "b.pdf"]


def test_a_file_in_a_folder_that_may_only_be_read_is_not_planned_to_be_moved(drive: Path, target: Path) -> None:
    one = wanted(file(drive / "from" / "a.pdf"))
    subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
    (moved,) = plan(target, one, deed=Deed.MOVE)
    assert (moved.remark, moved.why) == (
        Remark.REFUSED, "Its folder may only be read, so it cannot be moved. It can be copied.",
    )  # fmt: skip
    (copied,) = plan(target, one)
    assert copied.remark is Remark.READY


def test_a_move_off_a_drive_that_became_unwritable_leaves_no_second_one(drive: Path, target: Path) -> None:
    source = file(drive / "from" / "a.pdf")
    move = move_of(source)
    subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
    (outcome,) = carried_out(target, move, deed=Deed.MOVE)
    assert (outcome.state, outcome.problem.title) == (MoveState.FAILED, "The drive can only be read")
    assert source.read_bytes() == b"content"
    assert list(target.iterdir()) == []


@BOTH
def test_a_drive_that_is_pulled_out_takes_nothing_along(source: Path, drive: Path, deed: Deed) -> None:
    """Its folder is still there, on the drive below it: nothing is put back that is not there."""
    move = filed(source, drive / "to", deed)
    subprocess.run(["umount", "-l", str(drive)], check=True)
    outcome = put_back(drive / "to", move, deed)
    assert (outcome.state, outcome.problem.title) == (MoveState.LEFT, "Not there any more")
    assert source.exists() == (deed is Deed.COPY)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(drive)], check=True)


def test_a_folder_that_is_taken_away_while_files_go_into_it_is_said_to_be_gone(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = renaming.rename

    def rename(folder: object, name: bytes, to: object, new: bytes) -> None:
        if (target / "Letter").exists():
            (target / "Letter").rmdir()
        plain(folder, name, to, new)

    monkeypatch.setattr(renaming, "rename", rename)
    (outcome,) = carried_out(target, move_of(source, "Letter"), deed=Deed.MOVE)
    assert (outcome.state, outcome.problem.title) == (MoveState.FAILED, "The folder is not there any more")
    assert source.read_bytes() == b"content"


@pytest.mark.parametrize("where", ["it", "above"])
def test_a_folder_that_became_a_file_is_said_to_be_in_the_way_back(tmp_path: Path, target: Path, where: str) -> None:
    source = file(tmp_path / "papers" / "from" / "a.pdf")
    move = filed(source, target, Deed.MOVE)
    source.parent.rmdir()
    if where == "above":
        source.parent.parent.rmdir()
    file(source.parent.parent if where == "above" else source.parent, b"theirs")
    outcome = put_back(target, move, Deed.MOVE)
    assert (outcome.state, outcome.problem.title) == (MoveState.LEFT, "A link or a file is in the way")
    assert (target / "Letter" / "a.pdf").read_bytes() == b"content"


@BOTH
def test_what_was_put_back_once_is_not_put_back_again(source: Path, target: Path, deed: Deed) -> None:
    move = filed(source, target, deed)
    assert put_back(target, move, deed).state is MoveState.TAKEN_BACK
    assert put_back(target, move, deed).problem.title == "Not there any more"
    assert source.read_bytes() == b"content"


@BOTH
def test_an_equal_file_of_theirs_with_a_later_name_is_not_taken_for_ours(
    source: Path, target: Path, deed: Deed
) -> None:  # fmt: skip
    """Else it would be put back, which is to say taken away."""
    file(target / "Letter" / "a (2).pdf", b"content")
    assert settled(target, move_of(source, "Letter"), deed) == []
    assert source.exists()


def test_across_drives_an_equal_file_of_theirs_is_not_taken_for_ours(source: Path) -> None:
    if not two_drives(source.parent):
        pytest.skip("there is only one drive here")
    target = OTHER_DRIVE / f"deskhand-test-theirs-{os.getpid()}"
    theirs = file(target / "Letter" / "a (3).pdf", b"content")
    try:
        assert settled(target, move_of(source, "Letter"), Deed.MOVE) == []
        assert source.exists()
    finally:
        theirs.unlink()
        theirs.parent.rmdir()
        target.rmdir()


@BOTH
def test_a_drive_that_gives_names_back_in_another_form_is_understood(
    tmp_path: Path, target: Path, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As that of an older Mac does: it takes a composed name for a name in parts."""
    source = file(tmp_path / "from" / "Brief für Zoë.pdf")
    move = filed(source, target, deed)
    in_parts = ["Brief fu\u0308r Zoe\u0308.pdf"]
    monkeypatch.setattr(os, "listdir", lambda _: in_parts)
    assert settled(target, move, deed) == [Outcome(1, MoveState.DONE)]


@BOTH
def test_a_claim_that_a_kill_left_behind_is_taken_away(source: Path, target: Path, deed: Deed) -> None:
    claim = file(target / "Letter" / "a.pdf", renaming.CLAIM)
    assert settled(target, move_of(source, "Letter"), deed) == []
    assert not claim.exists()


def test_a_claim_on_an_old_place_does_not_keep_the_file_from_going_back(source: Path, target: Path) -> None:
    move = filed(source, target, Deed.MOVE)
    source.write_bytes(renaming.CLAIM)
    assert settled(target, replace(move, state=MoveState.TAKING_BACK), Deed.MOVE) == []
    assert put_back(target, move, Deed.MOVE).state is MoveState.TAKEN_BACK
    assert source.read_bytes() == b"content"


def test_a_rename_that_went_but_was_said_to_have_failed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a drive that knows neither a rename that replaces nothing nor second names."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    plain = os.rename

    def rename(*arguments: object, **named: object) -> None:
        plain(*arguments, **named)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(renaming, "_rename_at", refuse)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "rename", rename)
    (outcome,) = carried_out(tmp_path / "to", move_of(file(tmp_path / "a.pdf")), deed=Deed.MOVE)
    assert outcome.state is MoveState.DONE
    assert (tmp_path / "to" / "a.pdf").read_bytes() == b"content"


def test_a_claim_leaves_no_file_where_there_is_no_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    file(tmp_path / "a")
    with held(os.fsencode(tmp_path)) as folder, pytest.raises(OSError, match="No space"):
        renaming._claim_and_rename(folder, b"a", folder, b"b")
    assert not (tmp_path / "b").exists()
