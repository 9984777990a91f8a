"""Saving what is attached to the mails of a source, a folder a mail, so that it can be documents of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from deskhand.domain.files import DOCUMENT_ENDINGS, Content, FileState
from deskhand.domain.filing_names import cut_to, numbered, parted, safe_file_name, safe_name, same_name
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import AttachmentsTakenOut, Event, Noticed, Progress, Report, TakeOutAttachments
from deskhand.domain.problems import ProblemError
from deskhand.readers.apart.pool import Apart
from deskhand.readers.file_names import shown
from deskhand.storage.atomic import problem_of
from deskhand.storage.view import ProjectView
from deskhand.writers.targets import put_beside

FOLDER = "attachments"
"""In the folder of the project."""

_MAILS = frozenset((".eml", ".msg", ".mbox"))
_MOST = 200  # of a mail
_LARGEST = 100 << 20  # bytes of one
_LONGEST_NAME = 120  # bytes; the folders around it have long names too
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Mail:
    path: Path
    folder: str


@dataclass(slots=True)
class _Count:
    saved: int = 0
    left: int = 0
    unopened: int = 0


def take_out_attachments(request: TakeOutAttachments, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``AttachmentsTakenOut``. Done once more, it saves what is new and nothing twice.

    Only what can be a document or a photo is saved: no programs, no archives. Mails are opened in a process apart.
    Raises ``ProblemError`` if nothing can be written.
    """
    count = _Count()
    folder = view.folder / FOLDER
    mails = list(_mails(view, request.source_id))
    with Apart(1) as apart:
        for done, mail in enumerate(mails):
            report.progress(Progress(done, len(mails), "mails", "Taking out attachments"))
            _take_out(apart, mail.path, folder / mail.folder, count)
    yield from map(Noticed, _told(count))
    yield AttachmentsTakenOut(request.source_id, str(folder), count.saved)


def _mails(view: ProjectView, source_id: int) -> Iterator[_Mail]:
    """The mails of a source that something may be attached to, each with a folder that no other mail has."""
    taken: set[str] = set()
    for source in view.sources.all():
        if source.kind is not SourceKind.DOCUMENTS:
            continue
        for item_id, path in _files(view, source.id):
            folder = _free(safe_name(path.stem), taken)
            if source.id == source_id:
                yield _Mail(view.files.file_of(item_id), folder)


def _files(view: ProjectView, source_id: int) -> Iterator[tuple[int, PurePath]]:
    for start in range(0, view.items.count(source_id), _CHUNK):
        ids = view.items.ids(source_id, start, _CHUNK)
        found, stand = view.files.many(ids), view.files.brief(ids)
        for item_id in ids:
            path = shown(Path(found[item_id].path.decode("utf-8", "surrogateescape")))
            if item_id in stand and _is_mail(path, *stand[item_id]):
                yield item_id, path


def _is_mail(path: PurePath, state: FileState, content: Content | None) -> bool:
    if content is None:
        return state is FileState.WAITING and path.suffix.lower() in _MAILS
    return content.kind == "Mailbox" or (bool(content.attached) and content.kind != "PDF")


def _free(name: str, taken: set[str]) -> str:
    name = cut_to(name, _LONGEST_NAME) or name
    free, number = name, 1
    while same_name(free) in taken:
        number += 1
        free = numbered(name, number)
    taken.add(same_name(free))
    return free


def _take_out(apart: Apart, path: Path, folder: Path, count: _Count) -> None:
    """Raises ``ProblemError`` if ``folder`` cannot be written; a mail that cannot be opened is counted."""
    for number in range(_MOST):
        try:
            name, content = _attached(apart, path, number)
        except ProblemError:
            count.unopened += 1
            return
        if not name:
            return
        if content and PurePath(name).suffix.lower() in DOCUMENT_ENDINGS:
            _save(folder, name, content)
            count.saved += 1
        else:
            count.left += 1


def _attached(apart: Apart, path: Path, number: int) -> tuple[str, bytes]:
    """Name and content; "" if there is no more, and no content if that is too large."""
    piece = apart.take_out(path, number, 0)
    content = bytearray(piece.piece)
    while piece.piece and len(content) < piece.size <= _LARGEST:
        piece = apart.take_out(path, number, len(content))
        content += piece.piece
    return piece.name, bytes(content) if piece.size <= _LARGEST else b""


def _save(folder: Path, name: str, content: bytes) -> None:
    wanted = folder / cut_to(safe_file_name(*parted(name)), _LONGEST_NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        put_beside(wanted, content)
    except OSError as error:
        raise ProblemError(problem_of(error, wanted)) from error


def _told(count: _Count) -> Iterator[str]:
    if count.unopened:
        yield f"Mails that could not be opened: {count.unopened:,}. Their attachments were left in them."
    if count.left:
        yield f"Left in their mails, as they are no documents or photos: {count.left:,}."
