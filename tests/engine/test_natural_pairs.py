"""Pairs of texts that go together are found in a person's own files, each once, and those of one matter are kin."""

from dataclasses import replace

from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, Content, FileState, cells_of
from deskhand.domain.items import Item, Source, SourceKind
from deskhand.engine.adapting.pairs import Pair, distinct, pairs_in, quoted_in, title_in

MAILS = Source(1, "mails.xlsx", "Mails", 1, ("No", "Subject", "Message", "Reply"), text_columns=(1, 2, 3))
NOTES = replace(MAILS, columns=("Note",), text_columns=(0,))
PAPERS = Source(2, "papers", "", 0, COLUMNS, DOCUMENT_TEXT, kind=SourceKind.DOCUMENTS)
ORDER = "We would like to order another forty of the grey folding chairs for the hall."
REPLY = "Thank you for the order, the chairs will be with you on Thursday before noon."


def found(source: Source, *cells: str) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in pairs_in(source, Item(1, source.id, 2, cells))]


def paper(name: str, words: str, subject: str = "") -> tuple[str, ...]:
    return cells_of(name, "2026", FileState.READ, Content("PDF", words, subject=subject))


def test_a_subject_goes_with_its_message_and_a_question_with_its_reply() -> None:
    assert found(MAILS, "7", "Chairs", ORDER, REPLY) == [("Chairs", ORDER), (ORDER, REPLY)]
    assert found(MAILS, "7", "", ORDER, REPLY) == [(ORDER, REPLY)]
    assert found(MAILS, "7", "", "", "") == []


def test_a_message_that_begins_with_its_subject_is_not_known_by_that() -> None:
    assert found(MAILS, "7", "More chairs", f"More chairs: {ORDER}", "") == [("More chairs", ORDER)]


def test_a_reply_goes_with_what_it_quotes() -> None:
    gmail = f"{REPLY}\n\nOn Tue, 3 Nov 2026 at 09:12, Ann Lee <ann@lee.example>\nwrote:\n> {ORDER[:40]}\n> {ORDER[40:]}"
    outlook = f"{REPLY}\n\n-----Original Message-----\nFrom: Ann Lee\nSent: Tuesday\nSubject: Chairs\n\n{ORDER}"
    german = f"{REPLY}\n\nAm 03.11.2026 um 09:12 schrieb Ann Lee:\n> {ORDER}"
    headers = f"{REPLY}\n\nVon: Ann Lee\nGesendet: Dienstag\nBetreff: Stühle\n\n{ORDER}"
    for mail in (gmail, outlook, german, headers):
        ((question, reply),) = quoted_in(mail)
        assert " ".join(question.split()) == " ".join(ORDER.split())
        assert reply == REPLY
    assert quoted_in(ORDER) == []
    assert quoted_in(f"Thanks!\n\nOn Tue, 3 Nov 2026 at 09:12, Ann Lee wrote:\n> {ORDER}") == []


def test_a_title_goes_with_the_first_paragraph() -> None:
    text = f"Minutes of the spring meeting\n\nAgenda\n\n{ORDER}\n\n{REPLY}"
    assert title_in(text) == [("Minutes of the spring meeting", ORDER)]
    assert found(NOTES, text) == title_in(text)
    assert title_in(f"Dear Ms Lee,\n\n{ORDER}") == []
    assert title_in(ORDER) == title_in("") == title_in("Just this\n") == []


def test_the_name_of_a_file_goes_with_its_content_if_it_says_something() -> None:
    assert found(PAPERS, *paper("2026-03 offer_FoldingChairs-final.pdf", ORDER)) == [("offer Folding Chairs", ORDER)]
    assert found(PAPERS, *paper("IMG_20260301_0012.pdf", ORDER)) == []
    assert found(PAPERS, *paper("scan0007.pdf", ORDER, "Chairs")) == [("Chairs", ORDER)]


def test_nearly_the_same_pair_is_kept_once() -> None:
    pairs = [Pair("Chairs", ORDER), Pair("chairs!", ORDER + " "), Pair("Re: Chairs", ORDER.replace("forty", "fifty"))]
    assert [(pair.first, pair.second) for pair in distinct(pairs)] == [("Chairs", ORDER)]


def test_texts_that_say_the_same_or_nothing_are_no_pair() -> None:
    assert distinct([Pair(ORDER, ORDER.upper()), Pair("", ORDER), Pair("Chairs", "…")]) == []


def test_pairs_of_one_thread_or_with_one_text_are_kin() -> None:
    other = "The heating in the small meeting room does not work since this morning."
    pairs = distinct(
        [
            Pair("Chairs", ORDER, "1/1"),
            Pair("AW: Chairs", REPLY, "1/2"),  # of the same subject
            Pair(REPLY, "Please leave them at the back door, somebody will be there.", "1/2"),
            Pair("Heating", other, "1/3"),
            Pair("Cold in here", "When will somebody look after the small room at last?", "1/3"),
            Pair("Invoice", "Please find the invoice for the month of March enclosed."),
        ]
    )
    kin = [pair.thread for pair in pairs]
    assert kin[0] == kin[1] == kin[2]
    assert kin[3] == kin[4]
    assert len(set(kin)) == 3
    assert distinct(pairs) == pairs
