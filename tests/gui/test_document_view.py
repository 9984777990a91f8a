"""One document as people look at it: its page beside its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

import papers
from deskhand.domain.files import LONGEST_WORDS, Content
from deskhand.gui.open_project import OpenProject
from deskhand.gui.widgets.document_head import day, facts_of
from deskhand.gui.widgets.document_view import NO_WORDS, DocumentView
from deskhand.gui.widgets.document_words import FIRST
from inbox import opened

INVOICE, LETTER, MAIL, LONG, WORDLESS, PLAIN, UNREAD, LOCKED = range(1, 9)
SENTENCE = "The amount due is to be paid within fourteen days.\n"
MARKUP = "<h1>Offer</h1> <a href='https://a.example'>click</a>\n\nDear <b>reader</b>"


@pytest.fixture
def open_project(tmp_path: Path) -> Iterator[OpenProject]:
    project = papers.make_documents(tmp_path / "papers", files=8, answered=0, read=3)
    long = Content("PDF", (SENTENCE * 1000)[:LONGEST_WORDS], 20, "2025-01-02", has_picture=True, seen=2)
    papers.read_it(project, LONG, long, papers.page("Long"))
    papers.read_it(project, WORDLESS, Content("PDF", has_picture=True), papers.page(""))
    papers.read_it(project, PLAIN, Content("Text", MARKUP), None)
    papers.not_read(project, LOCKED)
    with opened(project) as open_project:
        yield open_project


@pytest.fixture
def view(open_project: OpenProject, qtbot: QtBot) -> DocumentView:
    view = DocumentView(open_project)
    qtbot.addWidget(view)
    view.resize(830, 340)
    view.show()
    return view


def test_the_page_stands_beside_its_words(view: DocumentView, qtbot: QtBot) -> None:
    view.show_file(INVOICE)
    qtbot.waitUntil(lambda: view.picture.canvas.picture is not None, timeout=5_000)
    assert view.words.geometry().left() >= view.picture.geometry().right()
    assert view.words.reading.toPlainText().startswith("Invoice 2025-0")
    assert view.head.name.text() == "Invoice 2025-000.pdf"
    assert "in\N{NO-BREAK SPACE}Office/Accounts" in view.head.facts.text()


def test_in_a_narrow_place_the_page_stands_above_its_words(view: DocumentView, qtbot: QtBot) -> None:
    view.show_file(INVOICE)
    view.resize(400, 700)
    qtbot.waitUntil(lambda: view.words.geometry().top() >= view.picture.geometry().bottom())


def test_of_a_mail_one_sees_who_wrote_it_the_subject_and_what_is_attached(view: DocumentView) -> None:
    view.show_file(MAIL)
    assert "Anna\N{NO-BREAK SPACE}Miller" in view.head.facts.text()
    assert view.words.reading.toPlainText().startswith("RE: Agreement 2\n\n")
    assert view.head.attached.text() == "Attached: Agreement.pdf, Floor plan.png"


def test_what_another_document_was_in_bold_is_not_bold_in_the_next(view: DocumentView) -> None:
    view.show_file(MAIL)
    view.show_file(INVOICE)
    document = view.words.reading.document()
    assert document.begin().begin().fragment().charFormat().fontWeight() < 600  # type: ignore[attr-defined]


def test_a_long_document_begins_with_its_first_part_and_can_be_seen_whole(view: DocumentView) -> None:
    view.show_file(LONG)
    shown = view.words.reading.toPlainText()
    assert FIRST - 100 < len(shown) <= FIRST + 2
    assert shown.endswith("…")
    view.words.whole.click()
    assert len(view.words.reading.toPlainText()) > 45_000
    assert not view.words.whole.isVisible()


def test_a_line_that_fills_pages_is_shown_in_pieces_without_a_word_lost(view: DocumentView) -> None:
    for line in ("Rent is due. " * 3000, "請負" * 9000):
        view.words.show_words("Lease", line)
        view.words.whole.click()
        shown = view.words.reading.toPlainText()
        assert max(map(len, shown.split("\n"))) <= 2000
        assert shown.replace("\n", " ").replace(" ", "") == f"Lease{line}".replace(" ", "")
        assert "Rent is due" in shown or "請負" in shown


def test_what_was_read_off_the_picture_says_so(view: DocumentView) -> None:
    view.show_file(LONG)
    assert view.head.notes.text() == "2 pages were read off the picture: some letters may be wrong."


def test_words_that_spoke_for_an_answer_are_marked_with_a_legend(view: DocumentView) -> None:
    view.show_file(INVOICE)
    view.mark("Invoice", ("amount due", "Invoice", "vat"))
    marked = [one.cursor.selectedText() for one in view.words.reading.extraSelections()]  # type: ignore[attr-defined]
    assert marked == ["Invoice", "amount due", "Amount due", "VAT"]
    assert all(one.format.fontUnderline() for one in view.words.reading.extraSelections())  # type: ignore[attr-defined]
    assert view.words.legend.accessibleName() == "Marked words spoke for Invoice: amount due, Invoice, vat"
    view.show_file(LETTER)
    assert not view.words.reading.extraSelections()
    assert not view.words.legend.isVisible()


def test_marks_stand_where_the_words_stand_whatever_comes_before_them(view: DocumentView) -> None:
    view.words.show_words("", "\N{GRINNING FACE} \N{MUSICAL SYMBOL G CLEF} the fee, not the coffee")
    view.mark("Billing", ("fee",))
    (mark,) = view.words.reading.extraSelections()
    assert mark.cursor.selectedText() == "fee"  # type: ignore[attr-defined]
    assert mark.cursor.selectionEnd() == len("12 34 the fee")  # type: ignore[attr-defined]


def test_marks_reach_what_is_shown_later(view: DocumentView) -> None:
    view.show_file(LONG)
    view.mark("Invoice", ("amount",))
    first = len(view.words.reading.extraSelections())
    view.words.whole.click()
    assert len(view.words.reading.extraSelections()) > first


def test_a_document_without_words_is_a_picture_alone(view: DocumentView) -> None:
    view.show_file(WORDLESS)
    assert view.picture.isVisible()
    assert not view.words.isVisible()
    assert view.remark.text() == NO_WORDS
    assert view.reading is view.picture


def test_a_document_without_a_picture_is_words_alone_and_always_plain(view: DocumentView) -> None:
    view.show_file(PLAIN)
    assert not view.picture.isVisible()
    assert view.words.reading.toPlainText() == MARKUP
    assert view.head.name.textFormat() == view.head.name.textFormat().PlainText


def test_what_could_not_be_read_says_why_and_what_to_do(view: DocumentView) -> None:
    view.show_file(LOCKED)
    assert view.remark.text().startswith("This document is locked with a password.")
    assert "save it without a password" in view.remark.text()
    assert not view.is_read


def test_a_document_is_shown_as_soon_as_it_is_read(view: DocumentView, open_project: OpenProject) -> None:
    view.show_file(UNREAD)
    assert view.remark.text() == "It was not read yet."
    papers.read_it(open_project.project, UNREAD, papers.document(0), papers.page("Now"))
    open_project.recorded.emit(papers.FileRead(1, UNREAD, papers.document(0), "7"))
    assert view.words.isVisible()
    assert not view.remark.isVisible()


def test_it_opens_in_its_own_program_or_says_that_it_is_gone(
    view: DocumentView, open_project: OpenProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url) is None)
    view.show_file(INVOICE)
    view.head.open.click()
    assert not went
    assert view.head.gone.text().startswith("It is not there any more")
    file = open_project.project.files.file_of(INVOICE)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF")
    view.head.open.click()
    view.head.folder.click()
    assert [Path(url.toLocalFile()) for url in went] == [file, file.parent]
    assert not view.head.gone.isVisible()


def test_who_runs_through_a_list_has_only_the_last_page_drawn_large(view: DocumentView, qtbot: QtBot) -> None:
    for item_id in (INVOICE, LETTER, MAIL, LONG):
        view.show_file(item_id)
    assert view.picture.item_id is None
    qtbot.waitUntil(lambda: view.picture.item_id == LONG, timeout=5_000)


def test_a_day_is_told_as_far_as_it_is_known() -> None:
    assert day("2025-11-14T10:12:00") == "14 Nov 2025, 10:12"
    assert day("2025-11-14") == "14 Nov 2025"
    assert day("soon") == ""
    assert facts_of("", None) == []
