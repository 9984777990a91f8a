"""What is attached to mails is learned from, and filed, on its own."""

from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from deskhand.storage.view import ProjectView
from learned import Said

Deskhand = Callable[..., Said]


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    for number in range(8):
        for kind, words in (
            ("Bill", f"Invoice {number}, total due {number}0.00 pounds"),
            ("Note", f"See you on the {number}th"),
        ):
            mail = EmailMessage()
            mail["From"], mail["Subject"] = "ada@example.org", f"{kind} {number}"
            mail.set_content(words)
            if kind == "Bill":
                mail.add_attachment(words.encode(), maintype="text", subtype="plain", filename=f"total {number}.txt")
            (folder / f"{kind} {number}.eml").write_bytes(mail.as_bytes())
    return folder


def test_attachments_are_read_and_filed_as_documents_of_their_own(
    deskhand: Deskhand, mails: Path, tmp_path: Path
) -> None:
    project, home, into = tmp_path / "project", tmp_path / "home", tmp_path / "filed"
    learn = ("learn", mails, "--question", "Type", "--from", "prefix", "--project", project, "--attachments")
    said = deskhand(*learn, home=home)
    assert said.code == 0, said.err
    assert "Attachments taken out of their mails: 8" in said.err
    with closing(ProjectView.open(project)) as view:
        assert [view.items.count(source.id) for source in view.sources.all()] == [16, 8]
    sort = (
        "sort",
        mails,
        "--question",
        "Type",
        "--into",
        into,
        "--project",
        project,
        "--careful",
        "0",
        "--attachments",
    )
    assert deskhand(*sort, home=home).code == 0
    names = sorted(path.name for path in into.rglob("*.*") if path.suffix != ".xlsx")
    assert names == sorted(
        [f"{kind} {n}.eml" for kind in ("Bill", "Note") for n in range(8)] + [f"total {n}.txt" for n in range(8)]
    )
    assert len(list(mails.iterdir())) == 16


def test_without_being_asked_nothing_is_taken_out(deskhand: Deskhand, mails: Path, tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    deskhand("learn", mails, "--question", "Type", "--from", "prefix", "--project", project, home=home)
    assert not (project / "attachments").exists()


def test_where_nothing_is_attached_that_is_said(deskhand: Deskhand, mails: Path, tmp_path: Path) -> None:
    for path in mails.glob("Bill *"):
        path.write_text("From: ada@example.org\nSubject: bill\n\nInvoice, total due")
    learn = (
        "learn",
        mails,
        "--question",
        "Type",
        "--from",
        "prefix",
        "--project",
        tmp_path / "project",
        "--attachments",
    )
    said = deskhand(*learn, home=tmp_path / "home")
    assert "Nothing that can be read is attached" in said.err
