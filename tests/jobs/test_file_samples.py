"""The samples of documents and photos: whole, small, and openable by other programs."""

import csv
import email
import tomllib
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from deskhand.domain.files import DOCUMENT_ENDINGS, PHOTO_ENDINGS
from deskhand.domain.jobs import MakeSample, SampleMade
from deskhand.jobs import perform
from deskhand.readers.documents.reading import read_document
from deskhand.storage.places import resources
from jobs.saving import Listening

KINDS = {"Letters", "Invoices", "Delivery notes", "Contracts", "Complaints", "Prescriptions"}


def made(folder: Path, kind: str) -> SampleMade:
    events = perform(MakeSample(str(folder), kind), None, Listening())
    return next(event for event in events if isinstance(event, SampleMade))


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The sample of documents."""
    answer = made(tmp_path / "office", "documents")
    assert (answer.path, answer.rows) == (str(tmp_path / "office" / "Papers"), 60)
    return Path(answer.path)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """The sample of photos."""
    answer = made(tmp_path / "garage", "photos")
    assert (answer.path, answer.rows) == (str(tmp_path / "garage"), 40)
    return Path(answer.path)


def files_of(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]


def test_sixty_papers_of_six_kinds_lie_in_folders_or_in_the_inbox(papers: Path) -> None:
    files = files_of(papers)
    folders = Counter(file.parent.name for file in files)
    assert folders.pop("Inbox") == 24
    assert folders == dict.fromkeys(KINDS, 6)
    assert {file.suffix for file in files} == {".pdf", ".docx", ".jpg", ".eml"} <= DOCUMENT_ENDINGS
    assert sum(file.stat().st_size for file in files) < 2_500_000


def test_every_paper_opens_and_a_third_of_them_have_no_words_but_in_their_picture(papers: Path) -> None:
    words = {file: words_in(file) for file in files_of(papers)}
    told = tomllib.loads((resources() / "samples" / "documents.toml").read_text(encoding="utf-8"))["paper"]
    scans = {papers / paper["file"] for paper in told if paper.get("scan")}
    assert len(scans) >= 18
    assert {file for file, said in words.items() if not said} == scans
    for paper in told:
        if not paper.get("scan"):
            assert paper["title"].upper() in words[papers / paper["file"]].upper().replace("\r\n", " ")


def words_in(file: Path) -> str:
    """What another program finds in a file."""
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as document:
            assert len(document) == 1
            return str(document[0].get_textpage().get_text_bounded())
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return parts.read("word/document.xml").decode().replace("&amp;", "&").replace("&#x27;", "'")
    if file.suffix == ".eml":
        return str(email.message_from_bytes(file.read_bytes())["Subject"])
    with Image.open(file) as picture:
        assert picture.mode == "L"
        picture.load()
    return ""


def test_papers_say_the_day_that_stands_on_them_but_for_pictures_of_a_scanner(papers: Path) -> None:
    told = tomllib.loads((resources() / "samples" / "documents.toml").read_text(encoding="utf-8"))["paper"]
    for paper in told:
        content = read_document(papers / paper["file"], lambda _: "").content
        day = "" if paper["file"].endswith(".jpg") else f"{datetime.strptime(paper['date'], '%d %B %Y'):%Y-%m-%d}"
        assert content.date[:10] == day


def test_the_list_beside_the_papers_says_how_urgent_those_in_folders_are(papers: Path) -> None:
    with (papers.parent / "Urgency.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 36
    assert all((papers / row["Paper"]).is_file() for row in rows)
    assert min(Counter(row["Urgency"] for row in rows).values()) >= 10


def test_forty_pictures_of_five_kinds_open_at_the_size_of_a_telephone(photos: Path) -> None:
    files = files_of(photos)
    folders = Counter(file.parent.name for file in files)
    assert folders.pop("New") == 15
    assert set(folders.values()) == {5}
    assert len(folders) == 5
    assert {file.suffix for file in files} == {".jpg"} <= PHOTO_ENDINGS
    assert sum(file.stat().st_size for file in files) < 2_500_000
    turned = 0
    for file in files:
        with Image.open(file) as picture:
            picture.load()
            assert sorted(picture.size) == [600, 800]
            assert picture.getexif().get_ifd(0x8769)[0x9003].startswith("2026:03:")
            turned += picture.getexif().get(0x0112, 1) == 6
    assert turned >= 4


def test_a_paper_that_a_person_has_changed_is_left_alone(papers: Path) -> None:
    changed = files_of(papers)[0]
    changed.write_bytes(b"worked on")
    made(papers.parent, "documents")
    assert changed.read_bytes() == b"worked on"
    assert len(files_of(papers)) == 61
