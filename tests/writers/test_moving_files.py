"""Files get their names without taking any, follow no link, and keep their times; each trouble has its words."""

import errno
import os
import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from deskhand.domain.filing import Deed, MoveState
from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import ProblemError
from deskhand.writers.folders import content, moving, renaming
from deskhand.writers.folders.moving import Errand, Mover
from deskhand.writers.folders.opened import held
from faults.filing import OTHER_DRIVE, two_drives
from writers.moves import carried_out, file, move_of

BOTH = pytest.mark.parametrize("deed", Deed)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@BOTH
def test_a_name_that_was_taken_meanwhile_is_left_alone(tmp_path: Path, deed: Deed) -> None:
    file(tmp_path / "to" / "a.pdf", b"theirs")
    promised = frozenset(["a.pdf", "a (2).pdf"])
    (outcome,) = carried_out(tmp_path / "to", move_of(file(tmp_path / "a.pdf")), deed=deed, promised=promised)
    assert (outcome.state, outcome.name) == (MoveState.DONE, "a (3).pdf")
    assert (tmp_path / "to" / "a.pdf").read_bytes() == b"theirs"
    assert (tmp_path / "to" / "a (3).pdf").read_bytes() == b"content"


@BOTH
def test_times_and_permissions_are_kept(tmp_path: Path, deed: Deed) -> None:
    source = file(tmp_path / "a.pdf")
    source.chmod(0o640)
    os.utime(source, ns=(0, 1_234_567_890_123_456_789))
    carried_out(tmp_path / "to", move_of(source), deed=deed)
    status = (tmp_path / "to" / "a.pdf").stat()
    assert (status.st_mode & 0o777, status.st_mtime_ns) == (0o640, 1_234_567_890_123_456_789)


@BOTH
def test_a_file_that_changed_or_vanished_or_became_a_link_stays(tmp_path: Path, deed: Deed) -> None:
    paths = [file(tmp_path / name, b"content") for name in ("altered", "gone", "linked")]
    moves = [move_of(path, item_id=number) for number, path in enumerate(paths)]
    paths[0].write_bytes(b"CONTENT")
    paths[1].unlink()
    paths[2].rename(tmp_path / "elsewhere")
    paths[2].symlink_to(tmp_path / "elsewhere")
    outcomes = carried_out(tmp_path / "to", *moves, deed=deed)
    assert [outcome.problem.title for outcome in outcomes] == [
        "Changed since it was read", "Not there any more", "A link, no file",
    ]  # fmt: skip
    assert {outcome.state for outcome in outcomes} == {MoveState.FAILED}
    assert names(tmp_path / "to") == []


def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    source = file(tmp_path / "a.pdf")
    move = move_of(source)
    source.unlink()
    os.mkfifo(source)
    (outcome,) = carried_out(tmp_path / "to", move)
    assert outcome.state is MoveState.FAILED


@BOTH
def test_a_target_that_may_only_be_read_is_said_in_words(tmp_path: Path, deed: Deed) -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may write everywhere")
    (tmp_path / "to").mkdir(mode=0o555)
    (outcome,) = carried_out(tmp_path / "to", move_of(file(tmp_path / "a.pdf")), deed=deed)
    assert outcome.problem.title == "Not allowed"


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENAMETOOLONG, errno.EIO, errno.EBUSY, errno.EFBIG])
def test_what_a_drive_refuses_is_said_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    source = file(tmp_path / "a.pdf")
    monkeypatch.setattr(renaming, "rename", refuse)
    (outcome,) = carried_out(tmp_path / "to", move_of(source))
    assert outcome.state is MoveState.FAILED
    assert outcome.problem.advice
    assert names(tmp_path / "to") == []
    assert source.read_bytes() == b"content"


def test_a_full_drive_stops_the_rest_and_keeps_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = [move_of(file(tmp_path / f"{number}.pdf"), item_id=number) for number in range(5)]
    mover = Mover(os.fsencode(tmp_path / "to"), Deed.COPY, "{}.part".format, lambda _: set())
    plain, left = os.write, iter(range(3))

    def write(handle: int, piece: bytes) -> int:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(handle, piece)

    monkeypatch.setattr(content.os, "write", write)
    with pytest.raises(ProblemError, match="drive is full"):
        mover.carry_out([Errand(move, -1) for move in moves], lambda: None)
    assert [outcome.state for outcome in mover.outcomes] == [MoveState.DONE] * 3
    assert names(tmp_path / "to") == ["0.pdf", "1.pdf", "2.pdf"]


