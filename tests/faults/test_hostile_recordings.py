"""Recordings that are cut off, damaged, disguised or built to harm: each is read, or told with advice."""

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.readers.sound.decoding import open_sound
from readers.making_sounds import FORMATS, Format, long_wav, recorded, tone, wav

ENDINGS = {".wav", ".mp3", ".m4a", ".ogg", ".flac", ".amr"}
MEMORY = 2 << 30
SECONDS = 120
READ_ALL = f"""
import json, sys
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from deskhand.domain.problems import ProblemError
from deskhand.readers.sound.decoding import open_sound
for path in sys.argv[1:]:
    try:
        with open_sound(path) as sound:
            answer = {{"values": sum(map(len, sound.blocks())), "notes": sound.notes}}
    except ProblemError as error:
        answer = {{"title": error.problem.title, "advice": error.problem.advice}}
    print(json.dumps(answer), flush=True)
"""
GROWTH = """
import sys
import psutil
from deskhand.readers.sound.decoding import open_sound
with open_sound(sys.argv[1]) as sound:
    blocks = sound.blocks()
    next(blocks)
    before = psutil.Process().memory_info().rss
    most = max(psutil.Process().memory_info().rss for _ in blocks)
print(most - before)
"""
LIST_WITHOUT_RIGHTS = """
import os, sys
from deskhand.domain.problems import ProblemError
from deskhand.readers.recordings.folder import RecordingsFolder
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    list(RecordingsFolder(sys.argv[1]).each())
except ProblemError as error:
    print(error.problem.title)
"""


def read_all(paths: list[Path]) -> dict[str, dict[str, object]]:
    """What became of each file, read in a process of its own with limits of memory and time."""
    command = [sys.executable, "-c", READ_ALL, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=2 * SECONDS)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths), f"{paths[len(answers)].name} ended the reading: {done.stderr[-500:]}"
    assert done.stderr == ""
    return {path.name: answer for path, answer in zip(paths, answers, strict=True)}


def title_of(path: Path) -> str:
    with pytest.raises(ProblemError) as caught, open_sound(path) as sound:
        list(sound.blocks())
    assert caught.value.problem.advice
    return caught.value.problem.title


def real(data: Path) -> list[Path]:
    folders = [data / name for name in ("voicemails", "documents-ordinary", "documents-hostile")]
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS]
    return [path for path in found if not path.name.startswith("vm") or path.name.startswith("vm01")]


def test_every_real_recording_is_read_or_told_with_advice(data: Path) -> None:
    paths = real(data)
    assert len(paths) >= 30
    answers = read_all(paths)
    told = {name for name, answer in answers.items() if answer.get("advice")}
    assert {name for name, answer in answers.items() if not answer.get("values")} == told
    assert told == {
        "odd_corrupt.wav",
        "tika--testMP4_drm.m4a",
        "tika--testMP4_esdsFlags.m4a",
        "tika--testMP3truncated.mp3",
        "tika--testMP4_truncated.m4a",
    }


def test_cut_off_and_damaged_recordings_never_end_the_reading(tmp_path: Path, data: Path) -> None:
    chance = random.Random(5)
    paths = []
    whole = [recorded(tmp_path / f"{place}.{form.ending}", form, 2) for place, form in enumerate(FORMATS)]
    for path in [*whole, *real(data)]:
        content = path.read_bytes()[:300_000]
        for number, part in enumerate((0.02, 0.5, 0.97)):
            cut = tmp_path / f"cut{number}-{path.name}"
            cut.write_bytes(content[: max(1, int(len(content) * part))])
            flipped = bytearray(content)
            for _ in range(1 + len(content) // 400):
                flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            damaged = tmp_path / f"flipped{number}-{path.name}"
            damaged.write_bytes(flipped)
            paths += [cut, damaged]
    answers = read_all(paths)
    assert not [name for name, answer in answers.items() if not answer.get("values") and not answer.get("advice")]


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("letter.wav", b"%PDF-1.7 hello", "This is not a recording"),
        ("photo.mp3", b"\xff\xd8\xff\xe0" + bytes(500), "This is not a recording"),
        ("picture.ogg", b"\x89PNG\r\n\x1a\n" + bytes(500), "This is not a recording"),
        ("page.m4a", b"<!DOCTYPE html><p>Please log in", "This is not a recording"),
        ("words.amr", "Grüße, bitte rückrufen".encode() * 300, "This is not a recording"),
        ("book.wma", b"PK\x03\x04" + bytes(100), "This is not a recording"),
        ("none.wav", b"", "The file is empty"),
        ("zeros.wav", bytes(10_000), "The recording is damaged"),
        ("noise.wav", random.Random(3).randbytes(50_000), "The recording is damaged"),
        ("head.wav", b"RIFF\x24\0\0\0WAVE", "The recording is damaged"),
    ],
)
def test_what_is_no_recording_is_called_what_it_is(tmp_path: Path, name: str, content: bytes, title: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert title_of(tmp_path / name) == title


def test_a_folder_and_a_missing_recording_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    assert title_of(tmp_path / "folder.wav")
    assert title_of(tmp_path / "gone.wav") == "The file is not there"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read at its beginning")
def test_a_drive_that_stops_is_not_called_a_damaged_recording(tmp_path: Path) -> None:
    (tmp_path / "call.wav").symlink_to("/proc/self/mem")
    assert title_of(tmp_path / "call.wav") == "The file cannot be reached"


def test_a_recording_of_nothing_says_that_there_is_no_sound(tmp_path: Path) -> None:
    assert title_of(wav(tmp_path / "call.wav", np.zeros(0))) == "There is no sound in this file"


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    path = recorded(tmp_path / "call.m4a", Format("m4a", "aac", 44100, samples="fltp"), 2)
    renamed = path.rename(tmp_path / "call.wav")
    assert read_all([renamed])["call.wav"]["values"]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of this computer, and what it was asked for."""
    paths: list[str] = []

    class Remember(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Remember)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("first", ["", "\x01", "\n\n"])
def test_a_playlist_in_disguise_opens_nothing_else(tmp_path: Path, asked: tuple[str, list[str]], first: str) -> None:
    address, paths = asked
    secret = wav(tmp_path / "secret.wav", tone(2, 8000))
    lists = {
        "hls.wav": f"{first}#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}/a.ts\n#EXT-X-ENDLIST\n",
        "near.m3u8": f"{first}#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{secret}\n#EXT-X-ENDLIST\n",
        "concat.mp3": f"{first}ffconcat version 1.0\nfile {secret}\nfile {address}/b.wav\n",
        "dash.m4a": f'{first}<?xml version="1.0"?><MPD><BaseURL>{address}/c.mp4</BaseURL></MPD>',
        "session.amr": f"{first}v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    }
    for name, content in lists.items():
        (tmp_path / name).write_text(content)
        assert title_of(tmp_path / name) in {"This is not a recording", "The recording is damaged"}
    assert paths == []


def test_three_hours_are_read_in_steady_memory(tmp_path: Path) -> None:
    path = long_wav(tmp_path / "long.wav", 3)
    done = subprocess.run([sys.executable, "-c", GROWTH, str(path)], capture_output=True, text=True)
    assert int(done.stdout) < 30 << 20, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir(mode=0)
    done = subprocess.run(
        [sys.executable, "-c", LIST_WITHOUT_RIGHTS, str(tmp_path / "calls")], capture_output=True, text=True
    )
    assert done.stdout.strip() == "The folder may not be opened", done.stderr
