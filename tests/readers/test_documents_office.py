"""Office documents, new and old: every word that is on the page, and none that is not."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from deskhand.domain.problems import ProblemError
from readers.making_documents import docx, odt, old_doc, old_ppt, ole, paragraph, read, words_of, zipped
from readers.making_tables import xlsx

CORE = "<dc:title>Lease of the mill</dc:title><dcterms:created>2021-03-05T14:00:00</dcterms:created>"
SLIDE = '<s xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></s>'


def problem_of(path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        read(path)
    assert caught.value.problem.advice
    return caught.value.problem.title


def test_a_letter_is_read_with_its_head_its_notes_and_its_foot(tmp_path: Path) -> None:
    others = {"header": "Hill and Sons", "footer": "Bank 123", "footnotes": "At noon", "comments": "Is that so?"}
    parts = {kind: paragraph(text) for kind, text in others.items()}
    content = read(docx(tmp_path / "letter.docx", paragraph("Dear Ms Berg"), CORE, parts)).content
    assert content.words.split("\n\n") == ["Hill and Sons", "Dear Ms Berg", "At noon", "Is that so?", "Bank 123"]
    assert (content.kind, content.subject, content.date) == (
        "Word document",
        "Lease of the mill",
        "2021-03-05T14:00:00",
    )


def test_a_table_keeps_its_rows_on_lines(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(paragraph('Oak') + paragraph('boards'))}{cell.format(paragraph('12'))}</w:tr>"
    assert words_of(docx(tmp_path / "a.docx", f"<w:tbl>{row}{row}</w:tbl>")) == "Oak boards\t12\nOak boards\t12"


def test_words_in_pieces_are_whole_and_breaks_are_breaks(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('Wel')}{run.format('come')}<w:r><w:br/><w:t>back</w:t><w:tab/><w:t>soon</w:t></w:r></w:p>"
    assert words_of(docx(tmp_path / "a.docx", body)) == "Welcome\nback\tsoon"


def test_what_was_deleted_or_is_there_twice_is_read_as_on_the_page(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    twice = f'<m:x xmlns:m="m"><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:x>'
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
    field = "<w:r><w:instrText>HYPERLINK http://x</w:instrText></w:r>"
    assert words_of(docx(tmp_path / "a.docx", f"<w:p>{gone}{field}<w:r>{twice}</w:r></w:p>")) == "In a box"


def test_a_kept_picture_of_the_first_page_is_used_if_it_shows_something(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", paragraph("Hello"))
    assert read(path).picture is None
    for size, expected in (((300, 400), (300, 400)), ((20, 30), None)):
        made = io.BytesIO()
        Image.new("RGB", size).save(made, "JPEG")
        with zipfile.ZipFile(docx(path, paragraph("Hello")), "a") as archive:
            archive.writestr("docProps/thumbnail.jpeg", made.getvalue())
        picture = read(path).picture
        assert (picture.size if picture else None) == expected


def test_slides_are_read_in_their_order_with_their_notes(tmp_path: Path) -> None:
    slides = {f"ppt/slides/slide{number}.xml": SLIDE.format(f"Slide {number}") for number in (10, 2, 1)}
    notes = {"ppt/notesSlides/notesSlide1.xml": SLIDE.format("Speak slowly")}
    content = read(zipped(tmp_path / "a.pptx", slides | notes)).content
    assert content.words.split("\n\n") == ["Slide 1", "Slide 2", "Slide 10", "Speak slowly"]
    assert (content.kind, content.pages) == ("Presentation", 3)


def test_an_open_document_is_read_with_tables_and_notes(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('Oak')}{cell.format('12')}</table:table-row>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:p>See below</text:p></text:note>"
    gone = "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    title = "<text:h>Of<text:s text:c='2'/>wood</text:h>"
    body = f"{gone}{title}<text:p>Boards{note}</text:p><table:table>{row}</table:table>"
    head = "".join(f"<style:{part}><text:p>On {part}</text:p></style:{part}>" for part in ("header", "footer"))
    content = read(odt(tmp_path / "a.odt", body, styles=head, meta="<dc:title>Of wood</dc:title>")).content
    assert content.words == "On header\n\nOf wood\nBoards\nSee below\nOak\t12\n\nOn footer"
    assert (content.kind, content.subject) == ("Text document", "Of wood")


def test_slides_of_an_open_document_are_counted(tmp_path: Path) -> None:
    page = "<draw:page><text:p>Hello</text:p></draw:page>"
    content = read(odt(tmp_path / "a.odp", page * 2, kind="presentation")).content
    assert (content.kind, content.pages, content.words) == ("Presentation", 2, "Hello\n\nHello")


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (r"{\rtf1\ansi Dear Ms Berg,\par thank you.}", "Dear Ms Berg,\nthank you."),
        (r"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset128 B;}}\f1 \'83e\'83X\'83g}", "テスト"),
        (r"{\rtf1\ansi\uc1 caf\u233?, \u-10179?\u-8704?}", "café, 😀"),
        (r"{\rtf1{\header Hill\par}{\*\generator R}{\info{\title T}}Body{\footnote Note}}", "Hill\nBody\nNote"),
        (r"{\rtf1{\pict\bin4 }}}}}Body{\v hidden}}", "Body"),
        (r"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt Link}} \{a\}\~b}", "Link {a} b"),
        (r"{\rtf1\trowd Oak\cell 12\cell\row Elm\cell 9\cell\row}", "Oak\t12\nElm\t9"),
    ],
)  # fmt: skip
def test_rich_text_is_read_as_it_looks(tmp_path: Path, rtf: str, words: str) -> None:
    (tmp_path / "a.rtf").write_bytes(rtf.encode("ascii"))
    assert words_of(tmp_path / "a.rtf") == words


def test_old_word_documents_are_read(tmp_path: Path) -> None:
    text = "Lease\rof the mill \x13 HYPERLINK x \x14here\x15\rOak\x0712\x07\x07Elm\x079\x07\x07"
    content = read(old_doc(tmp_path / "a.doc", text)).content
    assert content.words == "Lease\nof the mill here\nOak\t12\nElm\t9"
    assert content.kind == "Word document"


def test_old_slides_are_read(tmp_path: Path) -> None:
    content = read(old_ppt(tmp_path / "a.ppt", "Title\rof it", "Größe")).content
    assert (content.words, content.pages, content.kind) == ("Title\nof it\n\nGröße", 1, "Presentation")


def test_a_workbook_is_read_by_its_sheets(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Wood", "Price"], ["Oak", "12"]])
    content = read(path).content
    assert content.words.endswith("Wood\tPrice\nOak\t12")
    assert content.kind == "Workbook"


def test_separated_text_that_is_no_table_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('He said: "and never came back\nto say why\n', encoding="utf-8")
    assert "never came back" in words_of(tmp_path / "a.csv")


@pytest.mark.parametrize("flags", [0x0100, 0x8100])
def test_locked_old_documents_are_told(tmp_path: Path, flags: int) -> None:
    assert problem_of(old_doc(tmp_path / "a.doc", "x", flags=flags)) == "The document is locked with a password"


def test_locked_new_documents_are_told(tmp_path: Path) -> None:
    path = ole(tmp_path / "a.docx", {"EncryptedPackage": b"x" * 600, "EncryptionInfo": b"y"})
    assert problem_of(path) == "The document is locked with a password"
    locked = odt(tmp_path / "a.odt", "")
    with zipfile.ZipFile(locked, "a") as archive:
        archive.writestr("META-INF/manifest.xml", '<m xmlns:m="m"><m:encryption-data/></m>')
    assert problem_of(locked) == "The document is locked with a password"


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.docx", b"PK\x03\x04" + bytes(300), "The document is damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "The document is damaged"),
        ("a.pdf", b"", "The file is empty"),
        ("a.txt", b" \n\r\n", "The file is empty"),
        ("a.docx", b"MZ" + bytes(400), "This is not a document that can be read"),
        ("a.pdf", b"\x00\x01\x02\x03" * 500, "This is not a document that can be read"),
        ("~$letter.docx", b"Anna", "That is not the document itself"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(tmp_path: Path, name: str, content: bytes, title: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert problem_of(tmp_path / name) == title


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert problem_of(tmp_path / "a.pdf") == "This is not a document that can be read"


def test_archives_and_folders_and_missing_files_are_told(tmp_path: Path) -> None:
    assert problem_of(zipped(tmp_path / "a.docx", {"x.bin": b"1"})) == "This is not a document that can be read"
    assert problem_of(tmp_path) == "That is a folder"
    assert problem_of(tmp_path / "gone.pdf") == "The file is not there"
