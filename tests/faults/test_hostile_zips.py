"""Zips of models that somebody made to harm: each is refused in words, runs nothing, and leaves nothing behind."""

import pickle
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.hostile_models import Payload, refused
from tiny_shelf import added, tiny_bert


@pytest.fixture(scope="module")
def honest_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bert(tmp_path_factory.mktemp("made") / "honest")


@pytest.fixture
def folder(honest_once: Path, tmp_path: Path) -> Path:
    """An honest model; each test makes it hostile."""
    return Path(shutil.copytree(honest_once, tmp_path / "stick" / "honest"))


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """It is there if something ran, or was written where it should not."""
    return tmp_path / "marker"


def test_an_honest_zip_is_taken(folder: Path) -> None:
    assert added(zipped(folder)).id == "honest"


def zipped(folder: Path, change: Callable[[zipfile.ZipFile], object] = lambda _: None) -> Path:
    archive = folder.parent / "model.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for file in sorted(folder.rglob("*")):
            made.write(file, file.relative_to(folder.parent))
        change(made)
    shutil.rmtree(folder)
    return archive


def odd(name: str, attributes: int = 0, kind: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("x")
    made.filename, made.external_attr, made.compress_type = name, attributes << 16, kind
    return made


OUTSIDE = ["../evil.txt", "honest/../../evil.txt", "/evil.txt", "//host/evil.txt", "C:/evil.txt", "C:evil.txt"]


@pytest.mark.parametrize("name", [*OUTSIDE, "..\\evil.txt", "a\\..\\..\\evil.txt", "honest/evil\0.txt", ".."])
def test_a_zip_that_would_write_elsewhere_is_refused(folder: Path, marker: Path, name: str) -> None:
    archive = zipped(folder, lambda made: made.writestr(odd(name), "evil"))
    refused(archive, marker, "outside its folder")
    assert not list(archive.parent.parent.rglob("evil*"))


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666, 0o060666])
def test_a_zip_with_links_or_devices_is_refused(folder: Path, marker: Path, mode: int) -> None:
    refused(zipped(folder, lambda made: made.writestr(odd("honest/vocab.txt", mode), "/etc/passwd")), marker, "links")


@pytest.mark.parametrize("name", ["honest/config.json", "honest/CONFIG.json", "Honest/config.json"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_two_files_of_one_name_is_refused(folder: Path, marker: Path, name: str) -> None:
    refused(zipped(folder, lambda made: made.writestr(name, "{}")), marker, "same name")


@pytest.mark.parametrize("name", ["honest/pytorch_model.bin", "honest/evil.py", "honest/deep/a.pkl"])
def test_a_zip_with_what_could_run_programs_is_refused(folder: Path, marker: Path, name: str) -> None:
    refused(zipped(folder, lambda made: made.writestr(name, pickle.dumps(Payload(marker)))), marker, "program")


def test_a_zip_of_thousands_of_files_is_refused(folder: Path, marker: Path) -> None:
    def fill(made: zipfile.ZipFile) -> None:
        for number in range(2001):
            made.writestr(f"honest/{number}.txt", "")

    refused(zipped(folder, fill), marker, "far more files")


def test_a_bomb_is_refused_before_it_grows(folder: Path, marker: Path) -> None:
    archive = zipped(folder, lambda made: made.writestr("honest/more.safetensors", bytes(150 << 20)))
    assert archive.stat().st_size < 8 << 20
    refused(archive, marker, "grows out of nothing")


def patched(archive: Path, change: Callable[[bytearray, int], object]) -> Path:
    """With the last entry of the list at its end changed; ``change`` hears where that begins."""
    content = bytearray(archive.read_bytes())
    change(content, content.rindex(b"PK\x01\x02"))
    archive.write_bytes(content)
    return archive


def test_a_zip_that_says_it_is_larger_than_any_drive_is_refused(folder: Path, marker: Path) -> None:
    archive = zipped(folder, lambda made: made.writestr("honest/more.safetensors", "x"))

    def swell(content: bytearray, place: int) -> None:
        struct.pack_into("<I", content, place + 24, 0xFFFFFFF0)

    refused(patched(archive, swell), marker, "grows out of nothing")


def test_a_zip_whose_files_share_their_bytes_is_refused(folder: Path, marker: Path) -> None:
    archive = zipped(folder, lambda made: made.writestr("honest/vocab.txt", "x"))

    def share(content: bytearray, place: int) -> None:
        struct.pack_into("<I", content, place + 42, 0)

    refused(patched(archive, share), marker, "over each other")


@pytest.mark.parametrize("says", [0, 10, 3000])
def test_a_zip_that_lies_about_a_size_is_refused(folder: Path, marker: Path, says: int) -> None:
    archive = zipped(folder, lambda made: made.writestr("honest/vocab.txt", "word\n" * 400))

    def lie(content: bytearray, place: int) -> None:
        struct.pack_into("<I", content, place + 24, says)

    refused(patched(archive, lie), marker)


def test_a_zip_with_a_password_is_refused(folder: Path, marker: Path) -> None:
    archive = zipped(folder, lambda made: made.writestr("honest/vocab.txt", "x"))

    def lock(content: bytearray, place: int) -> None:
        content[place + 8] |= 1

    refused(patched(archive, lock), marker, "password")


def test_a_zip_that_is_packed_in_an_unusual_way_is_refused(folder: Path, marker: Path) -> None:
    archive = zipped(folder, lambda made: made.writestr(odd("honest/vocab.txt", kind=zipfile.ZIP_LZMA), "x" * 99))
    refused(archive, marker, "unusual")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_zip_that_was_cut_off_is_refused(folder: Path, marker: Path, share: float) -> None:
    archive = zipped(folder)
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(share * len(whole))])
    refused(archive, marker, "damaged")


def test_a_zip_with_a_flipped_bit_is_refused(folder: Path, marker: Path) -> None:
    archive = zipped(folder)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0x10
    archive.write_bytes(content)
    refused(archive, marker)
