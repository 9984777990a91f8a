"""Reading the files of a run, several side by side, each in a process that may die of it."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Signal
from typing import TypeAlias

from deskhand.domain.files import PHOTO, SOUND, Content
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Event, FileRead, ItemFailed, Progress, ReadFiles, Report, Stopped
from deskhand.domain.problems import Problem, ProblemError
from deskhand.jobs import unexpected
from deskhand.readers.apart.fingerprints import Fingerprint, fingerprint_of, must_be_as_before
from deskhand.readers.apart.pool import Apart, Opened
from deskhand.readers.folder_trouble import gone
from deskhand.storage.pictures import PictureCache
from deskhand.storage.view import ProjectView

_CHUNK = 500  # files whose places are asked for at once
_LOOK = 0.5  # seconds between two looks at whether the person has cancelled
_REMEMBERED = 1000  # files; of those before, what was read is in the project
_NONE = Fingerprint("", 0, 0)


def read_files(request: ReadFiles, view: ProjectView, report: Report) -> Iterator[Event]:
    """``FileRead`` or ``ItemFailed`` for every file of the run, as each is done; the same content is read once.

    Raises ``ProblemError`` if a whole folder is gone.
    """
    counts = view.runs.counts(request.run_id)
    progress = _Counter(report, counts.done + counts.failed, counts.total)
    progress.look()
    pictures = PictureCache(view.pictures_path)
    with closing(pictures), Apart() as apart, closing(_Reading(request.run_id, view, pictures, apart)) as reading:
        while reading.goes_on():
            progress.look()
            for event in reading.events():
                progress.done += 1
                yield event


@dataclass(slots=True)
class _Counter:
    """Says how far the job is; ``look`` raises ``Stopped`` if the person has cancelled."""

    report: Report
    done: int
    total: int

    def look(self) -> None:
        self.report.progress(Progress(self.done, self.total, "files", "Reading"))


@dataclass(slots=True)
class _File:
    """A file on its way. ``twins`` have the same content, and wait for this one."""

    item_id: int
    path: Path
    kind: SourceKind
    folder: Path
    found: Fingerprint = _NONE
    twins: "list[_File]" = field(default_factory=list)

    @property
    def key(self) -> "_Key":
        return self.found.digest, self.kind


_Key: TypeAlias = tuple[str, SourceKind]
_Outcome: TypeAlias = "tuple[_File, Opened | Problem]"


class _Reading:
    """Fingerprints are taken a little ahead; what is not known by them is opened, as many at once as can be."""

    def __init__(self, run_id: int, view: ProjectView, pictures: PictureCache, apart: Apart) -> None:
        self._run_id = run_id
        self._view = view
        self._again = view.runs.get(run_id).answered_too
        self._pictures = pictures
        self._apart = apart
        self._files = self._each()
        self._stop = Signal()
        self._threads = ThreadPoolExecutor(apart.size + 2, "reading")
        self._ahead = 4 * apart.size + 8
        self._going: dict[Future[Fingerprint | Opened], _File] = {}
        self._opening: dict[_Key, _File] = {}
        self._known: dict[_Key, Content] = {}

    def goes_on(self) -> bool:
        """See that enough is going on; whether anything is."""
        while len(self._going) < self._ahead and (file := next(self._files, None)):
            self._going[self._threads.submit(fingerprint_of, file.path, self._go_on)] = file
        return bool(self._going)

    def events(self) -> Iterator[Event]:
        """What has come of those that are done now; pictures are kept before anyone is told of them."""
        done, _ = wait(self._going, _LOOK, FIRST_COMPLETED)
        outcomes = [outcome for future in done for outcome in self._after(future)]
        opened = [(file, what) for file, what in outcomes if isinstance(what, Opened)]
        self._pictures.put({file.found.digest: what.jpeg for file, what in opened if what.jpeg})
        for file, what in outcomes:
            if isinstance(what, Problem):
                yield ItemFailed(self._run_id, file.item_id, what)
            else:
                yield FileRead(self._run_id, file.item_id, what.content, file.found.digest)

    def close(self) -> None:
        """Leave everything where it is."""
        self._stop.set()
        self._apart.close()
        self._threads.shutdown(cancel_futures=True)

    def _each(self) -> Iterator[_File]:
        todo = self._view.runs.todo(self._run_id)
        for start in range(0, len(todo), _CHUNK):
            chunk = todo[start : start + _CHUNK]
            places = self._view.files.places(chunk)
            for item in self._view.items.many(chunk):
                source = self._view.source_of(item)
                yield _File(item.id, places[item.id], source.kind, Path(source.path))

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _after(self, future: "Future[Fingerprint | Opened]") -> Iterator[_Outcome]:
        """The next step of a file, or its last."""
        file = self._going.pop(future)
        try:
            result = future.result()
        except ProblemError as error:
            yield from self._failed(file, error.problem)
        except Stopped:
            raise
        except Exception as error:
            yield from self._failed(file, unexpected("ReadFiles", error))
        else:
            if isinstance(result, Opened):
                yield from self._read(file, result)
            else:
                file.found = result
                yield from self._looked_up(file)

    def _looked_up(self, file: _File) -> Iterator[_Outcome]:
        """A file whose content is known is done; one whose twin is being read waits for that."""
        if (content := self._content_of(file)) is not None:
            yield file, Opened(content, b"")
        elif file.key in self._opening:
            self._opening[file.key].twins.append(file)
        else:
            self._open(file)

    def _content_of(self, file: _File) -> Content | None:
        """What was read in the same content, with its picture still there."""
        content = self._known.get(file.key)
        if content is None and not self._again:
            content = self._view.files.same(file.found.digest)
        if content is None or _read_as(content) is not file.kind:
            return None
        return content if not content.has_picture or self._pictures.get([file.found.digest]) else None

    def _open(self, file: _File) -> None:
        self._opening[file.key] = file
        self._going[self._threads.submit(_opened, self._apart, file)] = file

    def _read(self, file: _File, opened: Opened) -> Iterator[_Outcome]:
        del self._opening[file.key]
        self._known[file.key] = opened.content
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        yield file, opened
        for twin in file.twins:
            yield twin, Opened(opened.content, b"")

    def _failed(self, file: _File, problem: Problem) -> Iterator[_Outcome]:
        """What is wrong with a file is told by its name, so its twins are tried by theirs."""
        if file.path.is_relative_to(file.folder) and not file.folder.is_dir():
            raise gone(file.folder, file.kind.value)
        self._opening.pop(file.key, None)
        yield file, problem
        if file.twins:
            first, *first.twins = file.twins
            self._open(first)


def _opened(apart: Apart, file: _File) -> Opened:
    opened = apart.read(file.path, file.kind)
    must_be_as_before(file.path, file.found)
    return opened


def _read_as(content: Content) -> SourceKind:
    """As what a file was read. A picture among documents is searched for words, one among photos only looked at."""
    if content.kind == SOUND:
        return SourceKind.SOUNDS
    return SourceKind.PHOTOS if content.kind == PHOTO and not content.seen else SourceKind.DOCUMENTS