def test_who_stops_finds_whole_files_only_and_all_of_them_told(tmp_path: Path) -> None:
    moves = [move_of(file(tmp_path / f"{number}.pdf"), item_id=number) for number in range(5)]
    mover = Mover(os.fsencode(tmp_path / "to"), Deed.COPY, "{}.part".format, lambda _: set())
    left = iter(range(3))

    def tick() -> None:
        if next(left, None) is None:
            raise Stopped

    with pytest.raises(Stopped):
        mover.carry_out([Errand(move, -1) for move in moves], tick)
    assert [outcome.item_id for outcome in mover.outcomes] == [0, 1, 2]
    assert names(tmp_path / "to") == ["0.pdf", "1.pdf", "2.pdf"]


def test_a_move_to_another_drive_removes_the_original_last(tmp_path: Path) -> None:
    if not two_drives(tmp_path):
        pytest.skip("there is only one drive here")
    source = file(tmp_path / "a.pdf", b"x" * 3_000_000)
    target = OTHER_DRIVE / f"deskhand-test-{os.getpid()}"
    try:
        (outcome,) = carried_out(target, move_of(source), deed=Deed.MOVE)
        assert outcome.state is MoveState.DONE
        assert (target / "a.pdf").stat().st_size == 3_000_000
        assert not source.exists()
    finally:
        for left in target.iterdir():
            left.unlink()
        target.rmdir()


@pytest.mark.parametrize("refused", [("renameat2",), ("renameat2", "link")], ids=["by link", "by claim"])
@BOTH
def test_a_drive_that_knows_no_such_rename_overwrites_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: tuple[str, ...], deed: Deed
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(renaming, "_rename_at", refuse)
    if "link" in refused:
        monkeypatch.setattr(os, "link", refuse)
    file(tmp_path / "to" / "a.pdf", b"theirs")
    (outcome,) = carried_out(tmp_path / "to", move_of(file(tmp_path / "from" / "a.pdf")), deed=deed)
    assert outcome.name == "a (2).pdf"
    assert (tmp_path / "to" / "a.pdf").read_bytes() == b"theirs"
    assert (tmp_path / "to" / "a (2).pdf").read_bytes() == b"content"
    assert names(tmp_path / "from") == ([] if deed is Deed.MOVE else ["a.pdf"])


def test_a_drive_that_keeps_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = os.write
    monkeypatch.setattr(content.os, "write", lambda handle, piece: plain(handle, b"X" * len(piece)))
    (outcome,) = carried_out(tmp_path / "to", move_of(file(tmp_path / "a.pdf")), deed=Deed.COPY)
    assert outcome.state is MoveState.FAILED
    assert "did not keep" in outcome.problem.happened
    assert names(tmp_path / "to") == []


@pytest.mark.parametrize("deed", Deed)
def test_a_folder_that_turns_into_a_link_again_and_again_leads_nothing_outside(tmp_path: Path, deed: Deed) -> None:
    target, outside = tmp_path / "to", tmp_path / "outside"
    (target / "Letters").mkdir(parents=True)
    outside.mkdir()
    going = threading.Event()

    def flip() -> None:
        for number in count():
            if going.is_set():
                return
            aside = target / f"aside {number}"
            with suppress(OSError):  # the folder was made anew meanwhile
                (target / "Letters").rename(aside)
                (target / "Letters").symlink_to(outside)
                (target / "Letters").unlink()
                aside.rename(target / "Letters")

    thread = threading.Thread(target=flip)
    thread.start()
    try:
        until, number, done = time.monotonic() + 1.5, 0, 0
        while time.monotonic() < until:
            number += 1
            move = move_of(file(tmp_path / "from" / f"{number}.pdf"), "Letters", item_id=number)
            (outcome,) = carried_out(target, move, deed=deed)
            done += outcome.state is MoveState.DONE
            assert outcome.state is MoveState.DONE or (tmp_path / "from" / f"{number}.pdf").exists()
    finally:
        going.set()
        thread.join()
    assert done > 0
    assert names(outside) == []


def test_files_are_flushed_in_chunks_of_bounded_size(tmp_path: Path) -> None:
    moves = [move_of(file(tmp_path / "a.pdf"), str(number), item_id=number) for number in range(300)]
    sizes = [len(chunk) for chunk in moving.chunks(Errand(move, 0) for move in moves)]
    assert sum(sizes) == 300
    assert max(sizes) <= 100, "each folder is held open"


def test_a_rename_never_replaces(tmp_path: Path) -> None:
    file(tmp_path / "a", b"one")
    file(tmp_path / "b", b"two")
    with held(os.fsencode(tmp_path)) as folder, pytest.raises(FileExistsError):
        renaming.rename(folder, b"a", folder, b"b")
    assert (tmp_path / "b").read_bytes() == b"two"
