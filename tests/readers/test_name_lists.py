"""Lists of names, as people keep them."""

from pathlib import Path

import pytest

from deskhand.domain.problems import ProblemError
from deskhand.readers.name_lists import MOST, read_names
from readers.making_tables import xlsx


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_has_a_name_on_each_line(tmp_path: Path) -> None:
    path = written(tmp_path, "names.txt", "Justin Holmes\r\n\r\n Walter  Cole \nBaxter, Legal\njustin holmes\n")
    assert read_names(path) == ("Justin Holmes", "Walter Cole", "Baxter, Legal")


def test_letters_of_every_encoding_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "names.txt", "Jürgen Müller\nZoë Grüß\nKöln\n".encode("cp1252"))
    assert read_names(path) == ("Jürgen Müller", "Zoë Grüß", "Köln")


def test_first_and_last_name_become_one(tmp_path: Path) -> None:
    rows = [["First Name", "Last Name", "Company", "Phone"], ["Ann", "Fletcher", "Delta Electrical", "555-0142"]]
    rows += [["Paul", "", "", "555-0143"], ["", "Quinn", "Delta Electrical", "555-0144"]]
    assert read_names(xlsx(tmp_path / "contacts.xlsx", rows)) == ("Ann Fletcher", "Delta Electrical", "Paul", "Quinn")


def test_german_headings_are_known(tmp_path: Path) -> None:
    path = written(tmp_path, "kontakte.csv", "Vorname;Nachname;E-Mail\nJürgen;Müller;j@b.org\nEva;Groß;e@b.org\n")
    assert read_names(path) == ("Jürgen Müller", "Eva Groß")


def test_one_column_needs_no_heading(tmp_path: Path) -> None:
    assert read_names(written(tmp_path, "names.csv", "Justin Holmes\nWalter Cole\nAnn Fletcher\n")) == (
        "Justin Holmes",
        "Walter Cole",
        "Ann Fletcher",
    )


def test_numbers_and_addresses_are_no_names(tmp_path: Path) -> None:
    path = written(tmp_path, "names.txt", "12345\nann@example.org\nAnn Fletcher\n" + "word " * 40 + "\n")
    assert read_names(path) == ("Ann Fletcher",)


def test_a_very_long_list_is_cut(tmp_path: Path) -> None:
    path = written(tmp_path, "names.txt", "".join(f"Name {number}\n" for number in range(MOST + 50)))
    assert len(read_names(path)) == MOST


def test_a_table_without_names_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "parts.csv", "Part,Price\nfilter,4.50\nboiler,400\n")
    with pytest.raises(ProblemError) as caught:
        read_names(path)
    assert caught.value.problem.title == "No column of names was found"
    assert caught.value.problem.advice


@pytest.mark.parametrize("content", [b"", b"12\n34\n", b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n\0", b"PK\x03\x04broken"])
def test_what_holds_no_names_is_a_clear_problem(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        read_names(written(tmp_path, "names.txt", content))
    assert caught.value.problem.advice


def test_a_missing_list_is_a_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read_names(tmp_path / "gone.txt")
    assert caught.value.problem.title == "The file is not there"
