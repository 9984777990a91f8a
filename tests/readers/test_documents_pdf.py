"""PDFs: their words in order, scans read off their pictures, locked and damaged ones told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskhand.domain.problems import ProblemError
from deskhand.readers.documents.reading import page_picture
from readers.making_documents import SEEN, line, pdf, read, scan

LETTER = line("Dear Ms Berg, thank you for your order of the third of May.") + line("Yours, Hill and Sons", 660)


def test_the_words_of_all_pages_are_read_in_order(tmp_path: Path) -> None:
    content = read(pdf(tmp_path / "letter.pdf", LETTER, line("Page two"))).content
    assert " ".join(content.words.split()) == (
        "Dear Ms Berg, thank you for your order of the third of May. Yours, Hill and Sons Page two"
    )
    assert (content.kind, content.pages, content.seen, content.has_picture) == ("PDF", 2, 0, True)


def test_the_first_page_is_a_picture_and_others_can_be_drawn(tmp_path: Path) -> None:
    path = pdf(tmp_path / "letter.pdf", LETTER, line("Page two"))
    picture = read(path).picture
    assert picture is not None
    assert max(picture.size) == 900
    second = page_picture(path, 1, 300)
    assert second is not None
    assert max(second.size) == 300
    assert page_picture(path, 2, 300) is None


def test_scans_are_read_off_their_pictures_the_first_three_of_them(tmp_path: Path) -> None:
    content = read(pdf(tmp_path / "scan.pdf", *[scan()] * 5)).content
    assert content.words.split("\n\n") == [SEEN] * 3
    assert content.seen == 3
    assert content.notes == ("Pages without words of their own: 5. The last 2 of them were not read.",)


def test_a_stamp_over_a_scan_is_not_all_of_its_words(tmp_path: Path) -> None:
    content = read(pdf(tmp_path / "scan.pdf", scan() + line("Received 3 May", 20))).content
    assert content.words == f"Received 3 May\n{SEEN}"


def test_a_short_page_without_a_picture_is_believed(tmp_path: Path) -> None:
    assert read(pdf(tmp_path / "short.pdf", line("Thank you!"))).content.seen == 0


def test_words_that_are_no_letters_are_read_off_the_picture(tmp_path: Path) -> None:
    garbage = line("".join(f"\\{number:03o}" for number in range(1, 32)) * 10)
    assert read(pdf(tmp_path / "garbage.pdf", garbage)).content.words == SEEN


def test_an_empty_page_is_not_looked_at(tmp_path: Path) -> None:
    content = read(pdf(tmp_path / "empty.pdf", "")).content
    assert (content.words, content.seen, content.notes) == ("", 0, ("No words were found in it.",))


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Offer for the roof of the town hall", "Offer for the roof of the town hall"),
        ("Microsoft Word - offer.doc", ""),
        ("untitled", ""),
        ("offer_final_2.pdf", ""),
        ("Document1", ""),
    ],
)
def test_a_title_counts_only_if_a_person_wrote_it(tmp_path: Path, title: str, subject: str) -> None:
    path = pdf(tmp_path / "offer.pdf", LETTER, info=f"/Title ({title})")
    assert read(path).content.subject == subject


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("D:20210305140000", "2021-03-05T14:00:00"),
        ("D:20210305140000Z00'00'", datetime(2021, 3, 5, 14, tzinfo=UTC).astimezone().isoformat()[:19]),
        ("D:20210305", "2021-03-05T00:00:00"),
        ("D:19700101000000Z", ""),
        ("D:20211305140000", ""),
        ("yesterday", ""),
    ],
)
def test_the_day_is_told_if_it_is_one(tmp_path: Path, written: str, day: str) -> None:
    assert read(pdf(tmp_path / "offer.pdf", LETTER, info=f"/CreationDate ({written})")).content.date == day


def test_what_is_filled_into_a_box_on_the_page_is_read(tmp_path: Path) -> None:
    box = "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (Paid in May) >>]"
    assert read(pdf(tmp_path / "form.pdf", LETTER, page=box)).content.words.endswith("Paid in May")


def test_a_page_of_absurd_size_is_drawn_small(tmp_path: Path) -> None:
    path = pdf(tmp_path / "wide.pdf", LETTER)
    path.write_bytes(path.read_bytes().replace(b"0 0 595 842", b"0 0 1e6 9e5"))
    picture = read(path).picture
    assert picture is not None
    assert max(picture.size) <= 900


def test_a_locked_or_damaged_one_is_told_with_advice(tmp_path: Path) -> None:
    path = pdf(tmp_path / "letter.pdf", LETTER)
    path.write_bytes(b"%PDF-1.7\n" + bytes(1000))
    with pytest.raises(ProblemError) as caught:
        read(path)
    assert caught.value.problem.title == "The document is damaged"
    whole = pdf(tmp_path / "locked.pdf", LETTER).read_bytes()
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32)
    (tmp_path / "locked.pdf").write_bytes(whole.replace(b"/Info 5 0 R", lock))
    with pytest.raises(ProblemError) as caught:
        read(tmp_path / "locked.pdf")
    assert caught.value.problem.title == "The document is locked with a password"
    assert "without the password" in caught.value.problem.advice


def test_a_title_that_is_only_the_name_of_the_file_is_no_subject(tmp_path: Path) -> None:
    title = "/Title (Terms of the Lease)"
    assert read(pdf(tmp_path / "terms of the lease.pdf", LETTER, info=title)).content.subject == ""
    assert read(pdf(tmp_path / "IMG 3.pdf", LETTER, info=title)).content.subject == "Terms of the Lease"
