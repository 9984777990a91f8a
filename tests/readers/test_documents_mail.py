"""Mails: who, when, about what and the text, however they were sent and saved."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from deskhand.readers.documents.reading import attachments
from readers.making_documents import msg, read, words_of

HEAD = b"From: Anna Berg <anna@example.com>\r\nSubject: Offer\r\nDate: Fri, 05 Mar 2021 14:00:00 -0000\r\n"
FILETIME = 132_594_264_000_000_000  # 2021-03-05 14:00 UTC
SUBJECT, BODY, SENDER, ADDRESS, HTML = 0x0037, 0x1000, 0x0042, 0x5D02, 0x1013


def eml(path: Path, body: bytes, head: bytes = HEAD) -> Path:
    path.write_bytes(head + body)
    return path


def parts(*contents: bytes, kind: str = "mixed") -> bytes:
    lines = b"".join(b"--X\r\n" + content + b"\r\n" for content in contents)
    return b'Content-Type: multipart/%s; boundary="X"\r\n\r\n%s--X--\r\n' % (kind.encode(), lines)


def plain(text: str, charset: str = "utf-8") -> bytes:
    return f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + text.encode(charset)


def html(text: str) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\r\n\r\n" + text.encode()


def test_sender_subject_day_and_text_are_read(tmp_path: Path) -> None:
    content = read(eml(tmp_path / "a.eml", b"\r\nDear office,\r\nhere it is.\r\n")).content
    assert (content.kind, content.sender, content.subject) == ("E-mail", "Anna Berg <anna@example.com>", "Offer")
    assert content.words == "Dear office,\nhere it is."
    assert content.date.startswith("2021-03-0")
    assert not content.has_picture


def test_the_plain_text_is_read_unless_it_says_nothing(tmp_path: Path) -> None:
    page = html("<p>Dear office, <b>here</b> it is: the offer for the new roof of the mill.</p>")
    both = eml(tmp_path / "a.eml", parts(plain("Dear office, in plain words"), page, kind="alternative"))
    assert words_of(both) == "Dear office, in plain words"
    stub = eml(tmp_path / "b.eml", parts(plain("See page"), page, kind="alternative"))
    assert words_of(stub) == "Dear office, here it is: the offer for the new roof of the mill."


def test_what_is_attached_is_named_and_can_be_had_whole(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "anna@example.com", "Papers"
    message.set_content("See below")
    message.add_attachment(b"%PDF-1", "application", "pdf", filename="Angebot für Müller.pdf")
    message.add_attachment(b"logo", "image", "png", cid="<logo>", disposition="inline")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    assert read(path).content.attached == ("Angebot für Müller.pdf",)
    assert [(one.name, one.content) for one in attachments(path)] == [("Angebot für Müller.pdf", b"%PDF-1")]


def test_a_mail_that_was_sent_on_is_read_along(tmp_path: Path) -> None:
    inside = b"Content-Type: message/rfc822\r\n\r\nFrom: bo@example.com\r\nSubject: First\r\n\r\nThe first words"
    path = eml(tmp_path / "a.eml", parts(plain("See below"), inside))
    content = read(path).content
    assert content.words == "See below\n\nFirst\nbo@example.com\nThe first words"
    assert content.attached == ("First.eml",)
    assert b"The first words" in next(attachments(path)).content


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus Ulm", "Grüße aus Ulm"),
        (b"=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        (b"=?utf-8?B?broken", "=?utf-8?B?broken"),
        (b"=?no-such?Q?abc?=", "abc"),
        (b"Offer\r\n for the roof", "Offer for the roof"),
    ],
)
def test_subjects_are_read_however_they_were_sent(tmp_path: Path, raw: bytes, subject: str) -> None:
    path = eml(tmp_path / "a.eml", b"\r\nHello", b"From: a@example.com\r\nSubject: " + raw + b"\r\n")
    assert read(path).content.subject == subject


@pytest.mark.parametrize(
    ("charset", "encoded"), [("no-such", "utf-8"), ("us-ascii", "utf-8"), ("utf-8", "cp1252"), ("iso-8859-1", "utf-8")]
)
def test_a_wrong_encoding_does_no_harm(tmp_path: Path, charset: str, encoded: str) -> None:
    text = "Schöne Grüße aus dem Büro, und danke für die Äpfel."
    path = eml(
        tmp_path / "a.eml", f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + text.encode(encoded)
    )
    assert words_of(path) == text


@pytest.mark.parametrize("date", ["", "soon", "Fri, 99 Mar 2021 14:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 +0000"])
def test_a_day_that_is_none_is_left_out(tmp_path: Path, date: str) -> None:
    path = eml(tmp_path / "a.eml", b"\r\nHello", f"From: a@example.com\r\nDate: {date}\r\n".encode())
    assert read(path).content.date == ""


def test_an_encrypted_mail_says_so(tmp_path: Path) -> None:
    body = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nxxxx"
    content = read(eml(tmp_path / "a.eml", body)).content
    assert content.subject == "Offer"
    assert content.notes == ("The mail is encrypted: only its subject, sender and date could be read.",)


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    nested = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" * 200 + b"\r\ndeep"
    assert read(eml(tmp_path / "a.eml", nested)).content.kind == "E-mail"


def test_a_saved_page_is_read_as_a_page(tmp_path: Path) -> None:
    head = b"From: <Saved by Blink>\r\nSubject: Prices\r\nMIME-Version: 1.0\r\n"
    path = eml(tmp_path / "a.mht", parts(html("<p>Oak 12</p>"), kind="related"), head)
    content = read(path).content
    assert (content.kind, content.words, content.sender) == ("Web page", "Oak 12", "")


def test_a_mailbox_is_one_document_with_all_its_mails(tmp_path: Path) -> None:
    mails = [
        b"From x@y Fri Mar  5 14:00:00 2021\n" + HEAD + b"\n%s\n\n" % body for body in (b"One", b">From here", b"3")
    ]
    (tmp_path / "a.mbox").write_bytes(b"".join(mails))
    content = read(tmp_path / "a.mbox").content
    assert content.kind == "Mailbox"
    assert content.words.count("Offer\nAnna Berg") == 3
    assert "From here" in content.words
    assert content.notes == ("All 3 mails of this file were read, as one document.",)


def test_a_mail_of_outlook_is_read(tmp_path: Path) -> None:
    texts = {SUBJECT: "Offer", BODY: "Dear office\r\nhere", SENDER: "Anna Berg", ADDRESS: "anna@example.com"}
    path = msg(tmp_path / "a.msg", texts, FILETIME, offer_pdf=b"%PDF-1")
    content = read(path).content
    assert (content.kind, content.words, content.subject) == ("E-mail", "Dear office\nhere", "Offer")
    assert (content.sender, content.attached) == ("Anna Berg <anna@example.com>", ("offer.pdf",))
    assert content.date.startswith("2021-03-0")
    assert [(one.name, one.content) for one in attachments(path)] == [("offer.pdf", b"%PDF-1")]


def test_a_mail_of_outlook_without_plain_text_is_read_by_its_page(tmp_path: Path) -> None:
    path = msg(tmp_path / "a.msg", {SUBJECT: "Offer", HTML: "<p>Dear <b>office</b></p>"})
    assert words_of(path) == "Dear office"


def test_links_that_a_machine_made_are_no_words(tmp_path: Path) -> None:
    link = b"https://click.example.com/" + b"a1B2" * 30
    body = b"\r\nRead more <%s> at %s or https://example.com/oak." % (link, link)
    assert words_of(eml(tmp_path / "a.eml", body)) == (
        "Read more at https://click.example.com/ or https://example.com/oak."
    )
