"""What the rehearsal answers about files: the papers of a small law office, photos of damaged cars, and engines."""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice

from deskhand.domain import jobs
from deskhand.domain.files import AnswersIn, AnswersSeen, Content, FileState, FoundFile
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.problems import Problem
from deskhand.storage.pictures import PictureCache
from deskhand.storage.view import ProjectView

FILES = 48
BATCH = 12
_MODIFIED = 1_790_000_000_000_000_000  # nanoseconds since 1970
_PAPER = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////"
    "m8H////6/+b9//j/wAALCABUADwBAREA/8QAGAABAQEBAQAAAAAAAAAAAAAAAAMCBAX/xAAlEAABAwQCAgIDAQAAAAAAAAAAAQMRAhNT"
    "oiTwEjEV4TJhYwX/2gAIAQEAAD8A9gAAAA8z4j++n2PiP76fZtr/AC7btFd6fGpFjx+z0AACNx7BuguPYN0Fx7BuguPYN0Fx7BuhRuqq"
    "qma6PBZ9TJoEbb2fRBbez6ILb2fRBbez6ILb2fRCjdNVNMV1+az7iDQOPhdkcLsjhdkcLsjhdk6GLXgtn8Z/fsoCNx7BuguPYN0Fx7Bu"
    "guPYN0Fx7BuhRuqqqma6PBZ9TJoEbb2fRBbez6ILb2fRBbez6ILb2fRCjdNVNMV1+az7iDQOPhdkcLsjhdkcLsjhdk6GLXgtn8Z/fsoC"
    "Nx7BuguPYN0Fx7BuguPYN0Fx7BuhRuqqqma6PBZ9TJoAAAAAAAA//9k="
)
_PHOTO = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62r"
    "Z4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
    "pKSkpKT/wAARCAAwAEADASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAQFAgP/xAAiEAADAAIBBAMBAQAAAAAAAAAAAQIDEQQS"
    "MUFRISKRYbH/xAAXAQEBAQEAAAAAAAAAAAAAAAAAAwEC/8QAGhEBAAMBAQEAAAAAAAAAAAAAAAECEQNBUf/aAAwDAQACEQMRAD8A0AAW"
    "RAAAAOsbStb7GTORpA4pLevg5KiWtdT122S5dJvuu71iocZcsYp6revS8s5z54wzunuvE+WZmXJWW3Vvb/wpa2OFeHm9WRrIkpb+H6LT"
    "EK+Ly+hdGV/Xw/RzW30aBzNzTpTSbl6f8M/kcusu5j6x2ftnhNVFKpemuzNm42dvWtvQJePzJyNTa6bf4yo6jPBjVVXTqntvuzkAgwAA"
    "AAACrj8ysaU2uqF+olBsTg//2Q=="
)
_SOUND = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4"
    "x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAw"
    "AEADASIAAhEBAxEB/8QAGgAAAgMBAQAAAAAAAAAAAAAAAQMAAgUEBv/EACsQAAICAQMBBwMFAAAAAAAAAAECAxEABBIxISJhcXKBkdE0UcETFS"
    "Mlsf/EABYBAQEBAAAAAAAAAAAAAAAAAAABAv/EABURAQEAAAAAAAAAAAAAAAAAAAAR/9oADAMBAAIRAxEAPwD1ZdQwUsNx4F9ThzNllP7pHtax"
    "u2+HQXgg1dGZ+0QwZlBPfkStPJmbHrZBoWckGRTVnwvHya4IYRQ/kIsk1WCuvJiF1SNqTCB1F9fDDHqopI2kDdlbsn/cB2TKCeMxrJvG1uCctu"
    "UEAkWeBfOFYk/1r+dsSrFY1o1asDjp/rX87YlVLItC6VicrALy3k/GGdixazdUB7HAvLeT8YZ1KlrFXRHtgXEjHUb91MWbqOmVVysIUcMDeWEb"
    "LPsI7QZugyoQmEMOFBvAIkJTYeFUkeoHxjVkZ9bGWPUOg9MSEIUueCpA9APnGrGyayMMKJkQjwwrpmi/tE2r03bj7C8EGkszICRtDKLHfmmUUu"
    "HIG4cH7YcixmR6OQ6Fl2ASMbo9DVV84+TQ7zCbWkI3WORnZkwRzrpFXVGcHmzXecMekijieMC1a7vmvtj8mAoaeL9NY9lqvAOM2IWDbRuHBrqM"
    "OTCv/9k="
)
PICTURES = {SourceKind.DOCUMENTS: _PAPER, SourceKind.PHOTOS: _PHOTO, SourceKind.SOUNDS: _SOUND}
"""Real JPEG files."""
_INVOICE = (
    "Invoice no. 2026-114\n\nTo Northgate Dental, 14 Mill Lane\n\nFor advice in October: 240.00\nTotal due: 310.00"
)
_LETTER = "Dear Ms Holmes,\n\nThank you for your letter of 3 November. We accept the new date of the hearing."
_LEASE = (
    "Contract of lease\n\nbetween Petra Kovalenko and Ada Brand.\n\nThe rent is payable on the first of each month."
)
_MAIL = "Good morning,\n\nthe tenant has not paid since August. Please look at the papers today.\n\nRegards, Ada Brand"
_NOTE = "Delivery note 5512\n\nTwelve boxes of files, received in good order."
PAPERS: tuple[tuple[str, Content | None], ...] = (
    ("Invoices/invoice {row:03}.pdf", Content("PDF", _INVOICE, 1, "2026-11-03", has_picture=True)),
    ("Letters/letter {row:03}.docx", Content("Word document", _LETTER, 2, "2026-11-05", subject="The hearing")),
    ("Contracts/lease {row:03}.pdf", Content("PDF", _LEASE, 9, "2024-03-01", has_picture=True)),
    (
        "Letters/tenant {row:03}.eml",
        Content("E-mail", _MAIL, 0, "2026-11-12T08:15:00", "Ada Brand", "Rent", ("lease.pdf", "photo.jpg")),
    ),
    ("Notes/scan {row:03}.jpg", Content("Photo", _NOTE, 1, "2026-10-21", has_picture=True, seen=1)),
    ("Notes/damaged {row:03}.pdf", None),
)
"""Where they lie and what is in them; ``None``: they cannot be read."""
PHOTOS: tuple[tuple[str, Content | None], ...] = (
    ("Windscreen/IMG_{row:04}.jpg", Content("Photo", date="2026-09-14T10:02:00", has_picture=True)),
    ("Bumper/IMG_{row:04}.jpg", Content("Photo", date="2026-09-15T16:40:00", has_picture=True)),
    ("Door/IMG_{row:04}.heic", Content("Photo", date="2026-09-15T16:44:00", has_picture=True)),
    ("Bumper/half {row:04}.jpg", None),
)
SOUNDS: tuple[tuple[str, Content | None], ...] = (
    ("Runs well/car01_{row:03}.mp3", Content("Sound", has_picture=True, seconds=2.8)),
    ("Engine knocks/car02_{row:03}.mp3", Content("Sound", has_picture=True, seconds=3.1)),
    ("Engine knocks/car01_{row:03}.wav", Content("Sound", date="2026-09-15T16:44:00", has_picture=True, seconds=64)),
    ("Runs well/half {row:03}.mp3", None),
)
_TOLD = {SourceKind.PHOTOS: PHOTOS, SourceKind.SOUNDS: SOUNDS}
_BROKEN = Problem(
    "This file is damaged",
    "It ends in the middle.",
    "It was left as it is.",
    "Open it in the program that made it, save it anew, and look again.",
)


