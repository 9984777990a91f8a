"""What is attached to mails becomes documents of its own: saved whole, under safe names, and never twice."""

from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import AttachmentsTakenOut, Noticed, TakeOutAttachments
from deskhand.storage.project import Project
from jobs.folders_of_files import listed
from jobs.reading import performed


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with closing(Project.create(tmp_path / "project", "Papers", "documents")) as project:
        yield project


def taken_out(project: Project, source_id: int) -> tuple[AttachmentsTakenOut, list[str]]:
    """The answer, and what was told beside it."""
    events = performed(TakeOutAttachments(source_id), project)
    (done,) = (event for event in events if isinstance(event, AttachmentsTakenOut))
    return done, [event.words for event in events if isinstance(event, Noticed)]


def mail(path: Path, *attached: tuple[str, bytes], subject: str = "Papers") -> Path:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "anna@example.com", "office@example.com"
    message.set_content("Please find the papers attached.")
    for name, content in attached:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(message.as_bytes())
    return path


def below(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_every_mail_gets_a_folder_with_what_is_attached_to_it(project: Project, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    mail(papers / "a" / "offer.eml", ("offer.pdf", b"one"), ("terms.txt", b"two"))
    mail(papers / "b" / "offer.eml", ("offer.pdf", b"three"))
    mail(papers / "plain.eml")
    source = listed(project, papers, SourceKind.DOCUMENTS)
    done, notices = taken_out(project, source)
    folder = project.folder / "attachments"
    assert notices == []
    assert done == AttachmentsTakenOut(source, str(folder), 3)
    assert below(folder) == {
        "offer/offer.pdf": b"one",
        "offer/terms.txt": b"two",
        "offer (2)/offer.pdf": b"three",
    }


def test_taking_out_once_more_changes_nothing_and_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    mail(tmp_path / "papers" / "offer.eml", ("offer.txt", b"as it was sent"))
    source = listed(project, tmp_path / "papers", SourceKind.DOCUMENTS)
    performed(TakeOutAttachments(source), project)
    performed(TakeOutAttachments(source), project)
    folder = project.folder / "attachments"
    assert below(folder) == {"offer/offer.txt": b"as it was sent"}
    (folder / "offer" / "offer.txt").write_bytes(b"changed by a person")
    performed(TakeOutAttachments(source), project)
    assert below(folder) == {"offer/offer.txt": b"changed by a person", "offer/offer (2).txt": b"as it was sent"}


def test_names_from_outside_lead_nowhere_and_programs_stay_in_their_mails(project: Project, tmp_path: Path) -> None:
    attached = [
        ("../../escaped.txt", b"1"),
        ("/etc/x.pdf", b"2"),
        ("CON.txt", b"3"),
        ("tool.exe", b"4"),
        ("s.js", b"5"),
    ]
    mail(tmp_path / "papers" / "odd.eml", *attached, ("é" * 300 + ".pdf", b"6"))
    source = listed(project, tmp_path / "papers", SourceKind.DOCUMENTS)
    done, notices = taken_out(project, source)
    assert done.files == 4
    assert notices == ["Left in their mails, as they are no documents or photos: 2."]
    saved = below(project.folder / "attachments")
    assert sorted(saved.values()) == [b"1", b"2", b"3", b"6"]
    assert all(Path(name).parent == Path("odd") for name in saved)
    assert not list(tmp_path.rglob("escaped.txt"))


def test_a_large_attachment_is_saved_whole(project: Project, tmp_path: Path) -> None:
    content = bytes(range(256)) * 67_000
    mail(tmp_path / "papers" / "large.eml", ("large.pdf", content))
    source = listed(project, tmp_path / "papers", SourceKind.DOCUMENTS)
    performed(TakeOutAttachments(source), project)
    assert (project.folder / "attachments" / "large" / "large.pdf").read_bytes() == content
