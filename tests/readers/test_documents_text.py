"""Pages and plain text, whatever they are called and however they are encoded."""

from pathlib import Path

import pytest

from deskhand.domain.files import LONGEST_WORDS
from readers.making_documents import SEEN, line, pdf, read, words_of


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><title>Prices</title><p>Oak</p><p>Elm</p>", "Oak\n\nElm"),
        ("<html><body>a<br>b<div>c</div>", "a\nb\nc"),
        ("<html><script>var a = 1;</script><style>p {}</style><p>Oak &amp; elm &euro;</p>", "Oak & elm €"),
        ("<html><table><tr><td>Oak<td>12</tr><tr><td><p>Elm</p></td><td>9</td></tr></table>", None),
        ("<html><p>un<b>bel</b>ievable\n   story", "unbelievable story"),
        ("<html><pre>a\n b</pre>", "a\nb"),
        ("<html><!-- hidden --><p>seen<![if !x]> too<![endif]>", "seen too"),
    ],
)
def test_a_page_is_read_as_it_looks(tmp_path: Path, html: str, words: str | None) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    read_words = words_of(tmp_path / "a.html").replace("\n\n", "\n")
    assert read_words == (words.replace("\n\n", "\n") if words else read_words)
    if words is None:
        assert [row.split() for row in read_words.splitlines()] == [["Oak", "12"], ["Elm", "9"]]


def test_the_title_of_a_page_is_its_subject(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><title>Prices of\n wood</title><p>Oak", encoding="utf-8")
    content = read(tmp_path / "a.html").content
    assert (content.kind, content.subject, content.words) == ("Web page", "Prices of wood", "Oak")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "cp932"])
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = {
        "cp1251": "Уважаемые господа, благодарим вас за ваше письмо и ждём ответа.",
        "cp932": "拝啓、貴社ますますご清栄のこととお慶び申し上げます。",
    }.get(encoding, "Schöne Grüße aus dem Büro, und danke für die Äpfel.")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert words_of(tmp_path / "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "shift_jis"])
def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    text = {"utf-8": "Grüße", "cp1251": "Привет", "shift_jis": "テスト"}[encoding]
    (tmp_path / "a.htm").write_bytes(f'<html><meta charset="{encoding}"><p>{text}'.encode(encoding))
    assert words_of(tmp_path / "a.htm") == text


def test_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("All is well.\n" * 10_000, encoding="utf-8")
    content = read(tmp_path / "a.log").content
    assert LONGEST_WORDS - 20 < len(content.words) <= LONGEST_WORDS
    assert content.notes == ("Only the first 50,000 characters were kept.",)


def test_what_cannot_be_seen_or_stored_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zero\u200bwidth\u00adhyphen\u202eturned\x07bell   wide\n\n\n\nend".encode())
    assert words_of(tmp_path / "a.txt") == "Zerowidthhyphenturnedbell wide\n\nend"


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", line("Hello from the office"))
    assert read(path.rename(tmp_path / "a.docx")).content.kind == "PDF"
    (tmp_path / "mail.txt").write_text("From: a@example.com\nTo: b@example.com\nSubject: Hi\n\nHello", encoding="utf-8")
    assert read(tmp_path / "mail.txt").content.kind == "E-mail"
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><p>Hello", encoding="utf-8")
    assert read(tmp_path / "page.txt").content.kind == "Web page"


def test_a_scanned_picture_is_read_and_a_photo_is_a_photo(tmp_path: Path, data: Path) -> None:
    photo = read(data / "documents-ordinary" / "tika--testJPEG_GEO_2.jpg").content
    assert (photo.kind, photo.date, photo.words) == ("Photo", "2012-02-19T16:43:29", SEEN)
    many = "Dear Ms Berg, thank you for your order of the third of May. Yours, Hill and Sons"
    scan = read(data / "documents-ordinary" / "tika--testPNG.png", many).content
    assert (scan.kind, scan.words, scan.seen, scan.has_picture) == ("Scan", many, 1, True)