def list_files(request: jobs.ListFiles, view: ProjectView, report: Report) -> Iterator[Event]:
    kinds = _told(view.sources.get(request.source_id).kind)
    for start in range(view.items.count(request.source_id), FILES, BATCH):
        report.progress(Progress(start, FILES, "files", "Listing"))
        found = (
            FoundFile(row, kinds[row % len(kinds)][0].format(row=row).encode(), 40_000 + row * 977, _MODIFIED)
            for row in range(start + 1, start + BATCH + 1)
        )
        yield jobs.FilesListed(request.source_id, tuple(found))
    yield jobs.TableRead(request.source_id, FILES)


def read_files(request: jobs.ReadFiles, view: ProjectView, report: Report) -> Iterator[Event]:
    todo = view.runs.todo(request.run_id)
    with closing(PictureCache(view.pictures_path)) as pictures:
        for place, item in enumerate(view.items.many(todo)):
            report.progress(Progress(place, len(todo), "files", "Reading"))
            kind = view.source_of(item).kind
            content = _told(kind)[item.row % len(_told(kind))][1]
            if content is None:
                yield jobs.ItemFailed(request.run_id, item.id, _BROKEN)
                continue
            digest = f"{item.id:064x}"
            if content.has_picture:
                pictures.put({digest: PICTURES[kind]})
            yield jobs.FileRead(request.run_id, item.id, content, digest)


