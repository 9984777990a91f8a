"""Documents and photos to test pages on: real projects as they are after their files were read."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from deskhand.domain.acts import Labelled, LabelOffered, QuestionAsked, RunEnded, RunPlanned, RunTask, SourceAdded
from deskhand.domain.evaluations import Candidate, Evaluation, HeldOut, Method, Score, Verdict
from deskhand.domain.file_messages import FileRead, FilesListed
from deskhand.domain.files import COLUMNS, DOCUMENT_TEXT, PICTURE_EDGE, Content, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import HeldOutTested, ItemFailed, Predicted, SkillLearned, TableRead
from deskhand.domain.problems import Problem
from deskhand.domain.questions import Prediction
from deskhand.domain.skills import Skill
from deskhand.storage.pictures import PictureCache
from deskhand.storage.project import Project

TYPE = 1
LABELS = ("Invoice", "Letter", "Contract")
READING, ANSWERING = 1, 2
LOCKED = Problem(
    "This document is locked with a password",
    "Its owner has locked it, so that its pages cannot be seen.",
    "It was passed over; the file was not changed.",
    "Open it in its own program, save it without a password, and read it again.",
)
WORDS = (
    "Invoice 2025-{n}\n\nFor your visit on 3 November we charge the amount due of 84.00. Please transfer it within"
    " fourteen days to the account below.\n\nAmount due: 84.00\nVAT included: 14.00\n\nWith kind regards"
    "\nRiverside Dental",
    "Dear Ms Hartley,\n\nthank you for writing to us on Monday. We are sorry to hear that you had to wait, and would"
    " like to see you again next week, at a time that suits you ({n}).\n\nYours sincerely\nDr Okafor",
    "AGREEMENT {n}\n\nbetween Riverside Dental, hereinafter the Tenant, and Miller Properties, hereinafter the"
    " Landlord.\n\n1. The Landlord lets to the Tenant the premises on the second floor.\n2. The term begins on 1"
    " January and ends with notice of three months.",
)  # fmt: skip
KINDS = ("PDF", "Word document", "E-mail")
NAMES = ("Invoice 2025-{n:03}.pdf", "Letter Hartley {n}.docx", "RE agreement {n}.eml")
FOLDERS = ("Office/Accounts", "Letters", "")


def make_documents(folder: Path, files: int = 60, answered: int = 30, read: int | None = None) -> Project:
    """``files`` documents of three kinds, of which the first ``read`` (all) were read and ``answered`` answered."""
    names = [f"{FOLDERS[n % 3]}/{NAMES[n % 3].format(n=n)}".lstrip("/") for n in range(files)]
    project = _listed(folder, "documents", SourceKind.DOCUMENTS, DOCUMENT_TEXT, names)
    for place in range(files if read is None else read):
        read_it(project, place + 1, document(place), page(document(place).words))
    _answer(project, answered)
    return project


def make_photos(folder: Path, files: int = 60, answered: int = 30) -> Project:
    """``files`` photos in the colours of their categories, of which ``answered`` were answered."""
    project = _listed(folder, "photos", SourceKind.PHOTOS, (), [f"May/IMG_{n:04}.jpg" for n in range(files)])
    for place in range(files):
        read_it(project, place + 1, Content("Photo", has_picture=True), photo(place))
    _answer(project, answered)
    return project


def document(place: int) -> Content:
    """What was read in the document of that place."""
    words = WORDS[place % 3].format(n=place)
    content = Content(KINDS[place % 3], words, 1 + place % 4, "2025-11-14T10:12:00", has_picture=True)
    if place % 3 < 2:
        return content
    mail = replace(content, sender="Anna Miller <anna@miller.example>", subject=f"RE: Agreement {place}", pages=0)
    return replace(mail, attached=("Agreement.pdf", "Floor plan.png"))


def read_it(project: Project, item_id: int, content: Content, picture: QImage | None) -> None:
    """As the reading of a file ends; its picture is kept where the light worker keeps it."""
    digest = f"{item_id:064x}"
    if picture is not None:
        pictures = PictureCache(project.pictures_path)
        pictures.put({digest: jpeg(picture)})
        pictures.close()
    project.record(FileRead(READING, item_id, content, digest))


def not_read(project: Project, item_id: int, problem: Problem = LOCKED) -> None:
    """As the reading of a file fails."""
    project.record(ItemFailed(READING, item_id, problem))


def reading_ends(project: Project) -> None:
    project.record(RunEnded(READING))


def taught(project: Project, method: Method = Method.WORDS, right: int = 27) -> None:
    """A skill for *Type*: ``right`` of thirty, beside others that were a little worse."""
    photos = project.job == "photos"
    others = (Method.COLOURS, Method.PICTURE) if photos else (Method.WORDS, Method.MODEL, Method.PICTURE, Method.BOTH)
    scores = {one: Score(right - 2 - place, 30, 0.6, 0.9) for place, one in enumerate(others) if one is not method}
    scores |= {method: Score(right, 30, 0.74, 0.97), Method.COMMONEST: Score(10, 30, 0.19, 0.51)}
    card = Evaluation(
        items=30,
        labels=LABELS,
        method=method,
        score=scores[method],
        candidates=tuple(Candidate(one, score) for one, score in scores.items()),
        commonest=LABELS[0],
        verdict=Verdict.WORTH_USING,
        verdict_reason="It beats always the commonest by 17 of 30.",
        confusion=((10, 0, 0), (2, 8, 0), (1, 0, 9)),
        careful=0.5,
    )
    project.record(SkillLearned(Skill("first", TYPE, "model", card, "2026-01-01T00:00:00")))
    slips = {2: LABELS[0], 5: LABELS[0], 3: LABELS[0]}
    tested = (HeldOut(n + 1, LABELS[n % 3], slips.get(n + 1, LABELS[n % 3]), 0.95 - 0.01 * n) for n in range(30))
    project.record(HeldOutTested("first", tuple(tested)))


def run_over(project: Project, *item_ids: int) -> None:
    """Answers to these items, from 0.30 sure upwards."""
    project.record(RunPlanned(ANSWERING, (TYPE,)))
    each = enumerate(item_ids)
    answers = (
        Prediction(one, TYPE, LABELS[(one - 1) % 3], min(0.99, 0.3 + place * 0.02), LABELS[one % 3], 0.1)
        for place, one in each
    )
    project.record(Predicted(ANSWERING, tuple(answers)))
    project.record(RunEnded(ANSWERING))


def page(words: str) -> QImage:
    """A drawn page with these words on it, as tall as what is kept of a file."""
    image = QImage(round(PICTURE_EDGE / 1.414), PICTURE_EDGE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(QFont("Noto Serif", 7))
    painter.setPen(QColor("#222222"))
    painter.drawText(image.rect().adjusted(26, 40, -26, -20), Qt.TextFlag.TextWordWrap, words)
    painter.end()
    return image


def photo(place: int) -> QImage:
    """A drawn photo, lying, in one of three colours."""
    image = QImage(PICTURE_EDGE, round(PICTURE_EDGE / 1.5), QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(40 + 110 * (place % 3), 90, 190 + place % 40))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsv(20 + 110 * (place % 3), 160, 120))
    painter.drawEllipse(60 + place % 90, 50 + place % 40, 220, 190)
    painter.end()
    return image


def jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 80)
    return bytes(buffer.data().data())


def _listed(folder: Path, job: str, kind: SourceKind, text: tuple[int, ...], names: list[str]) -> Project:
    project = Project.create(folder, "Riverside papers" if job == "documents" else "Damage photos", job)
    project.record(SourceAdded(1, str(folder / "files"), "", 0, COLUMNS, text, (), kind))
    found = (FoundFile(row, name.encode(), 1000, 0) for row, name in enumerate(names, 1))
    project.record(FilesListed(1, tuple(found)))
    project.record(TableRead(1, len(names)))
    project.record(RunPlanned(READING, (), task=RunTask.READ))
    return project


def _answer(project: Project, answered: int) -> None:
    project.record(QuestionAsked(TYPE, "Type"))
    for label in LABELS:
        project.record(LabelOffered(TYPE, label))
    if answered:
        project.record(Labelled(TYPE, tuple((n + 1, LABELS[n % 3]) for n in range(answered))))
