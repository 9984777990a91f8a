"""Each file is opened in a process that may die of it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from deskhand.domain.files import PICTURE_EDGE
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Stopped
from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers.apart import process
from deskhand.readers.apart.fingerprints import fingerprint_of, must_be_as_before
from deskhand.readers.apart.pool import Apart, Opened
from readers import deadly_reader

PHOTOS = SourceKind.PHOTOS
WITHIN_LIMITS = """
import os, socket, subprocess, sys
from deskhand.readers.apart.limits import allow_little, limit_memory
allow_little()
limit_memory(100 << 20)
for deed in (
    lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1]))),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: subprocess.run([sys.executable, "-c", ""]),
    lambda: open(sys.argv[2], "w"),
    lambda: open(sys.argv[3], "ab"),
    lambda: os.remove(sys.argv[3]),
    lambda: os.rename(sys.argv[3], sys.argv[2]),
    lambda: bytearray(200 << 20),
    lambda: open(sys.argv[3], "rb").read(),
):
    try:
        deed()
        print("done")
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
"""


def photo(path: Path, size: tuple[int, int] = (800, 600)) -> Path:
    Image.new("RGB", size, "teal").save(path, "JPEG")
    return path


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COMMAND", deadly_reader.COMMAND)


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart(1) as made:
        yield made


def problem_of(apart: Apart, path: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        apart.read(path, PHOTOS)
    assert caught.value.problem.advice
    return caught.value.problem


def test_a_photo_comes_back_small_and_in_our_own_making(tmp_path: Path, apart: Apart) -> None:
    opened = apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    assert (opened.content.kind, opened.content.has_picture) == ("Photo", True)
    assert opened.jpeg.startswith(b"\xff\xd8\xff")
    (tmp_path / "small.jpg").write_bytes(opened.jpeg)
    with Image.open(tmp_path / "small.jpg") as image:
        assert image.size == (PICTURE_EDGE, PICTURE_EDGE * 3 // 4)


def test_a_page_is_drawn_as_large_as_is_asked(tmp_path: Path, apart: Apart) -> None:
    (tmp_path / "large.jpg").write_bytes(apart.draw(photo(tmp_path / "a.jpg"), PHOTOS, 0, 700))
    with Image.open(tmp_path / "large.jpg") as image:
        assert image.size == (700, 525)


def test_what_cannot_be_read_is_told_and_the_process_lives_on(tmp_path: Path, apart: Apart) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture at all")
    assert problem_of(apart, tmp_path / "a.jpg").title == "This is not a picture"
    assert problem_of(apart, tmp_path / "gone.jpg").title == "The file is not there"
    assert apart.read(photo(tmp_path / "b.jpg"), PHOTOS)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes")
def test_a_name_of_any_bytes_is_opened(tmp_path: Path, apart: Apart) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/h\xfclle\n.jpg"))
    assert apart.read(photo(path), PHOTOS)
    path.write_bytes(b"no picture at all")
    assert "h\ufffdlle" in problem_of(apart, path).happened


@pytest.mark.usefixtures("deadly")
def test_a_file_that_kills_twice_is_told_and_every_other_is_read(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(6)]
    paths = [photo(tmp_path / name) for name in ("crash.jpg", "memory.jpg", *names)]

    def outcome(apart: Apart, path: Path) -> Opened | str:
        try:
            return apart.read(path, PHOTOS)
        except ProblemError as error:
            return error.problem.title

    with Apart(2) as apart, ThreadPoolExecutor(2) as threads:
        crashed, starved, *others = threads.map(lambda path: outcome(apart, path), paths)
    assert (crashed, starved) == ("The file is damaged", "The file needs too much memory")
    assert all(isinstance(one, Opened) for one in others)


@pytest.mark.usefixtures("deadly")
def test_a_file_that_was_there_when_its_process_died_once_is_read(tmp_path: Path, apart: Apart) -> None:
    assert apart.read(photo(tmp_path / "once.jpg"), PHOTOS)
    assert (tmp_path / "dead").exists()


def test_a_process_that_is_killed_from_outside_harms_no_file(tmp_path: Path, apart: Apart) -> None:
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    (child,) = psutil.Process().children()
    child.kill()
    assert apart.read(photo(tmp_path / "b.jpg"), PHOTOS)


@pytest.mark.usefixtures("deadly")
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    monkeypatch.setattr(process, "PATIENCE", 1.0)
    begin = time.monotonic()
    assert problem_of(apart, photo(tmp_path / "forever.jpg")).title == "Reading takes too long"
    assert time.monotonic() - begin < 2
    assert apart.read(tmp_path / "a.jpg", PHOTOS)


@pytest.mark.usefixtures("deadly")
def test_every_page_that_is_seen_gives_more_time(tmp_path: Path, apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    monkeypatch.setattr(process, "PATIENCE", 1.2)
    assert apart.read(photo(tmp_path / "slow.jpg"), PHOTOS)


@pytest.mark.usefixtures("deadly")
def test_a_laptop_that_was_closed_meanwhile_is_no_file_that_takes_too_long(
    tmp_path: Path, apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    monkeypatch.setattr(process, "PATIENCE", 0.3)
    monkeypatch.setattr(process, "_SLEPT", 0.0)
    assert apart.read(photo(tmp_path / "slow.jpg"), PHOTOS)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl C reaches other processes otherwise on Windows")
def test_ctrl_c_is_not_meant_for_those_who_read(tmp_path: Path, apart: Apart) -> None:
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    (child,) = psutil.Process().children()
    child.send_signal(signal.SIGINT)
    assert apart.read(photo(tmp_path / "b.jpg"), PHOTOS)
    assert psutil.Process().children() == [child]


@pytest.mark.usefixtures("deadly")
def test_what_libraries_print_does_not_get_into_the_pipe(tmp_path: Path, apart: Apart) -> None:
    assert apart.read(photo(tmp_path / "chatty.jpg"), PHOTOS)
    (child,) = psutil.Process().children()
    assert apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    assert psutil.Process().children() == [child]


@pytest.mark.usefixtures("deadly")
def test_closing_ends_what_is_in_hand_at_once(tmp_path: Path) -> None:
    apart = Apart(1)
    apart.read(photo(tmp_path / "a.jpg"), PHOTOS)
    ended: list[type[BaseException]] = []

    def wait() -> None:
        try:
            apart.read(photo(tmp_path / "forever.jpg"), PHOTOS)
        except Stopped as error:
            ended.append(type(error))

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.3)
    begin = time.monotonic()
    apart.close()
    thread.join(5)
    assert (ended, time.monotonic() - begin < 1) == ([Stopped], True)
    assert psutil.Process().children() == []


def test_a_process_leaves_when_the_one_that_asked_it_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from deskhand.domain.items import SourceKind\n"
        "from deskhand.readers.apart.pool import Apart\n"
        "Apart(1).read(Path(sys.argv[1]), SourceKind.PHOTOS); print('read', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(photo(tmp_path / "a.jpg"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        assert asker.stdout.readline() == b"read\n"
        (child,) = psutil.Process(asker.pid).children()
        asker.kill()
        psutil.wait_procs([child], timeout=5)
        assert not child.is_running()


def test_a_worn_out_process_makes_way_for_a_fresh_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WORN_OUT", 2)
    with Apart(1) as apart:
        for number in range(2):
            apart.read(photo(tmp_path / f"{number}.jpg"), PHOTOS)
        assert psutil.Process().children() == []
        assert apart.read(photo(tmp_path / "3.jpg"), PHOTOS)


@pytest.mark.usefixtures("deadly")
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_process_that_has_little_memory_left_makes_way_too(tmp_path: Path, apart: Apart) -> None:
    assert apart.read(photo(tmp_path / "hoard.jpg"), PHOTOS)
    assert psutil.Process().children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_one_who_reads_has_no_network_no_programs_no_pen_and_little_memory(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"content")
    with socket.create_server(("127.0.0.1", 0)) as server:
        arguments = [str(server.getsockname()[1]), str(tmp_path / "new"), str(tmp_path / "there")]
        done = subprocess.run(
            [sys.executable, "-c", WITHIN_LIMITS, *arguments], capture_output=True, text=True, check=True
        )
    assert done.stdout.split() == ["PermissionError"] * 7 + ["MemoryError", "done"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "there"]
    assert (tmp_path / "there").read_bytes() == b"content"


def test_nothing_in_the_current_folder_is_taken_for_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: Apart
) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert apart.read(photo(tmp_path / "a.jpg"), PHOTOS)


@pytest.mark.skipif(os.name != "posix", reason="pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path, apart: Apart) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(ProblemError, match="no ordinary file"):
        fingerprint_of(tmp_path / "pipe.jpg")
    assert problem_of(apart, tmp_path / "pipe.jpg")


@pytest.mark.skipif(sys.platform != "linux", reason="files with holes")
def test_a_file_that_is_larger_than_a_drive_is_not_looked_through(tmp_path: Path) -> None:
    with (tmp_path / "endless.txt").open("wb") as file:
        file.truncate(1 << 42)
    with pytest.raises(ProblemError, match="too large"):
        fingerprint_of(tmp_path / "endless.txt")


def test_a_file_that_is_written_to_meanwhile_is_told(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    found = fingerprint_of(path)
    must_be_as_before(path, found)
    path.write_bytes(b"something else")
    with pytest.raises(ProblemError, match="changed while it was read"):
        must_be_as_before(path, found)