def restore_pictures(_request: jobs.RestorePictures, view: ProjectView, _report: Report) -> Iterator[Event]:
    read = view.files.of_state(FileState.READ, 0, FILES)
    with closing(PictureCache(view.pictures_path)) as pictures:
        pictured = view.files.pictured(read)
        lost = pictures.missing(list(pictured.values()))
        again = {item_id: digest for item_id, digest in pictured.items() if digest in lost}
        kinds = {item.id: view.source_of(item).kind for item in view.items.many(list(again))}
        pictures.put({digest: PICTURES[kinds[item_id]] for item_id, digest in again.items()})
    if again:
        yield jobs.PicturesRestored(tuple(again))


def draw_picture(request: jobs.DrawPicture, view: ProjectView, _report: Report) -> Iterator[Event]:
    content = view.files.contents([request.item_id]).get(request.item_id)
    kind = view.source_of(view.items.get(request.item_id)).kind
    looked_at = content is not None and content.has_picture and request.page < max(1, content.pages)
    yield jobs.PictureDrawn(request.item_id, request.page, PICTURES[kind] if looked_at else b"")


def look_for_answers(request: jobs.LookForAnswers, view: ProjectView, _report: Report) -> Iterator[Event]:
    folders = Counter(answer for _, answer in _answers(view, request.source_id, AnswersIn.FOLDERS))
    beginnings = Counter(answer for _, answer in _answers(view, request.source_id, AnswersIn.PREFIX))
    seen = (AnswersSeen(AnswersIn.FOLDERS, tuple(folders.most_common())),)
    yield jobs.AnswersFound(
        request.source_id, (*seen, AnswersSeen(AnswersIn.PREFIX, tuple(beginnings.most_common()))) if folders else ()
    )


def take_file_answers(request: jobs.TakeFileAnswers, view: ProjectView, _report: Report) -> Iterator[Event]:
    yield jobs.AnswersTaken(request.question_id, tuple(_answers(view, request.source_id, request.where)))


def _answers(view: ProjectView, source_id: int, where: AnswersIn) -> Iterator[tuple[int, str]]:
    for item in view.items.page(source_id, 0, FILES):
        file, folder = item.cells[:2]
        yield item.id, file.split()[0].split("_")[0] if where is AnswersIn.PREFIX else folder


def take_out(request: jobs.TakeOutAttachments, view: ProjectView, _report: Report) -> Iterator[Event]:
    mails = [item for item in view.items.page(request.source_id, 0, FILES) if item.cells[0].endswith(".eml")]
    folder = view.folder / "Attachments"
    folder.mkdir(exist_ok=True)
    yield jobs.AttachmentsTakenOut(request.source_id, str(folder), 2 * len(mails))


def find_reasons(request: jobs.FindReasons, view: ProjectView, _report: Report) -> Iterator[Event]:
    found = view.text(view.items.get(request.item_id)).split()
    label = next(islice(cycle(view.questions.get(request.question_id).labels or ("",)), request.item_id, None))
    words = tuple(dict.fromkeys(word.strip(".,:") for word in found if len(word) > 5))[:6]
    if words:
        yield jobs.ReasonsFound(request.item_id, request.question_id, label, words)


def _told(kind: SourceKind) -> tuple[tuple[str, Content | None], ...]:
    return _TOLD.get(kind, PAPERS)
