"""A project as one file: it comes out as it went in, and what is not ours is refused with nothing left behind."""

import zipfile
from pathlib import Path

import msgspec
import pytest

from deskhand.domain.problems import ProblemError
from deskhand.storage import handed_over
from deskhand.storage.handed_over import Contents, Part

FILES = {"project/project.db": b"database" * 9000, "project/skills/1-a/head.safetensors": b"\x00\x01"}


def written(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    folder.mkdir(exist_ok=True)
    on_disk = {}
    for number, (name, content) in enumerate(files.items()):
        on_disk[name] = folder / f"{number}{Path(name).suffix}"
        on_disk[name].write_bytes(content)
    handed_over.write(folder / "ours.deskhand", Contents("Münster", "tickets"), on_disk, lambda _: None)
    return folder / "ours.deskhand"


def forged(path: Path, contents: bytes, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("deskhand.json", contents)
    return path


def refused(path: Path, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    with pytest.raises(ProblemError) as caught:
        handed_over.take_out(path, folder, lambda _: None)
    assert caught.value.problem.advice
    return caught.value.problem.title


def test_all_files_come_out_as_they_went_in_and_every_byte_is_told(tmp_path: Path) -> None:
    heard: list[int] = []
    (tmp_path / "out").mkdir()
    contents = handed_over.take_out(written(tmp_path / "in"), tmp_path / "out", heard.append)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == FILES
    assert (contents.name, contents.size) == ("Münster", sum(heard))


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, place: float) -> None:
    path = written(tmp_path / "in")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * place)])
    assert refused(path, tmp_path / "out") == "This file is damaged"


def test_a_file_with_a_changed_byte_is_refused_wherever_it_is(tmp_path: Path) -> None:
    path = written(tmp_path / "in")
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        out = tmp_path / f"out{place}"
        out.mkdir()
        try:
            handed_over.take_out(path, out, lambda _: None)
        except ProblemError:
            continue
        for name, content in FILES.items():  # a byte that says nothing, as of a time
            assert (out / name).read_bytes() == content


@pytest.mark.parametrize(
    "name",
    [
        *("project/../../evil.json", "/etc/evil.json", "C:/evil.json", "project\\..\\evil.json", "project/nul.json"),
        *("project/run.py", "project/a/.hidden.json", "models/1/pytorch_model.bin", "project/trailing /a.json"),
        *("evil.json", "project//a.json", "project/x\x00.json"),
    ],
)
def test_a_name_that_we_would_not_have_given_is_refused(tmp_path: Path, name: str) -> None:
    files = {"project/project.db": b"x", name: b"y"}
    parts = tuple(Part(each, len(content), "") for each, content in files.items())
    path = forged(tmp_path / "f.deskhand", msgspec.json.encode(Contents("a", "tickets", (), parts)), files)
    refused(path, tmp_path / "out")
    assert not [file for file in tmp_path.rglob("*") if "evil" in file.name]


def test_more_bytes_than_the_list_says_are_not_written(tmp_path: Path) -> None:
    files = {"project/project.db": b"\x00" * (8 << 20)}
    told = msgspec.json.encode(Contents("a", "tickets", (), (Part("project/project.db", 10, ""),)))
    path = tmp_path / "bomb.deskhand"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project/project.db", files["project/project.db"])
        archive.writestr("deskhand.json", told)
    refused(path, tmp_path / "out")
    assert (tmp_path / "out/project/project.db").stat().st_size <= 10


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_file_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.deskhand"
    path.write_bytes(content)
    assert refused(path, tmp_path / "out")


def test_a_file_of_a_newer_deskhand_says_so(tmp_path: Path) -> None:
    parts = (Part("project/project.db", 1, ""),)
    told = msgspec.json.encode(Contents("a", "tickets", (), parts, format=99))
    path = forged(tmp_path / "new.deskhand", told, {"project/project.db": b"x"})
    assert refused(path, tmp_path / "out") == "This file is from a newer Deskhand"
