"""Whatever a name is made from, it can be written on every computer, and leads nowhere else."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskhand.domain.filing_names import cut_to, numbered, parted, safe_file_name, safe_name, same_name

TEXT = st.text(st.characters(codec=None), max_size=300)
NASTY = (
    "", ".", "..", "...", " ", "~", "-rf", "CON", "con.txt", "COM¹.pdf", "lpt9", "NUL .txt", "aux.tar.gz", "CONIN$",
    "a.", "a ", " a", "a. .", "a:b", "a/b", "a\\b", "/etc/passwd", "C:\\Windows", "..\\..\\x", "//host", "|?*<>\"",
    "／etc", "a∕b", "a⁄b", "\u202egnp.exe", "zero\u200bwidth", "\ufeffbom", "new\nline", "tab\t", "nul\0byte", "\x7f",
    "\udcff\udcfe.txt", "\ufffe", "cafe\u0301", "café", "👩\u200d👩\u200d👧", "desktop.ini", "Thumbs.db", "~$x.docx",
    "x.lnk", "é" * 200, "😀" * 100, "x" * 300, "a" * 255, "日" * 90 + ".pdf",
)  # fmt: skip
FORBIDDEN = set('/\\:*?"<>|')


def is_safe(name: str) -> bool:
    stem = name.split(".", maxsplit=1)[0].rstrip(" ").casefold()
    return (
        0 < len(name.encode()) <= 255
        and len(name.encode("utf-16-le")) <= 510
        and not FORBIDDEN & set(name)
        and name == name.strip(" ").rstrip(". ")
        and not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name)
        and unicodedata.is_normalized("NFC", name)
        and stem not in {"con", "prn", "aux", "nul", "conin$", "conout$"}
        and not (len(stem) == 4 and stem[:3] in ("com", "lpt") and stem[3] in "0123456789¹²³")
    )


@given(TEXT)
def test_any_text_becomes_a_name_of_one_level(text: str) -> None:
    name = safe_name(text)
    assert is_safe(name)
    assert os.path.normpath(f"/target/{name}") == f"/target/{name}"
    assert Path("/target", name).parent == Path("/target")
    assert safe_name(name) == name


@given(TEXT, st.sampled_from([".pdf", ".tar", ".p:df", ".DOCX", "", ".", "./x", "." + "y" * 40]))
def test_any_text_becomes_a_file_name_that_keeps_its_ending(stem: str, ending: str) -> None:
    name = safe_file_name(stem, ending)
    assert is_safe(name)
    assert Path("/target", name).parent == Path("/target")
    if ending in (".pdf", ".tar", ".DOCX"):
        assert name.endswith(ending)


@given(TEXT, st.integers(2, 10_000))
def test_a_numbered_name_is_safe_and_another_one(text: str, number: int) -> None:
    name = safe_file_name(text, ".pdf")
    assert is_safe(numbered(name, number))
    assert same_name(numbered(name, number)) != same_name(name)
    assert numbered(name, number).endswith(f" ({number}){parted(name)[1]}")


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_name_is_mended_and_can_be_written_here(text: str, tmp_path: Path) -> None:
    name = safe_file_name(text, ".pdf")
    assert is_safe(safe_name(text))
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / name).write_bytes(b"x")
    assert [path.name for path in (tmp_path / "names").iterdir()] == [name]


def test_names_that_need_nothing_stay_as_they_are() -> None:
    for name in (
        "Brief an Müller (2).pdf",
        "re - 12 & 13.docx",
        ".hidden",
        "日本語.txt",
        "a  b",
        "100 %",
        "O'Neill",
        "👍🏽",
    ):
        assert safe_name(name) == name


def test_a_name_is_cut_between_characters() -> None:
    for unit in ("é", "日", "😀", "👍🏽", "क्षि"):
        name = safe_file_name(unit * 300, ".pdf")
        assert name.endswith(".pdf")
        assert set(name.removesuffix(".pdf")) <= set(unicodedata.normalize("NFC", unit))
        assert not unicodedata.category(name[0]).startswith("M")
    assert safe_file_name("👍🏽" * 100, ".pdf").removesuffix(".pdf").endswith("👍🏽")


def test_names_that_some_computer_takes_for_one_are_known() -> None:
    assert same_name("Café.PDF") == same_name("cafe\u0301.pdf")
    assert same_name("STRASSE") == same_name("straße")
    assert same_name("a.pdf") != same_name("b.pdf")


def test_a_name_fits_into_what_room_there_is() -> None:
    assert cut_to("a long name.pdf", 10) == "a long.pdf"
    assert cut_to("name.pdf", 3) == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [("a.pdf", ("a", ".pdf")), (".bashrc", (".bashrc", "")), ("a. b", ("a. b", "")), ("a.tar.gz", ("a.tar", ".gz"))],
)
def test_an_ending_is_told_from_the_name(name: str, parts: tuple[str, str]) -> None:
    assert parted(name) == parts
